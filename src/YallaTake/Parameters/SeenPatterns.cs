using System.Management.Automation;
using YallaTake.Client.Values;

namespace YallaTake.Parameters;

/// <summary>
/// Patterns with wildcards for names and categories, compared by what is seen: panels' texts hold invisible marks and blanks of many kinds.
/// </summary>
internal sealed class SeenPatterns(string[] texts)
{
    private readonly WildcardPattern[] _patterns = [.. texts.Select(text => Wildcard.Of(SeenText.Of(text)))];

    private bool _wasAsked;
    private bool _hasMatched;

    /// <summary>Whether one of the patterns fits, or there is none.</summary>
    public bool Match(string text) => _patterns.Length == 0 || MatchAny(text);

    /// <summary>
    /// What to say when nothing had one of the texts, and one of them has no wildcard; null when there is nothing to say.
    /// </summary>
    /// <param name="what">What the texts are: a name, or a category.</param>
    public string? Hint(string what) =>
        _wasAsked && !_hasMatched && Array.Find(texts, text => !WildcardPattern.ContainsWildcardCharacters(text)) is { } whole
            ? $"No service was found with the whole {what} '{whole}'. For a part of it write '*{whole}*'."
            : null;

    // By itself: what it compares with would be made for every text otherwise, even where there is no pattern.
    private bool MatchAny(string text)
    {
        var seen = SeenText.Of(text);
        var matches = Array.Exists(_patterns, pattern => pattern.IsMatch(seen));
        _wasAsked = true;
        _hasMatched |= matches;
        return matches;
    }
}
