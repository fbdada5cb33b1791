namespace YallaTake.Sandboxing.Dialects;

/// <summary>Which quirks an answer has: those of the dialect, or any of them when the dialect is sloppy.</summary>
internal sealed class DialectDice(SandboxDialect dialect, int seed)
{
    private readonly Random _random = new(seed);

    /// <summary>Whether ids have letters: all of them or none, for each must be the same wherever it stands.</summary>
    public bool HasLetters => dialect == SandboxDialect.Letters;

    /// <summary>Whether the panel takes one id at a time, and a quantity with everything.</summary>
    public bool IsOneByOne => dialect == SandboxDialect.OneByOne;

    /// <summary>Whether orders and refills end by other words.</summary>
    public bool HasOtherWords => dialect == SandboxDialect.OtherWords;

    /// <summary>Whether something stands before the JSON, and in the catalogue what does not belong there.</summary>
    public bool IsUntidy => dialect == SandboxDialect.Untidy;

    private bool IsSloppy => dialect == SandboxDialect.Sloppy;

    /// <summary>Whether this value is written in the way of a dialect.</summary>
    public bool Speaks(SandboxDialect quirk) => dialect == quirk || IsSloppily();

    /// <summary>Whether this value is written in a way that has no name.</summary>
    public bool IsSloppily() => IsSloppy && Roll(2) == 0;

    /// <summary>One of several ways; the first one unless the dialect is sloppy.</summary>
    public T Any<T>(params T[] ways) => ways[IsSloppy ? Roll(ways.Length) : 0];

    /// <summary>One of several ways, at random.</summary>
    public T One<T>(params T[] ways) => ways[Roll(ways.Length)];

    private int Roll(int sides)
    {
        lock (_random)
            return _random.Next(sides);
    }
}
