using System.Globalization;
using System.Text.RegularExpressions;
using YallaTake.Parameters;

namespace YallaTake;

/// <summary>
/// Writes values short that do not fit into their column: PowerShell would cut the front of an amount, and leave another one. The object
/// keeps the exact one.
/// </summary>
public static class ShortAmount
{
    private const string EveryPlace = "0.############################";

    private static readonly Regex Count = new(@"\b[0-9]{5,18}\b", RegexOptions.CultureInvariant);

    /// <summary>
    /// The amount as it is when it fits. Else its first places, and <c>…</c>; one of too many digits as <c>1.234567M</c>. A text, such as
    /// limits or a name, is cut at its end.
    /// </summary>
    /// <param name="amount">The amount, or a text; what is neither stays as it is.</param>
    /// <param name="width">How wide the column is.</param>
    public static object? Of(object? amount, int width)
    {
        if (amount.Bare() is string words)
            return words.Length <= width ? words : Cut(Count.Replace(words, count => ShortCount.Of(Whole(count.Value))!), width);

        var culture = CultureInfo.CurrentCulture;
        if (amount.Bare() is not decimal exact || exact.ToString(culture).Length <= width)
            return amount;

        var text = exact.ToString(EveryPlace, culture);
        if (text.Length <= width)
            return text;

        var point = culture.NumberFormat.NumberDecimalSeparator;
        var whole = text.IndexOf(point, StringComparison.Ordinal);
        return whole >= 0 && whole + point.Length + 2 <= width ? Cut(text, width) : InUnits(exact, width);
    }

    // Never rounded up, like a count.
    private static string InUnits(decimal exact, int width)
    {
        var culture = CultureInfo.CurrentCulture;
        var (one, unit) = Array.Find(ShortCount.Units, unit => Math.Abs(exact) >= unit.One);
        if (unit is null)
            return exact.ToString(EveryPlace, culture);

        var places = width - unit.Length - culture.NumberFormat.NumberDecimalSeparator.Length
            - Math.Truncate(exact / one).ToString("0", culture).Length;
        return places < 1
            ? Math.Truncate(exact / one).ToString("0", culture) + unit
            : Truncated(exact / one, Math.Min(places, 15)).ToString("0." + new string('#', places), culture) + unit;
    }

    private static long Whole(string digits) => long.Parse(digits, NumberStyles.None, CultureInfo.InvariantCulture);

    private static string Cut(string text, int width) => text.Length <= width ? text : text.Remove(width - 1) + "…";

    private static decimal Truncated(decimal number, int places)
    {
        var scale = (decimal)Math.Pow(10, places);
        return Math.Truncate(number * scale) / scale;
    }
}
