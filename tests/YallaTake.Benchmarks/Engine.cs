using System.Diagnostics;
using System.Management.Automation.Runspaces;

namespace YallaTake;

/// <summary>A PowerShell of this process, with the cmdlets that measure.</summary>
internal sealed class Engine : PowerShellSession
{
    private Engine()
        : base(
            null,
            new SessionStateCmdletEntry("Measure-Arrival", typeof(MeasureArrivalCommand), null),
            new SessionStateCmdletEntry("Measure-Heap", typeof(MeasureHeapCommand), null))
    {
    }

    /// <summary>An engine into which nothing is imported yet.</summary>
    public static Engine Plain() => new();

    /// <summary>An engine with the module, and a sandbox of its own in $sandbox.</summary>
    /// <param name="sandboxParameters">The parameters for Start-YtSandbox.</param>
    public static Engine WithSandbox(string sandboxParameters)
    {
        var engine = new Engine();
        engine.Run(
            $"Import-Module '{Repository.Manifest}'; Import-Module '{Modules.Bare}'; "
            + $"$sandbox = Start-YtSandbox {sandboxParameters}").ThrowIfFailed();
        return engine;
    }

    /// <summary>An engine with the module, connected to a sandbox that has so many orders, their ids in $orders.</summary>
    public static Engine WithOrders(int count, string sandboxParameters = "")
    {
        var engine = WithSandbox($"-Balance 1000000 {sandboxParameters}");

        // With a ledger they are placed side by side.
        using var folder = new TemporaryFolder();
        engine.Run($$"""
            $sandbox | Connect-YtPanel -NewLedger -Ledger '{{folder.File("ledger.db")}}'
            $orders = [long[]](1..{{count}} | ForEach-Object { [pscustomobject]@{ Link = "https://example.com/$_" } } |
                New-YtOrder -ServiceId 1 -Quantity 100 -ThrottleLimit 64 | ForEach-Object OrderId)
            Disconnect-YtPanel *
            $sandbox | Connect-YtPanel -NoLedger
            """).ThrowIfFailed();
        return engine;
    }

    /// <summary>A client of the sandbox without PowerShell.</summary>
    public PlainClient PlainClient() => new(Value<Uri>("$sandbox.Uri"), Value<string>("$sandbox.ApiKey"));

    /// <summary>The one object that a script gives.</summary>
    public T Value<T>(string script) => (T)Value(script)!;

    /// <summary>How long a script takes whose output nobody keeps.</summary>
    public TimeSpan Time(string script)
    {
        var begun = Stopwatch.GetTimestamp();
        Run($"$null = {script}").ThrowIfFailed();
        return Stopwatch.GetElapsedTime(begun);
    }

    /// <summary>By how many bytes the live heap grows at most while a script's output passes.</summary>
    /// <param name="script">A pipeline.</param>
    /// <param name="every">Between how many objects to look.</param>
    /// <param name="then">What follows in the pipeline.</param>
    public long HeapGrowth(string script, int every, string then = "")
    {
        // An assignment, even to $null, would gather what comes out. The sandbox, which is in this process, has made its answer before.
        Run($"{script} | Out-Null").ThrowIfFailed();
        Run(
            $"$growth = [YallaTake.HeapGrowth]::new(); {script} | Measure-Heap -Every {every} -Growth $growth {then} | "
            + "Out-Null").ThrowIfFailed();
        return Value<HeapGrowth>("$growth").Most;
    }
}
