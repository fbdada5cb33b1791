namespace YallaTake.Help;

/// <summary>Keeps the list of cmdlets on the module's page: what stands below the heading with the module's name.</summary>
internal static class ModulePage
{
    public static void Write(HelpPage page, IEnumerable<CommandPage> commands)
    {
        var list = page.Title.Part(page.FrontMatter["Module Name"]);
        var old = File.ReadAllLines(list.Path);
        string[] lines = [.. old.Take(list.Line), .. commands.SelectMany(Lines)];

        // A page that was not changed is not written, so that a build sees that it is up to date.
        if (!lines.SequenceEqual(old))
            File.WriteAllText(list.Path, string.Join('\n', lines) + "\n");
    }

    private static IEnumerable<string> Lines(CommandPage command) =>
        ["", $"### [{command.Name}]({command.Name}.md)", .. command.Synopsis.SelectMany(block => new[] { "", block.Text })];
}
