using System.Collections.ObjectModel;
using System.Management.Automation;
using System.Management.Automation.Host;
using System.Security;

namespace YallaTake;

/// <summary>Results go to standard output; errors, warnings, questions and progress to standard error.</summary>
/// <param name="mayAsk">Whether there is somebody to answer questions.</param>
internal sealed class ShellUserInterface(bool mayAsk) : PSHostUserInterface
{
    private readonly ProgressLine _progress = new();
    private readonly bool _hasColours = PSStyle.Instance.OutputRendering != OutputRendering.PlainText;
    private bool _showsError;

    /// <summary>Whether an error was written since the start.</summary>
    public bool HasShownError { get; private set; }

    /// <inheritdoc/>
    public override PSHostRawUserInterface RawUI { get; } = new ShellRawUserInterface();

    /// <inheritdoc/>
    public override bool SupportsVirtualTerminal => _hasColours;

    /// <inheritdoc/>
    public override void Write(string value)
    {
        _progress.Clear();
        Console.Out.Write(GetOutputString(value, SupportsVirtualTerminal));
    }

    /// <inheritdoc/>
    public override void Write(ConsoleColor foregroundColor, ConsoleColor backgroundColor, string value)
    {
        if (!_hasColours)
        {
            Write(value);
            return;
        }

        Console.ForegroundColor = foregroundColor;
        Console.BackgroundColor = backgroundColor;
        Write(value);
        Console.ResetColor();
    }

    /// <inheritdoc/>
    public override void WriteLine(string value)
    {
        if (_showsError) WriteErrorLine(value);
        else Write(value + Environment.NewLine);
    }

    /// <inheritdoc/>
    public override void WriteErrorLine(string value)
    {
        HasShownError = true;
        Tell(value);
    }

    /// <inheritdoc/>
    public override void WriteWarningLine(string message) => Tell(PSStyle.Instance.Formatting.Warning, $"WARNING: {message}");

    /// <inheritdoc/>
    public override void WriteVerboseLine(string message) => Tell(PSStyle.Instance.Formatting.Verbose, $"VERBOSE: {message}");

    /// <inheritdoc/>
    public override void WriteDebugLine(string message) => Tell(PSStyle.Instance.Formatting.Debug, $"DEBUG: {message}");

    /// <summary>Lets an action write its lines as errors.</summary>
    public void AsError(Action write)
    {
        _showsError = true;
        write();
        _showsError = false;
    }

    /// <inheritdoc/>
    public override void WriteProgress(long sourceId, ProgressRecord record) => _progress.Show(record, RawUI.WindowSize.Width);

    /// <summary>Removes what is left of a progress line.</summary>
    public void ClearProgress() => _progress.Clear();

    /// <inheritdoc/>
    public override string ReadLine()
    {
        RequireSomebody("read a line", "Give the value as a parameter.");
        return Keyboard.ReadLine() ?? throw new PipelineStoppedException();
    }

    /// <inheritdoc/>
    public override SecureString ReadLineAsSecureString()
    {
        RequireSomebody("read a secret", "Give it as a parameter or in the environment.");
        return Keyboard.ReadSecret();
    }

    /// <inheritdoc/>
    public override Dictionary<string, PSObject> Prompt(string caption, string message, Collection<FieldDescription> descriptions)
    {
        var names = string.Join(", ", descriptions.Select(field => field.Name));
        RequireSomebody($"ask for {names}", "Give a value for each as a parameter.");
        Introduce(caption, message);
        return descriptions.ToDictionary(field => field.Name, field => PSObject.AsPSObject(Ask(field)));
    }

    /// <inheritdoc/>
    public override PSCredential PromptForCredential(string caption, string message, string userName, string targetName) =>
        PromptForCredential(caption, message, userName, targetName, PSCredentialTypes.Default, PSCredentialUIOptions.Default);

    /// <inheritdoc/>
    public override PSCredential PromptForCredential(
        string caption,
        string message,
        string userName,
        string targetName,
        PSCredentialTypes allowedCredentialTypes,
        PSCredentialUIOptions options)
    {
        RequireSomebody("ask for a user name and a password", "Give a credential as a parameter.");
        Introduce(caption, message);
        if (string.IsNullOrEmpty(userName)) userName = AskLine("User");
        return new PSCredential(userName, AskSecret($"Password for user {userName}"));
    }

    /// <inheritdoc/>
    public override int PromptForChoice(string caption, string message, Collection<ChoiceDescription> choices, int defaultChoice)
    {
        RequireSomebody("ask for a confirmation", "Add -Confirm:$false to go on without the question.");
        Introduce(caption, message);
        return new ChoiceMenu(choices, defaultChoice).Ask(AskLine, Tell);
    }

    private object Ask(FieldDescription field)
    {
        if (field.ParameterTypeFullName == typeof(SecureString).FullName) return AskSecret(field.Name);
        if (field.ParameterTypeFullName == typeof(PSCredential).FullName) return PromptForCredential("", field.Name, "", "");
        if (field.ParameterTypeFullName.EndsWith("[]", StringComparison.Ordinal)) return AskList(field.Name);
        return AskLine(field.Name);
    }

    // An empty line ends the list.
    private string[] AskList(string label)
    {
        var items = new List<string>();
        while (AskLine($"{label}[{items.Count}]") is { Length: > 0 } item) items.Add(item);
        return [.. items];
    }

    private string AskLine(string label)
    {
        Console.Error.Write($"{label}: ");
        return ReadLine();
    }

    private SecureString AskSecret(string label)
    {
        Console.Error.Write($"{label}: ");
        return ReadLineAsSecureString();
    }

    private void Introduce(string caption, string message)
    {
        if (!string.IsNullOrEmpty(caption)) Tell(caption);
        if (!string.IsNullOrEmpty(message)) Tell(message);
    }

    private void Tell(string text)
    {
        _progress.Clear();
        Console.Error.WriteLine(GetOutputString(text, SupportsVirtualTerminal && !Console.IsErrorRedirected));
    }

    private void Tell(string style, string text) => Tell(style + text + PSStyle.Instance.Reset);

    private void RequireSomebody(string action, string remedy)
    {
        _progress.Clear();
        if (!mayAsk) throw new HostException($"Cannot {action}: the input is redirected, or -NonInteractive is set. {remedy}");
    }
}
