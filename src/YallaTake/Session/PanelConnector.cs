using System.Net;
using System.Security;
using YallaTake.Client;
using YallaTake.Client.Requests;
using YallaTake.Client.Resilience;
using YallaTake.Client.Transport;
using YallaTake.Ledger;
using YallaTake.Ledger.Desk;
using YallaTake.Ledger.Entries;

namespace YallaTake.Session;

/// <summary>Makes a connection from what the user gave, and asks the panel for the balance to see that the key is good.</summary>
internal sealed class PanelConnector
{
    public const string KeyVariable = "YALLATAKE_API_KEY";
    public const string UriVariable = "YALLATAKE_URI";

    // Beyond the time for the answer: to write the outcome to the ledger.
    private static readonly TimeSpan LeaseMargin = TimeSpan.FromSeconds(30);

    private static readonly Uri DefaultUri = new("https://yallatake.com/api/v2");

    public required Uri Uri { get; init; }

    /// <summary>The runspace's, in which the name must be free.</summary>
    public required RunspaceSession Session { get; init; }

    public required SecureString ApiKey { get; init; }

    public string? Name { get; init; }

    public int TimeoutSec { get; init; } = 30;

    public int ThrottleLimit { get; init; } = 4;

    public int MaximumRetryCount { get; init; } = 3;

    public IWebProxy? Proxy { get; init; }

    /// <summary>The User-Agent header of requests; null for the module's own.</summary>
    public string? UserAgent { get; init; }

    public bool Verify { get; init; } = true;

    /// <summary>The field in which the panel takes the client's id of an order; null for none.</summary>
    public IdempotencyField? IdempotencyField { get; init; }

    /// <summary>The panel's action that lists the account's orders; null when it has none.</summary>
    public string? OrderListAction { get; init; }

    /// <summary>What the user calls the account; null for no name.</summary>
    public string? Account { get; init; }

    /// <summary>The ledger's file or database; null for the usual one.</summary>
    public string? LedgerPath { get; init; }

    /// <summary>Whether a ledger is made where the named one does not exist.</summary>
    public bool NewLedger { get; init; }

    /// <summary>The role and password for the ledger's database; null when its address has them.</summary>
    public NetworkCredential? LedgerCredential { get; init; }

    /// <summary>Whether orders are remembered.</summary>
    public bool KeepLedger { get; init; } = true;

    public decimal? SpendLimit { get; init; }

    public TimeSpan SpendWindow { get; init; } = TimeSpan.FromDays(1);

    /// <summary>Whether orders of unknown outcome are searched for.</summary>
    public bool ResolvesUnknown { get; init; }

    /// <summary>Whether others use the account too.</summary>
    public bool IsShared { get; init; }

    /// <summary>Whether the panel is a sandbox, whose ledger is temporary unless a file is named.</summary>
    public bool IsSandbox { get; init; }

    /// <summary>Whether a cmdlet that only reads connects by itself.</summary>
    public bool IsForReading { get; init; }

    /// <summary>The sandbox to stop when the panel is disconnected.</summary>
    public Sandbox? OwnSandbox { get; init; }

    /// <summary>The key in the environment; null if it does not exist.</summary>
    public static SecureString? KeyFromEnvironment() =>
        Environment.GetEnvironmentVariable(KeyVariable) is { Length: > 0 } key ? ToSecureString(key) : null;

    /// <summary>The panel's address in the environment, else YallaTake's own.</summary>
    public static Uri UriFromEnvironment()
    {
        if (Environment.GetEnvironmentVariable(UriVariable) is not { Length: > 0 } text)
            return DefaultUri;

        return PanelAddress.Whole(text)
            ?? throw new YallaTakeException(
                ErrorId.NotConnected, $"The environment variable {UriVariable} {PanelAddress.NotWhole} Nothing was sent.");
    }

    public static SecureString ToSecureString(string key) => new NetworkCredential(string.Empty, key).SecurePassword;

    /// <summary>Why the ledger may lose what is written, once connected; null when it does not.</summary>
    public string? Doubt { get; private set; }

    public async Task<Panel> ConnectAsync(PanelCall call)
    {
        var name = Name ?? (Uri.IsDefaultPort ? Uri.Host : Uri.Authority);
        var client = new PanelClient(new PanelOptions
        {
            Uri = Uri,
            ApiKey = ApiKey,
            Name = name,
            Timeout = TimeSpan.FromSeconds(TimeoutSec),
            CatalogueTimeout = TimeSpan.FromSeconds(Math.Max(TimeoutSec, 120)),
            MaximumRetryCount = MaximumRetryCount,
            Proxy = Proxy,
            UserAgent = UserAgent,
            Time = Session.Time,
            Chance = Session.Chance,
        });

        OrderLedger ledger = new NoLedger(name, Session.Time);
        var temporary = IsSandbox && LedgerPath is null && KeepLedger ? LedgerLocation.Temporary(Session.Chance) : null;
        try
        {
            Session.ThrowIfInUse(name, client, OwnSandbox is not null);
            if (client.HoldsKey(IdempotencyField?.Name ?? string.Empty) || client.HoldsKey(OrderListAction ?? string.Empty))
                throw new YallaTakeException(
                    ErrorId.FieldInvalid,
                    "-IdempotencyField or -OrderListAction holds the API key. Nothing was sent. Give the key with -ApiKey.");
            if (KeepLedger)
            {
                var location = temporary ?? LedgerPath ?? LedgerLocation.FromEnvironment();
                var account = new AccountKey(client.Address, Account, client.Fingerprint, client.EarlierFingerprint);
                ledger = LedgerLocation.Open(
                    location, NewLedger || temporary is not null, LedgerCredential, account, name, Session.Time, Session.Chance);

                // A ledger that is named must exist: a share that is not mounted has its folder, and nobody reads warnings at night.
                if (Verify && location is not null && temporary is null)
                    Doubt = await ledger.OpenAsync(call.Token).ConfigureAwait(false);
                if (Doubt is not null && SpendLimit is not null)
                    throw new YallaTakeException(
                        ErrorId.LedgerUnavailable, $"{Doubt} A spend limit needs a ledger that loses nothing. Nothing was sent.");
            }

            var balance = Verify ? await client.GetBalanceAsync(call).ConfigureAwait(false) : null;
            var lease = TimeSpan.FromSeconds(TimeoutSec) + LeaseMargin;
            var settings = new OrderDeskSettings(
                name, balance?.Currency, SpendLimit is { } amount ? new SpendLimit(amount, SpendWindow) : null, lease)
            {
                IsShared = IsShared,
                IdempotencyField = IdempotencyField,
                OrderListAction = OrderListAction,
            };
            return new Panel(client, ledger, settings, Session.Time, Session.Chance)
            {
                Name = name,
                Uri = Uri,
                Currency = balance?.Currency,
                ThrottleLimit = ThrottleLimit,
                TimeoutSec = TimeoutSec,
                SpendLimit = SpendLimit,
                SpendWindow = SpendWindow,
                ResolvesUnknown = ResolvesUnknown,
                OnClosed = temporary is null ? null : () => LedgerLocation.Delete(temporary),
                IsForReading = IsForReading,
                OwnSandbox = OwnSandbox,
            };
        }
        catch
        {
            ledger.Dispose();
            client.Dispose();
            throw;
        }
    }
}
