using System.Management.Automation;
using System.Text.RegularExpressions;
using YallaTake.Parameters;
using YallaTake.Session;
using YallaTake.Settings;

namespace YallaTake.Pipeline;

/// <summary>A cmdlet that takes the settings of a connection: to connect with them, or to register them.</summary>
public abstract class PanelSettingsCommand : OpeningCommand
{
    // What can be mistyped is an object, and read by GivenValue: an error of PowerShell's own binding would quote what may be a key.

    /// <summary>How many seconds an answer may take, 30 when not given. The catalogue gets two minutes or more.</summary>
    [Parameter]
    public object? TimeoutSec { get; set; }

    /// <summary>How many requests run at once, 4 when not given.</summary>
    [Parameter]
    public object? ThrottleLimit { get; set; }

    /// <summary>
    /// How many times a failed request is sent again, 3 when not given, where that can do no harm: reads and cancellations always, orders
    /// and refills only when it is certain that they were not sent, or the panel refused them with a rate limit.
    /// </summary>
    [Parameter]
    public object? MaximumRetryCount { get; set; }

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

    /// <summary>Takes what no parameter takes, so that the error is one of ours.</summary>
    [Parameter(ValueFromRemainingArguments = true, DontShow = true)]
    public object[] Remaining { get; set; } = [];

    // Problem says it, with what did not happen.
    private protected override bool MayBeBlank(string parameter) => true;

    /// <summary>Reads what was given.</summary>
    private protected abstract GivenValue Given { get; }

    /// <summary>The settings that were given.</summary>
    private protected PanelSettings Settings(string name, Uri uri) => Tuned(new()
    {
        Name = name,
        Uri = uri,
        Account = Account,
        KeepsLedger = !NoLedger,
        Ledger = Ledger is null || LedgerLocation.IsDatabase(Ledger) ? Ledger : FilePath.Of(this, Ledger),
        SpendLimit = Given.Money(nameof(SpendLimit), SpendLimit),
        SpendWindow = Given.Duration(nameof(SpendWindow), SpendWindow),
        ResolvesUnknown = ResolveUnknown,
        IsShared = SharedAccount,
        IdempotencyField = Given.IdempotencyField(
            nameof(IdempotencyField), IdempotencyField, Given.Duration(nameof(IdempotencyWindow), IdempotencyWindow)),
        OrderListAction = Given.ListAction(nameof(OrderListAction), OrderListAction),
    });

    /// <summary>Settings, with what was given of how requests are sent.</summary>
    private protected PanelSettings Tuned(PanelSettings settings) => settings with
    {
        TimeoutSec = TimeoutSec is null ? settings.TimeoutSec : Given.Seconds(nameof(TimeoutSec), TimeoutSec, 1, 3600),
        ThrottleLimit = ThrottleLimit is null ? settings.ThrottleLimit : Given.Whole(nameof(ThrottleLimit), ThrottleLimit, 1, 64),
        MaximumRetryCount = MaximumRetryCount is null
            ? settings.MaximumRetryCount
            : Given.Whole(nameof(MaximumRetryCount), MaximumRetryCount, 0, 100),
        Proxy = Given.Address(nameof(Proxy), Proxy) ?? settings.Proxy,
        UserAgent = Given.Header(nameof(UserAgent), UserAgent) ?? settings.UserAgent,
    };

    /// <summary>
    /// What was given and is not a value, or has no parameter: an error is better than a limit that is silently lost. Null when all is
    /// well.
    /// </summary>
    private protected YallaTakeException? Problem()
    {
        if (Remaining.Length > 0)
        {
            // What does not look like a parameter may be a key.
            var unknown = Remaining.OfType<string>().FirstOrDefault(text => Regex.IsMatch(text, "^-[A-Za-z]{1,30}:?$"))?.TrimEnd(':');
            var what = unknown is null ? "place for another value" : $"parameter {unknown}";
            var name = MyInvocation.MyCommand.Name;
            return new YallaTakeException(
                ErrorId.FieldInvalid,
                $"{name} has no {what}. {Given.Consequence} See Get-Help {name}, then run the corrected line.");
        }

        if (NoLedger && ((Ledger ?? Account ?? SpendLimit ?? IdempotencyField) is not null || NewLedger))
        {
            return new YallaTakeException(
                ErrorId.LedgerUnavailable,
                $"A spend limit, an account's name, an idempotency field and a ledger's file need the ledger. {Given.Consequence} "
                + "Leave out -NoLedger.");
        }

        if (IdempotencyField is null && Has(nameof(IdempotencyWindow)))
            return Given.Invalid(nameof(IdempotencyWindow), "needs -IdempotencyField.");

        return Given.Blank(MyInvocation.BoundParameters);
    }

    private protected bool Has(string parameter) => MyInvocation.BoundParameters.ContainsKey(parameter);
}
