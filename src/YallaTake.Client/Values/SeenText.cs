using System.Globalization;
using System.Text;

namespace YallaTake.Client.Values;

/// <summary>A text as a person sees it: what looks the same is the same. Upper and lower case differ.</summary>
internal static class SeenText
{
    /// <summary>In NFC, every run of white space as one blank, without invisible marks, trimmed.</summary>
    public static string Of(string text)
    {
        var seen = new StringBuilder(text.Length);
        foreach (var letter in Composed(text))
        {
            if (char.IsWhiteSpace(letter))
            {
                if (seen.Length > 0 && seen[seen.Length - 1] != ' ')
                    seen.Append(' ');
            }
            else if (!IsUnseen(letter))
            {
                seen.Append(letter);
            }
        }

        return seen.ToString().TrimEnd(' ');
    }

    /// <summary>The text without white space and marks that nobody sees at its ends.</summary>
    public static string Trim(string text)
    {
        var (first, last) = (0, text.Length - 1);
        while (first <= last && IsNothing(text[first]))
            first++;
        while (last > first && IsNothing(text[last]))
            last--;
        return text.Substring(first, last - first + 1);
    }

    /// <summary>
    /// Whether nobody sees a letter: zero-width and direction marks, soft hyphens, byte order marks, control characters.
    /// </summary>
    public static bool IsUnseen(char letter) =>
        CharUnicodeInfo.GetUnicodeCategory(letter) is UnicodeCategory.Format or UnicodeCategory.Control;

    private static bool IsNothing(char letter) => char.IsWhiteSpace(letter) || IsUnseen(letter);

    private static string Composed(string text)
    {
        try
        {
            return text.Normalize(NormalizationForm.FormC);
        }
        catch (ArgumentException)
        {
            // Half a surrogate pair has no form, nor has what is no character.
            var sound = Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text)).Replace('\uFFFE', '\uFFFD');
            return sound.Normalize(NormalizationForm.FormC);
        }
    }
}
