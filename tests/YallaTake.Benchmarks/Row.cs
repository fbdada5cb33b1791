using System.Globalization;

namespace YallaTake;

/// <summary>A row of the table.</summary>
/// <param name="What">What was measured.</param>
/// <param name="Result">What came out, with its unit.</param>
/// <param name="Bound">What may come out at most; null where nothing is promised.</param>
/// <param name="Meets">Whether it does.</param>
/// <param name="From">The figures behind the result.</param>
internal sealed record Row(string What, string Result, string? Bound, bool Meets, string From)
{
    public static Row Ratio(string what, Comparison comparison, double? bound, string against) => new(
        what,
        Text($"{comparison.Ratio:0.00}"),
        bound is { } most ? Text($"{most:0.00}") : null,
        !(comparison.Ratio > bound),
        Text($"{comparison.Measured.TotalMilliseconds:0} ms, {against} {comparison.Against.TotalMilliseconds:0} ms"));

    public static Row Ratio(string what, double ratio, double bound, string from) =>
        new(what, Text($"{ratio:0.00}"), Text($"{bound:0.00}"), ratio <= bound, from);

    public static Row Megabytes(string what, long bytes, double? bound, string from) => new(
        what,
        Text($"{bytes / 1e6:0.0} MB"),
        bound is { } most ? Text($"{most:0} MB") : null,
        !(bytes / 1e6 >= bound),
        from);

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
