using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace YallaTake.Client.Answers;

/// <summary>Keeps what may be an id as it was written: <c>007</c> stays 007, <c>12e4</c> is no float, and no number is too long.</summary>
internal static class ExactDigits
{
    private static readonly Regex MayBeId = new("^[0-9]+([eE][0-9]+)?$", RegexOptions.CultureInvariant);

    private static readonly Regex Fraction = new(@"^-?[0-9]+(\.[0-9]+)?([eE][+-]?[0-9]+)?$", RegexOptions.CultureInvariant);

    /// <summary>The JSON with every number that is written in digits, with an e among them or not, turned into a text.</summary>
    /// <remarks>What JSON does not know as a number, such as a hexadecimal one, turns into null.</remarks>
    public static string Quote(string json) => Rewrite(json, Quoted);

    /// <summary>The JSON with only those numbers turned into texts that a long or a decimal would not hold as they are written.</summary>
    public static string QuoteOthers(string json) => Rewrite(json, number => IsHeld(number) ? number : Quoted(number));

    private static string Quoted(string number) =>
        MayBeId.IsMatch(number) ? $"\"{number}\"" : Fraction.IsMatch(number) ? number : "null";

    // Texts and other words are left alone.
    private static string Rewrite(string json, Func<string, string> rewrite)
    {
        StringBuilder? rewritten = null;
        var kept = 0;
        for (var at = 0; at < json.Length; at++)
        {
            var first = json[at];
            if (first is '"' or '\'')
            {
                at = EndOfText(json, at) ?? at;
                continue;
            }

            if (!IsOfWord(first))
                continue;

            var start = at;
            while (at + 1 < json.Length && IsOfWord(json[at + 1]))
                at++;
            if (first is not ((>= '0' and <= '9') or '-' or '+' or '.'))
                continue;

            (rewritten ??= new StringBuilder(json.Length + 64))
                .Append(json, kept, start - kept).Append(rewrite(json.Substring(start, at + 1 - start)));
            kept = at + 1;
        }

        return rewritten?.Append(json, kept, json.Length - kept).ToString() ?? json;
    }

    // Null for one that does not end.
    private static int? EndOfText(string json, int start)
    {
        for (var at = start + 1; at < json.Length; at++)
        {
            if (json[at] == json[start])
                return at;
            if (json[at] == '\\')
                at++;
        }

        return null;
    }

    private static bool IsOfWord(char letter) =>
        letter is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9') or '_' or '+' or '-' or '.'
            || (letter > '\u007F' && (char.IsLetterOrDigit(letter) || CharUnicodeInfo.GetUnicodeCategory(letter)
                is UnicodeCategory.NonSpacingMark or UnicodeCategory.ConnectorPunctuation));

    private static bool IsHeld(string token) => token is "0" || (token[0] is >= '1' and <= '9' && long.TryParse(
        token, NumberStyles.None, CultureInfo.InvariantCulture, out _));
}
