namespace YallaTake.Client.Values;

/// <summary>How near a mistyped word is to the one that was meant.</summary>
internal static class NearWord
{
    /// <summary>The known name that one which is not known is nearest to: mistyped, or short for it. Null when none is near.</summary>
    public static string? Of(string name, IEnumerable<string> known)
    {
        var folded = Folded(name);
        return known.Select(word => (Name: word, Folded: Folded(word)))
            .Where(word => folded.Length > 2
                && (Distance(folded, word.Folded) <= (folded.Length < 5 ? 1 : 2) || IsShort(folded, word.Folded)))
            .OrderBy(word => Distance(folded, word.Folded))
            .FirstOrDefault().Name;
    }

    /// <summary>How many letters were left out, added, replaced, or swapped with their neighbour.</summary>
    public static int Distance(string one, string other)
    {
        var rows = new int[one.Length + 1, other.Length + 1];
        for (var i = 0; i <= one.Length; i++)
        {
            for (var j = 0; j <= other.Length; j++)
            {
                if (i == 0 || j == 0)
                {
                    rows[i, j] = i + j;
                    continue;
                }

                var replaced = rows[i - 1, j - 1] + (one[i - 1] == other[j - 1] ? 0 : 1);
                rows[i, j] = Math.Min(replaced, 1 + Math.Min(rows[i - 1, j], rows[i, j - 1]));
                if (i > 1 && j > 1 && one[i - 1] == other[j - 2] && one[i - 2] == other[j - 1])
                    rows[i, j] = Math.Min(rows[i, j], 1 + rows[i - 2, j - 2]);
            }
        }

        return rows[one.Length, other.Length];
    }

    // Ref is short for Reference, and qty for quantity.
    private static bool IsShort(string name, string known)
    {
        var found = 0;
        foreach (var letter in known)
        {
            if (found < name.Length && name[found] == letter)
                found++;
            else if (found == 0)
                return false;
        }

        return found == name.Length;
    }

    private static string Folded(string name) => FoldedWord.Of(SeenText.Of(name));
}
