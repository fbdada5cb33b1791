using System.Management.Automation;
using System.Management.Automation.Host;
using System.Net;
using System.Security;
using System.Text.RegularExpressions;
using YallaTake.Errors;
using YallaTake.Ledger.Store;
using YallaTake.Parameters;
using YallaTake.Pipeline;
using YallaTake.Sandboxing.Panel;
using YallaTake.Session;

namespace YallaTake.Commands;

/// <summary>Connects this runspace to a panel and makes it the current one. Until it has succeeded no panel is current.</summary>
[Cmdlet(VerbsCommunications.Connect, "YtPanel", DefaultParameterSetName = "ApiKey")]
[OutputType(typeof(Panel))]
public sealed class ConnectYtPanelCommand : OpeningCommand
{
    // What can be mistyped is an object, and read by GivenValue: an error of PowerShell's own binding would quote what may be a key.

    /// <summary>The account's API key. Without it the environment's YALLATAKE_API_KEY is used, then a prompt.</summary>
    [Parameter(Position = 0, ParameterSetName = "ApiKey")]
    public object? ApiKey { get; set; }

    /// <summary>A credential whose password is the API key.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "Credential")]
    [Credential]
    public PSCredential? Credential { get; set; }

    /// <summary>Starts a panel on this machine and connects to it.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "Sandbox")]
    public SwitchParameter Sandbox { get; set; }

    /// <summary>A sandbox that runs already.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = "InputObject")]
    public object? InputObject { get; set; }

    /// <summary>The API's address: https, or http on this machine.</summary>
    [Parameter(ParameterSetName = "ApiKey")]
    [Parameter(ParameterSetName = "Credential")]
    public object? Uri { get; set; }

    /// <summary>A name for the panel; its host, with its port unless that is the usual one, when not given.</summary>
    [Parameter]
    public string? Name { get; set; }

    /// <summary>How many seconds an answer may take. The catalogue gets two minutes or more.</summary>
    [Parameter]
    public object TimeoutSec { get; set; } = 30;

    /// <summary>How many requests run at once.</summary>
    [Parameter]
    public object ThrottleLimit { get; set; } = 4;

    /// <summary>
    /// How many times a failed request is sent again, where that can do no harm: reads and cancellations always, orders and refills only
    /// when it is certain that they were not sent, or the panel refused them with a rate limit.
    /// </summary>
    [Parameter]
    public object MaximumRetryCount { get; set; } = 3;

    /// <summary>The proxy's address.</summary>
    [Parameter]
    public object? Proxy { get; set; }

    /// <summary>The user and password for the proxy.</summary>
    [Parameter]
    [Credential]
    public PSCredential? ProxyCredential { get; set; }

    /// <summary>
    /// The file in which orders are remembered, or the PostgreSQL database that many machines share; YALLATAKE_LEDGER or a file in the
    /// user's data folder when not given. A sandbox gets a temporary one.
    /// </summary>
    [Parameter]
    public string? Ledger { get; set; }

    /// <summary>The role and password for the ledger's database.</summary>
    [Parameter]
    [Credential]
    public PSCredential? LedgerCredential { get; set; }

    /// <summary>Makes the ledger that Ledger or YALLATAKE_LEDGER names, where it does not exist.</summary>
    [Parameter]
    public SwitchParameter NewLedger { get; set; }

    /// <summary>Your name for the account: from its first use on, another key with the same name is the same account.</summary>
    [Parameter]
    public string? Account { get; set; }

    /// <summary>Keeps no ledger: no references, no spend limit, and no list of what was ordered.</summary>
    [Parameter]
    public SwitchParameter NoLedger { get; set; }

    /// <summary>How much orders may cost within SpendWindow, in the account's currency, for all processes that share the ledger.</summary>
    [Parameter]
    public object? SpendLimit { get; set; }

    /// <summary>The time that SpendLimit covers, back from now; a day when not given.</summary>
    [Parameter]
    public object SpendWindow { get; set; } = TimeSpan.FromDays(1);

    /// <summary>New-YtOrder searches for orders whose outcome is unknown, as with its own -ResolveUnknown.</summary>
    [Parameter]
    public SwitchParameter ResolveUnknown { get; set; }

    /// <summary>Says that others use the account too: then no search settles an order by its charge and the balance.</summary>
    [Parameter]
    public SwitchParameter SharedAccount { get; set; }

    /// <summary>
    /// The panel's name of a field of orders in which it takes your own id of an order: the reference goes out in it, and an order whose
    /// outcome is unknown may be sent again once Resolve-YtOrder -TestIdempotency has shown that the panel gives the same order back.
    /// </summary>
    [Parameter]
    public object? IdempotencyField { get; set; }

    /// <summary>For how long the panel remembers such an id, from the first attempt on; an hour when not given.</summary>
    [Parameter]
    public object IdempotencyWindow { get; set; } = TimeSpan.FromHours(1);

    /// <summary>
    /// The panel's name of an action that lists the account's orders, which API v2 does not have: a search for an unknown order looks there
    /// too.
    /// </summary>
    [Parameter]
    public object? OrderListAction { get; set; }

    /// <summary>The User-Agent header of requests; the module's name when not given. Some panels let only browsers through.</summary>
    [Parameter]
    public object? UserAgent { get; set; }

    /// <summary>Connects without asking the panel whether the key is good.</summary>
    [Parameter]
    public SwitchParameter SkipVerification { get; set; }

    /// <summary>Emits the panel.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <summary>Takes what no parameter takes, so that the error is one of ours.</summary>
    [Parameter(ValueFromRemainingArguments = true, DontShow = true)]
    public object[] Remaining { get; set; } = [];

    private protected override Task BeginAsync()
    {
        Begin();
        if (Problem() is { } problem)
            ThrowTerminatingError(ErrorRecords.From(problem, null));
        return Task.CompletedTask;
    }

    private protected override async Task ProcessAsync()
    {
        Begin();
        var panel = await ConnectAsync();
        var replaced = Session.Connect(panel);
        Succeed();
        await WatchClosingAsync(replaced, panel.Name);
        if (PassThru)
            WriteObject(panel);
    }

    private async Task<Panel> ConnectAsync()
    {
        Sandbox? own = null;
        Uri? uri = null;
        try
        {
            var connector = Connector();
            uri = connector.Uri;
            own = connector.OwnSandbox;
            var panel = await connector.ConnectAsync(Call);
            if (connector.Doubt is { } doubt)
                WriteWarning(doubt);
            return panel;
        }
        catch (Exception exception)
        {
            own?.Dispose();
            if (exception is YallaTakeException failure)
                ThrowTerminatingError(ErrorRecords.From(failure, uri));
            throw;
        }
    }

    private PanelConnector Connector()
    {
        var uri = GivenValue.Address(nameof(Uri), Uri);
        var given = GivenValue.Sandbox(nameof(InputObject), InputObject);
        var key = GivenValue.Key(nameof(ApiKey), ApiKey);
        var proxy = GivenValue.Address(nameof(Proxy), Proxy);
        var timeout = GivenValue.Whole(nameof(TimeoutSec), TimeoutSec, 1, 3600);
        var throttle = GivenValue.Whole(nameof(ThrottleLimit), ThrottleLimit, 1, 64);
        var retries = GivenValue.Whole(nameof(MaximumRetryCount), MaximumRetryCount, 0, 100);
        var limit = GivenValue.Money(nameof(SpendLimit), SpendLimit);
        var window = GivenValue.Duration(nameof(SpendWindow), SpendWindow);
        var agent = GivenValue.Header(nameof(UserAgent), UserAgent);
        var list = GivenValue.ListAction(nameof(OrderListAction), OrderListAction);
        var idempotency = GivenValue.IdempotencyField(
            nameof(IdempotencyField), IdempotencyField, GivenValue.Duration(nameof(IdempotencyWindow), IdempotencyWindow));

        var ledger = Ledger is null || LedgerLocation.IsDatabase(Ledger) ? Ledger : GetUnresolvedProviderPathFromPSPath(Ledger);

        // Only now: a sandbox whose connection fails would keep running.
        var own = Sandbox ? YallaTake.Sandbox.Start(new SandboxOptions()) : null;
        var sandbox = own ?? given;
        return new PanelConnector
        {
            Session = Session,
            Uri = uri ?? sandbox?.Uri ?? PanelConnector.UriFromEnvironment(),
            ApiKey = sandbox is null
                ? Credential?.Password ?? key ?? PanelConnector.KeyFromEnvironment() ?? PromptForKey()
                : PanelConnector.ToSecureString(sandbox.ApiKey),
            Name = Name ?? (own is null ? null : "sandbox"),
            TimeoutSec = timeout,
            ThrottleLimit = throttle,
            MaximumRetryCount = retries,
            Proxy = proxy is null ? null : new WebProxy(proxy) { Credentials = ProxyCredential?.GetNetworkCredential() },
            UserAgent = agent,
            Verify = !SkipVerification,
            LedgerPath = ledger,
            NewLedger = NewLedger,
            Account = Account,
            LedgerCredential = LedgerCredential?.GetNetworkCredential(),
            KeepLedger = !NoLedger,
            SpendLimit = limit,
            SpendWindow = window,
            ResolvesUnknown = ResolveUnknown,
            IsShared = SharedAccount,
            IdempotencyField = idempotency,
            OrderListAction = list,
            IsSandbox = sandbox is not null,
            OwnSandbox = own,
        };
    }

    // What was given and is not a value, or has no parameter: an error is better than a limit that is silently lost.
    private YallaTakeException? Problem()
    {
        if (Remaining.Length > 0)
        {
            // What does not look like a parameter may be a key.
            var unknown = Remaining.OfType<string>().FirstOrDefault(text => Regex.IsMatch(text, "^-[A-Za-z]{1,30}:?$"))?.TrimEnd(':');
            var what = unknown is null ? "place for another value" : $"parameter {unknown}";
            return new YallaTakeException(
                ErrorId.FieldInvalid,
                $"Connect-YtPanel has no {what}. {GivenValue.Consequence} See Get-Help Connect-YtPanel, then run the corrected line.");
        }

        if (NoLedger && ((Ledger ?? Account ?? SpendLimit ?? IdempotencyField) is not null || NewLedger))
        {
            return new YallaTakeException(
                ErrorId.LedgerUnavailable,
                "A spend limit, an account's name, an idempotency field and a ledger's file need the ledger. Nothing is connected. "
                + "Connect without -NoLedger.");
        }

        if (IdempotencyField is null && MyInvocation.BoundParameters.ContainsKey(nameof(IdempotencyWindow)))
            return GivenValue.Invalid(nameof(IdempotencyWindow), "needs -IdempotencyField.");

        var blank = MyInvocation.BoundParameters.FirstOrDefault(given => GivenValue.IsBlank(given.Value)).Key;
        return blank is null ? null : GivenValue.Invalid(blank, "was given without a value. Leave it out if you do not want it.");
    }

    private SecureString PromptForKey()
    {
        var missing = new YallaTakeException(
            ErrorId.NotConnected, $"There is no API key. Give -ApiKey or -Credential, set {PanelConnector.KeyVariable}, or use -Sandbox.");
        if (!Environment.UserInteractive || Console.IsInputRedirected)
            throw missing;

        try
        {
            Host.UI.Write("API key: ");
            return Host.UI.ReadLineAsSecureString() is { Length: > 0 } key ? key : throw missing;
        }
        catch (Exception exception) when (exception
            is HostException or PSInvalidOperationException or NotImplementedException or PSNotImplementedException)
        {
            // The host cannot ask: -NonInteractive, a remote session, a scheduler.
            throw missing;
        }
    }
}
