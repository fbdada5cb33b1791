using System.Globalization;
using System.Text.RegularExpressions;
using Newtonsoft.Json.Linq;

namespace YallaTake.Client.Answers;

/// <summary>
/// Reads a single JSON value the ways panels write it: numbers as text, as numbers, with thousands commas; yes and no in five spellings.
/// </summary>
internal static class AnswerValue
{
    private const NumberStyles Plain = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;

    private static readonly string[] Days = ["dd/MM/yyyy", "yyyy-MM-dd"];

    // "0,500" is a decimal comma, not a thousand.
    private static readonly Regex Thousands = new(@"^-?[1-9]\d{0,2}(,\d{3})+(\.\d+)?$", RegexOptions.CultureInvariant);

    // "1.000" is a thousand to some and one to others.
    private static readonly Regex Ambiguous = new(@"^-?[1-9]\d{0,2}\.\d{3}$", RegexOptions.CultureInvariant);

    /// <summary>The value's text, trimmed; null when it is absent, null, empty, or no single value.</summary>
    public static string? Text(object? value)
    {
        if (value is JToken token)
            value = (token as JValue)?.Value;

        var text = Convert.ToString(value, CultureInfo.InvariantCulture)?.Trim();
        return string.IsNullOrEmpty(text) ? null : text;
    }

    /// <summary>An amount. Null when absent; an error when the text leaves doubt, for it is money.</summary>
    public static decimal? Money(object? value, string field)
    {
        if (Text(value) is not { } text)
            return null;

        return Number(text) ?? throw Unreadable($"the field '{field}' should be an amount and is '{text}'");
    }

    /// <summary>An amount; null when it is absent or in doubt.</summary>
    public static decimal? SureMoney(object? value) => Text(value) is { } text ? Number(text) : null;

    /// <summary>A count; null when it is absent, a word, or may be two numbers.</summary>
    public static long? Count(object? value) =>
        Text(value) is not { } text ? null
        : long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var count) ? count
        : !Ambiguous.IsMatch(text) && Number(text) is { } number && number == decimal.Truncate(number)
            && number is >= long.MinValue and <= long.MaxValue
            ? (long)number
            : null;

    /// <summary>An id; null when the value cannot be one. JSON's 12.0 is 12; its 12e4 may have been a text.</summary>
    public static PanelId? Id(object? value) => ((value as JValue)?.Value ?? value) switch
    {
        long and > 0 and object number => PanelId.Of(number),
        decimal number when number % 1 == 0 && Text(number)!.Split('.') is [var whole, _] => PanelId.Find(whole),
        decimal or bool or JToken => null,
        var other => PanelId.Find(Text(other)),
    };

    /// <summary>An id that the panel has just made up; null when the value cannot be one. A word alone says what was done.</summary>
    public static PanelId? NewId(object? value) => Id(value) is { } id && id.ToString().Any(char.IsDigit) ? id : null;

    /// <summary>Yes or no; null when the panel says neither.</summary>
    public static bool? Flag(object? value) => value is bool flag ? flag : Text(value)?.ToLowerInvariant() switch
    {
        "true" or "1" => true,
        "false" or "0" => false,
        _ => null,
    };

    /// <summary>A day as the API writes it (dd/MM/yyyy) or as ISO does; null when the value is not one.</summary>
    public static DateTime? Day(object? value) =>
        DateTime.TryParseExact(Text(value), Days, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    /// <summary>The failure of an answer that cannot be what was asked for.</summary>
    public static YallaTakeException Unreadable(string what) => new(ErrorId.PanelAnswerUnreadable, Sentence(what));

    /// <summary>The failure of something else where JSON was due, which may pass: a maintenance page, or half an answer.</summary>
    public static YallaTakeException NoJson(string what) => new(ErrorId.PanelAnswerUnreadable, Sentence(what)) { IsNoJson = true };

    private static string Sentence(string what) => $"The panel's answer is not valid: {what}.";

    private static decimal? Number(string text)
    {
        if (text.Contains(',') && Thousands.IsMatch(text))
            text = text.Replace(",", string.Empty);

        return decimal.TryParse(text, Plain, CultureInfo.InvariantCulture, out var number) ? number : null;
    }
}
