using System.Management.Automation;
using YallaTake.Completion;
using YallaTake.Errors;
using YallaTake.Parameters;
using YallaTake.Pipeline;
using YallaTake.Sandboxing.Faults;
using YallaTake.Sandboxing.Panel;

namespace YallaTake.Commands;

/// <summary>Starts a panel on this machine that answers like a real one and costs nothing.</summary>
[Cmdlet(VerbsLifecycle.Start, "YtSandbox", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Low)]
[OutputType(typeof(Sandbox))]
public sealed class StartYtSandboxCommand : OpeningCommand
{
    private readonly SandboxOptions _defaults = new();

    /// <summary>The port on 127.0.0.1; one from the system when not given.</summary>
    [Parameter]
    [NumberTransformation]
    [ValidateRange(0, 65535)]
    public int Port { get; set; }

    /// <summary>The key that clients of the sandbox give.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? ApiKey { get; set; }

    /// <summary>A file with the answer of a panel to <c>services</c>, to be the catalogue.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Catalogue { get; set; }

    /// <summary>How many services to generate.</summary>
    [Parameter]
    [NumberTransformation]
    [ValidateRange(1, 1_000_000)]
    public int? ServiceCount { get; set; }

    /// <summary>How many times faster than real time orders go.</summary>
    [Parameter]
    [NumberTransformation(Fraction = true)]
    [ValidateRange(0.001, 1_000_000_000)]
    public double? TimeScale { get; set; }

    /// <summary>How many milliseconds every answer waits.</summary>
    [Parameter]
    [NumberTransformation]
    [ValidateRange(0, 600_000)]
    public int Latency { get; set; }

    /// <summary>How many requests a minute are answered before 429; 0 for any number.</summary>
    [Parameter]
    [NumberTransformation]
    [ValidateRange(0, int.MaxValue)]
    public int RateLimit { get; set; }

    /// <summary>The account's money at the start.</summary>
    [Parameter]
    [NumberTransformation(Fraction = true)]
    [ValidateRange(0, int.MaxValue)]
    public decimal? Balance { get; set; }

    /// <summary>How many orders a minute other customers of the panel place, by the sandbox's time. Their orders take ids.</summary>
    [Parameter]
    [NumberTransformation(Fraction = true)]
    [ValidateRange(0, 10_000)]
    public double OtherCustomers { get; set; }

    /// <summary>How many changes a minute the catalogue has, by the sandbox's time: rates, limits, services that come or go.</summary>
    [Parameter]
    [NumberTransformation(Fraction = true)]
    [ValidateRange(0, 10_000)]
    public double PriceChanges { get; set; }

    /// <summary>
    /// Failures on purpose: a kind, with a probability and an action where wanted, such as <c>DropAfter</c>, <c>Http500=0.1</c> or
    /// <c>add:Hang=0.05</c>.
    /// </summary>
    [Parameter]
    [ArgumentCompleter(typeof(SandboxFaultCompleter))]
    public string[] Fault { get; set; } = [];

    /// <summary>
    /// The shapes in which it answers: those of the API's documentation (Strict), or others that panels use; Sloppy mixes them at random.
    /// </summary>
    [Parameter]
    public SandboxDialect Dialect { get; set; }

    /// <summary>
    /// A field of orders in which clients may give an id of their own: an order with an id that it has seen before is not bought again.
    /// </summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? IdempotencyField { get; set; }

    /// <summary>An action that lists the account's orders, such as <c>orders</c>, which API v2 does not have.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? OrderListAction { get; set; }

    /// <summary>The same number gives the same faults and the same shapes again.</summary>
    [Parameter]
    [NumberTransformation]
    public int Seed { get; set; }

    /// <summary>Serves until Ctrl+C.</summary>
    [Parameter]
    public SwitchParameter Wait { get; set; }

    private protected override async Task EndAsync()
    {
        if (!ShouldProcess(Port == 0 ? "127.0.0.1" : $"127.0.0.1:{Port}", "Start a sandbox"))
        {
            Succeed();
            return;
        }

        var sandbox = Start();
        Session.Add(sandbox);
        Succeed();
        WriteObject(sandbox);

        if (Wait)
            await WaitAsync(sandbox);
    }

    private Sandbox Start()
    {
        try
        {
            return Sandbox.Start(Options());
        }
        catch (Exception exception) when (exception is FormatException or ArgumentException or InvalidOperationException
            or IOException or InvalidDataException or UnauthorizedAccessException)
        {
            var failure = new YallaTakeException(ErrorId.SandboxNotStarted, exception.Message, exception);
            ThrowTerminatingError(ErrorRecords.From(failure, Catalogue ?? (object)Port));
            throw;
        }
    }

    private SandboxOptions Options() => new()
    {
        Port = Port,
        ApiKey = ApiKey ?? _defaults.ApiKey,
        Catalogue = Catalogue is null ? null : FilePath.Of(this, Catalogue),
        ServiceCount = ServiceCount,
        TimeScale = TimeScale ?? _defaults.TimeScale,
        Latency = TimeSpan.FromMilliseconds(Latency),
        RateLimit = RateLimit,
        Balance = Balance ?? _defaults.Balance,
        OtherCustomers = OtherCustomers,
        PriceChanges = PriceChanges,
        Dialect = Dialect,
        IdempotencyField = IdempotencyField,
        OrderListAction = OrderListAction,
        Faults = [.. Fault.Select(text => new SandboxFault(text))],
        Seed = Seed,
    };

    private async Task WaitAsync(Sandbox sandbox)
    {
        var stopped = new TaskCompletionSource<bool>();
        using var registration = StopToken.Register(() => stopped.TrySetResult(true));
        await Task.WhenAny(stopped.Task, sandbox.WhenStopped());
        Session.Stop(sandbox);
    }
}
