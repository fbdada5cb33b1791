using System.Globalization;
using System.Text.RegularExpressions;
using YallaTake.Client.Orders;
using YallaTake.Client.Values;

namespace YallaTake.Client.Imports;

/// <summary>Reads the cells of a file of orders. What could be read in two ways is an error.</summary>
internal static class OrderCell
{
    private static readonly string[] WholeNumbers =
    [
        OrderField.Quantity, OrderField.Runs, OrderField.Interval, OrderField.Min, OrderField.Max, OrderField.Posts, OrderField.OldPosts,
        OrderField.Delay, OrderField.Device, OrderField.TypeOfTraffic,
    ];

    private static readonly string[] Days = ["dd/MM/yyyy", "yyyy-MM-dd"];

    private static readonly Regex Digits = new(@"^[0-9]{1,18}\z", RegexOptions.CultureInvariant);

    private static readonly Regex Point = new(@"^[0-9]{1,18}(\.[0-9]{1,12})?\z", RegexOptions.CultureInvariant);

    private static readonly Regex Thousands = new(@"^[1-9][0-9]{0,2}\.[0-9]{3}\z", RegexOptions.CultureInvariant);

    /// <summary>A field as it is sent.</summary>
    /// <exception cref="FormatException">It leaves doubt.</exception>
    public static string Field(string field, string text)
    {
        if (WholeNumbers.Contains(field))
        {
            text = SeenText.Trim(text);
            return Digits.IsMatch(text)
                ? long.Parse(text, CultureInfo.InvariantCulture).ToString(CultureInfo.InvariantCulture)
                : throw new FormatException(
                    $"'{text}' is not a valid {field}, or could be read in two ways. Write a whole number in plain digits, such as 1000.");
        }

        if (field != OrderField.Expiry)
            return text;
        return DateTime.TryParseExact(SeenText.Trim(text), Days, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? day.ToString("dd'/'MM'/'yyyy", CultureInfo.InvariantCulture)
            : throw new FormatException($"'{text}' is not a valid expiry. Write it as dd/MM/yyyy or yyyy-MM-dd.");
    }

    /// <summary>The id of a service.</summary>
    /// <exception cref="FormatException">It is none.</exception>
    public static PanelId Service(string text) => PanelId.Find(SeenText.Trim(text).TrimStart('#'))
        ?? throw new FormatException($"'{text}' is not a valid service id. Write it as the panel shows it.");

    /// <summary>An amount of money, with a decimal comma where the file or the session has one.</summary>
    /// <param name="column">What it is called.</param>
    /// <param name="text">The cell.</param>
    /// <param name="isOfCommas">
    /// Whether the file's cells are parted by semicolons: its decimals have commas, and points mark thousands.
    /// </param>
    /// <exception cref="FormatException">It leaves doubt.</exception>
    public static decimal Money(string column, string text, bool isOfCommas)
    {
        text = SeenText.Trim(text);
        var mayHaveComma = isOfCommas || DecimalComma.IsOfSession;
        var isSure = (mayHaveComma && DecimalComma.IsSure(text)) || (Point.IsMatch(text) && !(isOfCommas && Thousands.IsMatch(text)));
        return isSure
            ? decimal.Parse(text.Replace(',', '.'), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture)
            : throw new FormatException(
                $"'{text}' is not a valid {column}, or could be read in two ways. Write it like 0{(mayHaveComma ? ',' : '.')}95.");
    }
}
