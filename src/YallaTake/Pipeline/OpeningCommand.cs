namespace YallaTake.Pipeline;

/// <summary>A cmdlet that opens what the next ones are meant for. Until it has succeeded no panel is current, however it fails.</summary>
public abstract class OpeningCommand : AsyncCommand
{
    private bool _hasSucceeded;

    /// <summary>Whether it opens anything. What only registers a panel leaves the current one as it is.</summary>
    private protected virtual bool Opens => true;

    /// <summary>Leaves no panel current when this did not succeed.</summary>
    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);

        // PowerShell disposes of every cmdlet that was to run, even if its parameters did not bind, and of none made for completion or
        // help.
        if (Opens && !_hasSucceeded && CommandRuntime is not null)
            Session.FailConnect();
    }

    /// <summary>Takes the current panel away until this has succeeded.</summary>
    private protected void Begin()
    {
        _hasSucceeded = false;
        Session.BeginConnect();
    }

    /// <summary>Says that what was asked for is done.</summary>
    private protected void Succeed() => _hasSucceeded = true;
}
