using System.Management.Automation;
using YallaTake.Client.Values;

namespace YallaTake.Parameters;

/// <summary>
/// Patterns with wildcards for names and categories, compared by what is seen: panels' texts hold invisible marks and blanks of many kinds.
/// </summary>
internal sealed class SeenPatterns(string[] texts)
{
    private readonly WildcardPattern[] _patterns =
        [.. texts.Select(text => WildcardPattern.Get(SeenText.Of(text), WildcardOptions.IgnoreCase | WildcardOptions.Compiled))];

    /// <summary>Whether one of the patterns fits, or there is none.</summary>
    public bool Match(string text) =>
        _patterns.Length == 0 || (SeenText.Of(text) is var seen && Array.Exists(_patterns, pattern => pattern.IsMatch(seen)));
}
