using System.Management.Automation;
using System.Management.Automation.Host;
using System.Net;
using System.Security;
using YallaTake.Pipeline;

namespace YallaTake.Commands;

/// <summary>Connects this runspace to a panel and makes it the current one.</summary>
[Cmdlet(VerbsCommunications.Connect, "YtPanel", DefaultParameterSetName = "ApiKey")]
[OutputType(typeof(Panel))]
public sealed class ConnectYtPanelCommand : AsyncCommand
{
    /// <summary>The account's API key. Without it the environment's YALLATAKE_API_KEY is used, then a prompt.</summary>
    [Parameter(Position = 0, ParameterSetName = "ApiKey")]
    [ApiKeyTransformation]
    public SecureString? ApiKey { get; set; }

    /// <summary>A credential whose password is the API key.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "Credential")]
    [Credential]
    public PSCredential? Credential { get; set; }

    /// <summary>Starts a panel on this machine and connects to it.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "Sandbox")]
    public SwitchParameter Sandbox { get; set; }

    /// <summary>A sandbox that runs already.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = "InputObject")]
    public Sandbox? InputObject { get; set; }

    /// <summary>The API's address: https, or http on this machine.</summary>
    [Parameter(ParameterSetName = "ApiKey")]
    [Parameter(ParameterSetName = "Credential")]
    public Uri? Uri { get; set; }

    /// <summary>A name for the panel; its host when not given.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Name { get; set; }

    /// <summary>How many seconds an answer may take. The catalogue gets two minutes or more.</summary>
    [Parameter]
    [NumberTransformation]
    [ValidateRange(1, 3600)]
    public int TimeoutSec { get; set; } = 30;

    /// <summary>How many requests run at once.</summary>
    [Parameter]
    [NumberTransformation]
    [ValidateRange(1, 64)]
    public int ThrottleLimit { get; set; } = 4;

    /// <summary>How many times a failed request is sent again, where that can do no harm: reads and cancellations always, orders and refills only when they surely never left.</summary>
    [Parameter]
    [NumberTransformation]
    [ValidateRange(0, 100)]
    public int MaximumRetryCount { get; set; } = 3;

    /// <summary>The proxy's address.</summary>
    [Parameter]
    public Uri? Proxy { get; set; }

    /// <summary>The user and password for the proxy.</summary>
    [Parameter]
    [Credential]
    public PSCredential? ProxyCredential { get; set; }

    /// <summary>The file in which orders are remembered, or the PostgreSQL database that many machines share; YALLATAKE_LEDGER or a file in the user's data folder when not given. A sandbox gets a temporary one.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Ledger { get; set; }

    /// <summary>The role and password for the ledger's database.</summary>
    [Parameter]
    [Credential]
    public PSCredential? LedgerCredential { get; set; }

    /// <summary>Remembers no orders: no references, no spend limit, and no list of what was ordered.</summary>
    [Parameter]
    public SwitchParameter NoLedger { get; set; }

    /// <summary>How much orders may cost within SpendWindow, in the account's currency, whatever processes place them.</summary>
    [Parameter]
    [NumberTransformation(Fraction = true)]
    [ValidateRange(0, int.MaxValue)]
    public decimal? SpendLimit { get; set; }

    /// <summary>The time that SpendLimit covers, back from now; a day when not given.</summary>
    [Parameter]
    [ValidateDuration]
    public TimeSpan SpendWindow { get; set; } = TimeSpan.FromDays(1);

    /// <summary>Connects without asking the panel whether the key is good.</summary>
    [Parameter]
    public SwitchParameter SkipVerification { get; set; }

    /// <summary>Emits the panel.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override Task BeginAsync()
    {
        if (NoLedger && (Ledger is not null || SpendLimit is not null))
            ThrowTerminatingError(ErrorRecords.From(new YallaTakeException(ErrorId.LedgerUnavailable, "A spend limit and a ledger's file need the ledger. Connect without -NoLedger."), null));

        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    protected override async Task ProcessAsync()
    {
        var panel = await ConnectAsync(Sandbox ? YallaTake.Sandbox.Start(new SandboxOptions()) : null);
        RunspaceSession.Current.Connect(panel);
        if (PassThru)
            WriteObject(panel);
    }

    private async Task<Panel> ConnectAsync(Sandbox? ownSandbox)
    {
        var uri = Uri;
        try
        {
            var sandbox = ownSandbox ?? InputObject;
            uri ??= sandbox?.Uri ?? PanelConnector.UriFromEnvironment();
            return await new PanelConnector
            {
                Uri = uri,
                Time = Time,
                Chance = RunspaceSession.Current.Chance,
                ApiKey = sandbox is null ? Credential?.Password ?? ApiKey ?? PanelConnector.KeyFromEnvironment() ?? PromptForKey() : PanelConnector.ToSecureString(sandbox.ApiKey),
                Name = Name ?? (ownSandbox is null ? null : "sandbox"),
                TimeoutSec = TimeoutSec,
                ThrottleLimit = ThrottleLimit,
                MaximumRetryCount = MaximumRetryCount,
                Proxy = Proxy is null ? null : new WebProxy(Proxy) { Credentials = ProxyCredential?.GetNetworkCredential() },
                Verify = !SkipVerification,
                LedgerPath = Ledger is null || LedgerLocation.IsDatabase(Ledger) ? Ledger : GetUnresolvedProviderPathFromPSPath(Ledger),
                LedgerCredential = LedgerCredential?.GetNetworkCredential(),
                KeepLedger = !NoLedger,
                SpendLimit = SpendLimit,
                SpendWindow = SpendWindow,
                IsSandbox = sandbox is not null,
                OwnSandbox = ownSandbox,
            }.ConnectAsync(Call);
        }
        catch (Exception exception)
        {
            ownSandbox?.Dispose();
            if (exception is YallaTakeException failure)
                ThrowTerminatingError(ErrorRecords.From(failure, uri));
            throw;
        }
    }

    private SecureString PromptForKey()
    {
        var missing = new YallaTakeException(ErrorId.NotConnected, $"There is no API key. Give -ApiKey or -Credential, set {PanelConnector.KeyVariable}, or use -Sandbox.");
        if (!Environment.UserInteractive || Console.IsInputRedirected)
            throw missing;

        try
        {
            Host.UI.Write("API key: ");
            return Host.UI.ReadLineAsSecureString() is { Length: > 0 } key ? key : throw missing;
        }
        catch (Exception exception) when (exception is HostException or PSInvalidOperationException or NotImplementedException or PSNotImplementedException)
        {
            // The host cannot ask: -NonInteractive, a remote session, a scheduler.
            throw missing;
        }
    }
}
