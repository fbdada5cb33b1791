using System.Management.Automation;
using System.Management.Automation.Language;

namespace YallaTake;

/// <summary>Reads commands and runs them until the input ends or somebody leaves.</summary>
/// <param name="shell">The shell that runs the commands.</param>
internal sealed class Prompt(Shell shell)
{
    /// <summary>Runs until Ctrl+D, the end of the input, or 'exit'.</summary>
    public void Run()
    {
        while (shell.Host.ExitCode is null)
        {
            try
            {
                if (ReadCommand() is not { } command) return;
                if (!string.IsNullOrWhiteSpace(command)) shell.Run(command, addToHistory: true);
            }
            catch (PipelineStoppedException)
            {
                // Ctrl+C while typing: drop what was typed and ask anew.
            }
        }
    }

    private string? ReadCommand()
    {
        var command = ReadLine(PromptText);
        while (command is not null && IsIncomplete(command) && ReadLine(() => ">> ") is { } line)
            command += "\n" + line;
        return command;
    }

    // Lines that come from a file or a pipe need no prompt between them.
    private static string? ReadLine(Func<string> prompt)
    {
        if (Console.IsInputRedirected) return Console.In.ReadLine();

        Console.Error.Write(prompt());
        return Keyboard.ReadLine();
    }

    private string PromptText()
    {
        try
        {
            return shell.Query("prompt")?.ToString() ?? "PS> ";
        }
        catch (RuntimeException)
        {
            return "PS> ";
        }
    }

    private static bool IsIncomplete(string command)
    {
        Parser.ParseInput(command, out _, out var errors);
        return errors.Any(error => error.IncompleteInput);
    }
}
