using System.Globalization;
using System.Text;

namespace YallaTake.Ledger.Entries;

/// <summary>Spells a caller's reference one way: what looks the same is the same. Upper and lower case differ.</summary>
internal static class OrderReference
{
    /// <summary>What a store's index takes, with every character at its widest.</summary>
    public const int Longest = 400;

    /// <summary>
    /// In NFC, every run of white space as one blank, without marks that nobody sees, trimmed; null when nothing is left.
    /// </summary>
    public static string? Normalize(string? reference)
    {
        if (reference is null)
            return null;

        var text = new StringBuilder(reference.Length);
        foreach (var letter in Composed(reference))
        {
            if (char.IsWhiteSpace(letter))
            {
                if (text.Length > 0 && text[text.Length - 1] != ' ')
                    text.Append(' ');
            }
            else if (!IsUnseen(letter))
            {
                text.Append(letter);
            }
        }

        return text.ToString().TrimEnd(' ') is { Length: > 0 } normal ? normal : null;
    }

    private static string Composed(string reference)
    {
        try
        {
            return reference.Normalize(NormalizationForm.FormC);
        }
        catch (ArgumentException)
        {
            // Half a surrogate pair has no form, nor has what is no character.
            var sound = Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(reference)).Replace('\uFFFE', '\uFFFD');
            return sound.Normalize(NormalizationForm.FormC);
        }
    }

    // Zero-width and direction marks, soft hyphens, byte order marks; control characters that are no white space.
    private static bool IsUnseen(char letter) => CharUnicodeInfo.GetUnicodeCategory(letter) is UnicodeCategory.Format or UnicodeCategory.Control;
}
