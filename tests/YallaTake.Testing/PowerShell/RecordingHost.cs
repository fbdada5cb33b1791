using System.Globalization;
using System.Management.Automation.Host;

namespace YallaTake;

/// <summary>A host without a user: it keeps what is written, and cannot be asked.</summary>
public sealed class RecordingHost : PSHost
{
    private readonly RecordingInterface _interface = new();

    /// <summary>All that was written so far.</summary>
    public string Text => _interface.Text;

    /// <summary>The progress that was shown so far, a line for each time.</summary>
    public string Progress => _interface.Progress;

    /// <summary>How many columns the console has: 100, if nothing else is said.</summary>
    public int Columns
    {
        set => _interface.RawUI.BufferSize = new(value, _interface.RawUI.BufferSize.Height);
    }

    /// <summary>Whether the console shows colours.</summary>
    public bool HasColors
    {
        set => _interface.HasColors = value;
    }

    public override PSHostUserInterface UI => _interface;

    public override string Name => "Recording";

    public override Version Version { get; } = new(1, 0);

    public override Guid InstanceId { get; } = Guid.NewGuid();

    public override CultureInfo CurrentCulture => CultureInfo.InvariantCulture;

    public override CultureInfo CurrentUICulture => CultureInfo.InvariantCulture;

    public override void SetShouldExit(int exitCode)
    {
        // The process is the tests'.
    }

    public override void EnterNestedPrompt() => throw new NotImplementedException();

    public override void ExitNestedPrompt() => throw new NotImplementedException();

    public override void NotifyBeginApplication()
    {
        // Nothing native runs here.
    }

    public override void NotifyEndApplication()
    {
        // Nothing native runs here.
    }
}
