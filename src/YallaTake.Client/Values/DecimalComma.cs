using System.Globalization;
using System.Text.RegularExpressions;

namespace YallaTake.Client.Values;

/// <summary>
/// Numbers with one comma. What may be a thousands mark leaves doubt: it stands after one to three digits, the first of them no zero, and
/// before exactly three.
/// </summary>
internal static class DecimalComma
{
    private const int DigitsOfThousands = 3;

    private static readonly Regex Form = new(@"^[+-]?[0-9]{1,18},[0-9]{1,12}\z", RegexOptions.CultureInvariant);

    private static readonly Regex Thousands = new(@"^[+-]?[1-9][0-9]{0,2},[0-9]{3}\z", RegexOptions.CultureInvariant);

    /// <summary>Whether the session's culture writes decimals with a comma.</summary>
    public static bool IsOfSession => CultureInfo.CurrentCulture.NumberFormat.NumberDecimalSeparator == ",";

    /// <summary>Whether a text has one comma between digits.</summary>
    public static bool Is(string text) => Form.IsMatch(text);

    /// <summary>Whether a text has one comma between digits, which cannot be a thousands mark.</summary>
    public static bool IsSure(string text) => Form.IsMatch(text) && !Thousands.IsMatch(text);

    /// <summary>The amount with a fourth decimal where it has three, so that its text comes back from an export in any culture.</summary>
    public static decimal? Exportable(decimal? amount) =>
        amount is { } value && ((decimal.GetBits(value)[3] >> 16) & byte.MaxValue) == DigitsOfThousands ? value + 0.0000m : amount;
}
