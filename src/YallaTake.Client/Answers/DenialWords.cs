using System.Text.RegularExpressions;

namespace YallaTake.Client.Answers;

/// <summary>Words of a sentence that is not a yes, though it stands where one is due.</summary>
internal static class DenialWords
{
    private static readonly Regex Words = new(
        @"\b(not|no|non|never|none|nothing|cannot|unable|impossible|fail\w*|error|den(y|ied)|refus\w*|reject\w*|invalid|incorrect"
        + @"|already|too late|wrong|unavailable|disabled|nao|não|nicht|kein\w*|pas|tidak|gagal|không|değil|не|нельзя|невозможно)\b"
        + @"|n['’]t\b|不|失败|无法",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase);

    public static bool AreIn(string sentence) => Words.IsMatch(sentence);
}
