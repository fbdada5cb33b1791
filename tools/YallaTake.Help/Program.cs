using System.Text;

namespace YallaTake.Help;

/// <summary>Makes what Get-Help reads from the pages of a folder: <c>YallaTake.Help docs/en-US en-US</c>.</summary>
internal static class Program
{
    private static int Main(string[] arguments)
    {
        if (arguments is not [var pages, var output])
        {
            Console.Error.WriteLine("Give the folder with the pages and the folder to write to: YallaTake.Help docs/en-US en-US");
            return 2;
        }

        try
        {
            Write(pages, output);
            return 0;
        }
        catch (HelpPageException exception)
        {
            Console.Error.WriteLine(exception.Message);
            return 1;
        }
    }

    /// <summary>Writes a MAML file for the cmdlets' pages, a text for each about_ topic, and the list on the module's page.</summary>
    internal static void Write(string pages, string output)
    {
        var read = Directory.GetFiles(pages, "*.md").Order(StringComparer.Ordinal).Select(HelpPage.Read).ToArray();
        Directory.CreateDirectory(output);
        foreach (var old in Directory.GetFiles(output, "about_*.help.txt"))
            File.Delete(old);

        var utf8 = new UTF8Encoding(encoderShouldEmitUTF8Identifier: true);
        foreach (var topic in read.Where(page => page.Name.StartsWith("about_", StringComparison.Ordinal)))
            File.WriteAllText(Path.Combine(output, topic.Name + ".help.txt"), AboutText.Of(topic), utf8);

        var commands = read.Where(page => page.IsCommand).Select(page => new CommandPage(page)).ToArray();
        foreach (var module in read.Where(page => page.IsModule))
            ModulePage.Write(module, commands);

        // The last file is the one by which a build sees that the help is up to date.
        foreach (var file in commands.GroupBy(command => command.HelpFile))
            File.WriteAllText(Path.Combine(output, file.Key), Maml.Of(file), utf8);
    }
}
