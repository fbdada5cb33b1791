using System.Collections.ObjectModel;
using System.Globalization;
using System.Management.Automation;
using System.Management.Automation.Host;
using System.Security;
using System.Text;

namespace YallaTake;

/// <summary>A console of 100 columns that only remembers.</summary>
public sealed class RecordingInterface : PSHostUserInterface
{
    private readonly StringBuilder _text = new();
    private readonly StringBuilder _progress = new();

    public string Text => Read(_text);

    public string Progress => Read(_progress);

    public override bool SupportsVirtualTerminal => HasColors;

    /// <summary>Whether it is told to show colours.</summary>
    public bool HasColors { get; set; }

    public override PSHostRawUserInterface RawUI { get; } = new RecordingScreen();

    public override void Write(string value)
    {
        lock (_text)
            _text.Append(GetOutputString(value, HasColors));
    }

    public override void Write(ConsoleColor foregroundColor, ConsoleColor backgroundColor, string value) => Write(value);

    public override void WriteLine(string value) => Write(value + Environment.NewLine);

    public override void WriteErrorLine(string value) => WriteLine(value);

    public override void WriteDebugLine(string message) => WriteLine(message);

    public override void WriteVerboseLine(string message) => WriteLine(message);

    public override void WriteWarningLine(string message) => WriteLine(message);

    public override void WriteProgress(long sourceId, ProgressRecord record)
    {
        lock (_progress)
        {
            _progress.Append(record.Activity).Append(": ").Append(record.StatusDescription);
            if (record.RecordType == ProgressRecordType.Completed)
                _progress.Append(", completed");
            if (record.PercentComplete >= 0)
                _progress.Append(CultureInfo.InvariantCulture, $", {record.PercentComplete} %");
            if (record.SecondsRemaining >= 0)
                _progress.Append(CultureInfo.InvariantCulture, $", {record.SecondsRemaining} s");
            _progress.AppendLine();
        }
    }

    public override string ReadLine() => throw new NotImplementedException();

    public override SecureString ReadLineAsSecureString() => throw new NotImplementedException();

    public override Dictionary<string, PSObject> Prompt(string caption, string message, Collection<FieldDescription> descriptions) =>
        throw new NotImplementedException();

    public override PSCredential PromptForCredential(string caption, string message, string userName, string targetName) =>
        throw new NotImplementedException();

    public override PSCredential PromptForCredential(
        string caption,
        string message,
        string userName,
        string targetName,
        PSCredentialTypes allowedCredentialTypes,
        PSCredentialUIOptions options) => throw new NotImplementedException();

    public override int PromptForChoice(string caption, string message, Collection<ChoiceDescription> choices, int defaultChoice) =>
        throw new NotImplementedException();

    private static string Read(StringBuilder text)
    {
        lock (text)
            return text.ToString();
    }
}
