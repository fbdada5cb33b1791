namespace YallaTake.Help;

/// <summary>An example of a page: one piece of code, and words before and after it.</summary>
/// <param name="Title">Such as <c>Example 1: Place an order</c>.</param>
/// <param name="Before">The words before the code.</param>
/// <param name="Code">What to type.</param>
/// <param name="After">What comes out, and the words after it.</param>
internal sealed record CommandExample(string Title, IReadOnlyList<HelpBlock> Before, string Code, IReadOnlyList<HelpBlock> After)
{
    /// <summary>Reads a section such as <c>### Example 1: …</c>.</summary>
    /// <exception cref="HelpPageException">It has no code, or more than one piece.</exception>
    public static CommandExample Read(HelpSection section)
    {
        var blocks = section.Blocks;
        var at = blocks.FindIndex(block => block.Language == "powershell");
        if (at < 0 || at != blocks.FindLastIndex(block => block.Language == "powershell"))
            throw section.Wrong("An example has one block ```powershell, neither none nor several.");

        return new CommandExample(section.Title, blocks[..at], blocks[at].Text, blocks[(at + 1)..]);
    }
}
