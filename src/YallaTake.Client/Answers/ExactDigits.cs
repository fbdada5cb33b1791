using System.Globalization;
using System.Text.RegularExpressions;

namespace YallaTake.Client.Answers;

/// <summary>Keeps what may be an id as it was written: <c>007</c> stays 007, <c>12e4</c> is no float, and no number is too long.</summary>
internal static class ExactDigits
{
    // A text, which is left alone, or a bare word.
    private static readonly Regex Token = new("""
        "[^"\\]*(?:\\.[^"\\]*)*"|'[^'\\]*(?:\\.[^'\\]*)*'|[\w+.\-]+
        """, RegexOptions.CultureInvariant | RegexOptions.Singleline);

    private static readonly Regex MayBeId = new("^[0-9]+([eE][0-9]+)?$", RegexOptions.CultureInvariant);

    private static readonly Regex Fraction = new(@"^-?[0-9]+(\.[0-9]+)?([eE][+-]?[0-9]+)?$", RegexOptions.CultureInvariant);

    /// <summary>The JSON with every number that is written in digits, with an e among them or not, turned into a text.</summary>
    /// <remarks>What JSON does not know as a number, such as a hexadecimal one, turns into null.</remarks>
    public static string Quote(string json) => Token.Replace(json, token => Quote(token.Value[0], token.Value));

    /// <summary>The JSON with only those numbers turned into texts that a long or a decimal would not hold as they are written.</summary>
    public static string QuoteOthers(string json) =>
        Token.Replace(json, token => IsHeld(token.Value) ? token.Value : Quote(token.Value[0], token.Value));

    private static string Quote(char first, string token) =>
        MayBeId.IsMatch(token) ? $"\"{token}\""
        : first is (>= '0' and <= '9') or '-' or '+' or '.' && !Fraction.IsMatch(token) ? "null"
        : token;

    private static bool IsHeld(string token) => token is "0" || (token[0] is >= '1' and <= '9' && long.TryParse(
        token, NumberStyles.None, CultureInfo.InvariantCulture, out _));
}
