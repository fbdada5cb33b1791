using System.Management.Automation.Language;
using System.Text.RegularExpressions;

namespace YallaTake;

/// <summary>What the command line asks for.</summary>
internal sealed partial record ShellOptions
{
    /// <summary>The text that -Help shows.</summary>
    public const string Usage = """
        Usage: YallaTake.Shell [-NonInteractive] [-Command TEXT | -File PATH [ARGUMENT ...]]

          -Command TEXT      Runs TEXT and leaves.
          -File PATH         Runs a .ps1 script; what follows the path are its parameters.
          -NonInteractive    Never asks: a missing parameter or a confirmation is an error.
          -Help              Shows this text.

        With neither -Command nor -File it is a prompt, which reads lines from standard input.
        Exit code: 0; 1 after an error that ended the run; N after 'exit N'; 130 after Ctrl+C;
        64 when the command line cannot be understood.
        """;

    /// <summary>Whether only the usage is wanted.</summary>
    public bool Help { get; private init; }

    /// <summary>Whether nobody may be asked anything.</summary>
    public bool NonInteractive { get; private init; }

    /// <summary>The PowerShell text to run, or null for the prompt.</summary>
    public string? Script { get; private init; }

    /// <summary>Reads the command line.</summary>
    /// <exception cref="ShellUsageException">An option is unknown or lacks its value, or the script does not exist.</exception>
    public static ShellOptions Parse(IReadOnlyList<string> arguments)
    {
        var options = new ShellOptions();
        for (var i = 0; i < arguments.Count; i++)
        {
            var option = arguments[i];
            switch (option.ToUpperInvariant())
            {
                case "-HELP" or "-H" or "-?" or "--HELP":
                    return new ShellOptions { Help = true };
                case "-NONINTERACTIVE":
                    options = options with { NonInteractive = true };
                    break;
                case "-COMMAND" when options.Script is not null:
                    throw new ShellUsageException("-Command was given twice. Put all commands into one text, with ';' between them.");
                case "-COMMAND":
                    options = options with { Script = ValueOf(option, arguments, ++i) };
                    break;
                case "-FILE" when options.Script is not null:
                    throw new ShellUsageException("-Command and -File cannot be used together. Give one of them.");
                case "-FILE":
                    var path = ValueOf(option, arguments, ++i);
                    return options with { Script = CallOf(path, arguments.Skip(i + 1)) };
                default:
                    throw new ShellUsageException($"'{option}' is not an option. Put a whole command into quotes after -Command.");
            }
        }

        return options;
    }

    /// <summary>Writes a text as a PowerShell string that stands for exactly this text.</summary>
    public static string Quote(string text) => $"'{CodeGeneration.EscapeSingleQuotedStringContent(text)}'";

    private static string ValueOf(string option, IReadOnlyList<string> arguments, int index) =>
        index < arguments.Count ? arguments[index] : throw new ShellUsageException($"{option} needs a value after it.");

    private static string CallOf(string path, IEnumerable<string> arguments)
    {
        var script = Path.GetFullPath(path);
        if (!File.Exists(script) || !Path.GetExtension(script).Equals(".ps1", StringComparison.OrdinalIgnoreCase))
            throw new ShellUsageException($"-File needs a .ps1 script that exists; '{path}' is none.");

        return string.Join(' ', arguments.Select(Token).Prepend($"& {Quote(script)}"));
    }

    // What looks like a parameter stays one, everything else is a literal: nothing is expanded twice.
    private static string Token(string argument)
    {
        var parameter = Parameter().Match(argument);
        if (!parameter.Success) return Quote(argument);

        var (name, value) = (parameter.Groups["name"].Value, parameter.Groups["value"]);
        if (!value.Success) return name;

        return Boolean().IsMatch(value.Value) ? $"{name}:{value.Value}" : $"{name}:{Quote(value.Value)}";
    }

    [GeneratedRegex(@"^(?<name>-[\p{L}_]\w*)(:(?<value>.*))?$", RegexOptions.Singleline)]
    private static partial Regex Parameter();

    [GeneratedRegex(@"^\$(true|false)$", RegexOptions.IgnoreCase)]
    private static partial Regex Boolean();
}
