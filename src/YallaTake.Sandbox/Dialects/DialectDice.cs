namespace YallaTake.Sandboxing.Dialects;

/// <summary>Which quirks an answer has: those of the dialect, or any of them when the dialect is sloppy.</summary>
internal sealed class DialectDice(SandboxDialect dialect, int seed)
{
    private readonly Random _random = new(seed);

    /// <summary>Whether ids have letters: all of them or none, for each must be the same wherever it stands.</summary>
    public bool HasLetters => dialect == SandboxDialect.Letters;

    private bool IsSloppy => dialect == SandboxDialect.Sloppy;

    /// <summary>Whether this value is written in the way of a dialect.</summary>
    public bool Speaks(SandboxDialect quirk) => dialect == quirk || IsSloppily();

    /// <summary>Whether this value is written in a way that has no name.</summary>
    public bool IsSloppily() => IsSloppy && Roll(2) == 0;

    /// <summary>One of several ways; the first one unless the dialect is sloppy.</summary>
    public T Any<T>(params T[] ways) => ways[IsSloppy ? Roll(ways.Length) : 0];

    private int Roll(int sides)
    {
        lock (_random)
            return _random.Next(sides);
    }
}
