using System.Text.RegularExpressions;

namespace YallaTake.Client.Answers;

/// <summary>What a panel's script lets slip before its JSON: byte order marks, blank lines, and PHP's warnings, plain or in HTML.</summary>
internal static class Preamble
{
    private static readonly Regex Pattern = new(
        """
        \A(?:
            [\s\uFEFF\u200B] | <br\s*/?> | </?p> | </?b>
            | (?:PHP\s+)? (?:Warning|Notice|Deprecated|Strict\ Standards|(?:Recoverable\ )?Fatal\ error|Parse\ error) (?:</b>)? \s*:
              [^\n]*? (?: \bon\ line\s+ (?:<b>)? \d+ (?:</b>)? | (?=\n) )
        )*
        """,
        RegexOptions.CultureInvariant | RegexOptions.IgnorePatternWhitespace);

    /// <summary>The text from its JSON on; the whole text where no JSON follows.</summary>
    public static string Skip(string text) => Find(text) is { } start ? text.Substring(start) : text;

    /// <summary>Where the JSON begins; null where the text ends before, or holds something else.</summary>
    public static int? Find(string text)
    {
        var start = Pattern.Match(text).Length;
        return start < text.Length && text[start] is '{' or '[' or '"' ? start : null;
    }
}
