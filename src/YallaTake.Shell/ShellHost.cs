using System.Globalization;
using System.Management.Automation.Host;

namespace YallaTake;

/// <summary>The host behind $Host: this console and the wish to leave.</summary>
/// <param name="shell">The shell that a nested prompt runs in.</param>
/// <param name="mayAsk">Whether there is somebody to answer questions.</param>
internal sealed class ShellHost(Shell shell, bool mayAsk) : PSHost
{
    /// <summary>The N of 'exit N', or null while nobody asked to leave.</summary>
    public int? ExitCode { get; private set; }

    /// <summary>The console as this shell knows it.</summary>
    public ShellUserInterface Interface { get; } = new(mayAsk);

    /// <inheritdoc/>
    public override PSHostUserInterface UI => Interface;

    /// <inheritdoc/>
    public override string Name => "YallaTake.Shell";

    /// <inheritdoc/>
    public override Version Version { get; } = typeof(ShellHost).Assembly.GetName().Version!;

    /// <inheritdoc/>
    public override Guid InstanceId { get; } = Guid.NewGuid();

    /// <inheritdoc/>
    public override CultureInfo CurrentCulture { get; } = CultureInfo.CurrentCulture;

    /// <inheritdoc/>
    public override CultureInfo CurrentUICulture { get; } = CultureInfo.CurrentUICulture;

    /// <inheritdoc/>
    public override void SetShouldExit(int exitCode) => ExitCode = exitCode;

    /// <summary>Opens a prompt within a pipeline that waits, as the answer Suspend does; 'exit' resumes the pipeline.</summary>
    public override void EnterNestedPrompt()
    {
        new Prompt(shell).Run();
        ExitCode = null;
    }

    /// <inheritdoc/>
    public override void ExitNestedPrompt() => SetShouldExit(0);

    /// <inheritdoc/>
    public override void NotifyBeginApplication()
    {
        // A native program may use the console as it likes.
    }

    /// <inheritdoc/>
    public override void NotifyEndApplication()
    {
        // Nothing of the console was given away.
    }
}
