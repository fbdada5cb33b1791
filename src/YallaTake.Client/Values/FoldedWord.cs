namespace YallaTake.Client.Values;

/// <summary>A word as panels mean it: its case, blanks and joints do not matter.</summary>
internal static class FoldedWord
{
    private static readonly char[] Joints = ['_', '-', ' '];

    /// <summary>The word in small letters, in one piece.</summary>
    public static string Of(string word) =>
        word.All(letter => letter is >= 'a' and <= 'z') ? word : string.Concat(word.Split(Joints)).ToLowerInvariant();
}
