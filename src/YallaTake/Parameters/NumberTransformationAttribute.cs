using System.Collections;
using System.Globalization;
using System.Management.Automation;
using YallaTake.Client.Values;

namespace YallaTake.Parameters;

/// <summary>
/// Reads numbers as people and CSV cells write them: an empty cell is absent, and what is unclear is an error. PowerShell itself
/// would make 0 of an empty cell, 15 of "1,5" and 2 of 1.5.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class NumberTransformationAttribute : ArgumentTransformationAttribute
{
    /// <summary>Whether the number may have a fraction.</summary>
    public bool Fraction { get; set; }

    /// <summary>Whether the number counts seconds, so that a TimeSpan is one too.</summary>
    public bool Seconds { get; set; }

    /// <summary>Whether rows may give it, so that what is not a number refuses its row: it becomes a <see cref="RowValue{T}"/>.</summary>
    public bool Row { get; set; }

    public override object? Transform(EngineIntrinsics engineIntrinsics, object inputData) => (Row, Fraction) switch
    {
        (false, _) => Read(inputData),
        (true, false) => UnreadableValueException.Keep<long>(inputData, () => Read(inputData)),
        (true, true) => UnreadableValueException.Keep<decimal>(inputData, () => Read(inputData)),
    };

    private string Advice => $"Write plain digits, such as {(Fraction ? "0.95" : "1000")}.";

    private object? Read(object inputData)
    {
        switch (inputData.Bare())
        {
            case var given when Seconds && DurationTransformationAttribute.Find(given) is { } time:
                return time.TotalSeconds;
            case IList { Count: > 1 }:
                throw new UnreadableValueException("It is a list of numbers, which a comma makes.", Advice);
            case (double or float or decimal) and var number when !Fraction && !IsWhole(number):
                throw Doubtful(inputData);
            case string text when string.IsNullOrWhiteSpace(text):
                return null;
            case string text:
                return Read(text.Trim()) ?? throw Doubtful(text);
            default:
                return inputData;
        }
    }

    private decimal? Read(string text)
    {
        var style = NumberStyles.AllowLeadingSign | (Fraction ? NumberStyles.AllowDecimalPoint : NumberStyles.None);
        if (Fraction && DecimalComma.IsOfSession && DecimalComma.IsSure(text))
            text = text.Replace(',', '.');
        return decimal.TryParse(text, style, CultureInfo.InvariantCulture, out var number) ? number : null;
    }

    private static bool IsWhole(object number) =>
        number is decimal money ? money % 1 == 0 : Convert.ToDouble(number, CultureInfo.InvariantCulture) % 1 == 0;

    private UnreadableValueException Doubtful(object input) => input is string text && DecimalComma.Is(text.Trim())
        ? new(
            $"'{text}' could be {text.Trim().Replace(',', '.')} or {text.Trim().Replace(",", string.Empty)}.",
            "Write it without a comma.")
        : new(
            FormattableString.Invariant($"'{input}' is not a valid number."),
            Advice);
}
