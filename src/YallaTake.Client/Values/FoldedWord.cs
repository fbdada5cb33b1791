namespace YallaTake.Client.Values;

/// <summary>A word as panels mean it: its case, blanks and joints do not matter.</summary>
internal static class FoldedWord
{
    private static readonly char[] Joints = ['_', '-', ' '];

    /// <summary>The word in small letters, in one piece.</summary>
    public static string Of(string word)
    {
        foreach (var letter in word)
        {
            if (letter is not (>= 'a' and <= 'z'))
                return string.Concat(word.Split(Joints)).ToLowerInvariant();
        }

        return word;
    }

    /// <summary>Whether a word is the same as a folded one.</summary>
    public static bool Is(string word, string folded)
    {
        var at = 0;
        foreach (var letter in word)
        {
            if (letter is '_' or '-' or ' ')
                continue;
            if (at == folded.Length || char.ToLowerInvariant(letter) != folded[at])
                return false;
            at++;
        }

        return at == folded.Length;
    }
}
