namespace YallaTake.Help;

/// <summary>A cmdlet's page in the form of PlatyPS.</summary>
/// <param name="page">The page; its sections are read when they are asked for.</param>
internal sealed class CommandPage(HelpPage page)
{
    private readonly HelpSection _page = page.Title;

    public string Name => _page.Title;

    /// <summary>The name of the file that Get-Help looks for.</summary>
    public string HelpFile => page.FrontMatter.GetValueOrDefault("external help file")
        ?? throw _page.Wrong("The front matter has no 'external help file'. Add 'external help file: YallaTake.dll-Help.xml'.");

    /// <summary>The page's address on the web; empty for none.</summary>
    public string HelpUri => page.FrontMatter.GetValueOrDefault("HelpUri", string.Empty);

    public IReadOnlyList<HelpBlock> Synopsis => _page.Part("SYNOPSIS").Blocks;

    public IReadOnlyList<HelpBlock> Description => _page.Part("DESCRIPTION").Blocks;

    public IReadOnlyList<CommandSyntax> Syntaxes { get; } = [.. page.Title.Part("SYNTAX").Parts.Select(CommandSyntax.Read)];

    public IReadOnlyList<CommandExample> Examples { get; } = [.. page.Title.Part("EXAMPLES").Parts.Select(CommandExample.Read)];

    public IReadOnlyList<CommandParameter> Parameters { get; } =
        [.. page.Title.Part("PARAMETERS").Parts.Where(part => part.Title.StartsWith('-')).Select(CommandParameter.Read)];

    /// <summary>A section for each type that comes in.</summary>
    public IReadOnlyList<HelpSection> Inputs => _page.Part("INPUTS").Parts;

    /// <summary>A section for each type that comes out.</summary>
    public IReadOnlyList<HelpSection> Outputs => _page.Part("OUTPUTS").Parts;

    public IReadOnlyList<HelpBlock> Notes => _page.Part("NOTES").Blocks;

    /// <summary>The names of what to read next.</summary>
    public IEnumerable<string> Links => _page.Part("RELATED LINKS").Blocks.Select(block => block.Text.TrimStart('-', ' '));

    /// <summary>The parameter of a syntax.</summary>
    /// <exception cref="HelpPageException">The page does not describe it.</exception>
    public CommandParameter Parameter(string name) =>
        Parameters.FirstOrDefault(parameter => parameter.Name == name)
        ?? throw _page.Wrong($"The syntax has a parameter -{name} that the page does not describe. Add it under PARAMETERS.");
}
