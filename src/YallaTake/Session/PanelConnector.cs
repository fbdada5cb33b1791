using System.Net;
using System.Security;
using YallaTake.Client;
using YallaTake.Client.Requests;
using YallaTake.Client.Resilience;
using YallaTake.Client.Transport;
using YallaTake.Ledger;
using YallaTake.Ledger.Entries;
using YallaTake.Settings;

namespace YallaTake.Session;

/// <summary>Makes a connection from what the user gave, and asks the panel for the balance to see that the key is good.</summary>
internal sealed class PanelConnector
{
    public const string KeyVariable = "YALLATAKE_API_KEY";
    public const string UriVariable = "YALLATAKE_URI";

    private static readonly Uri DefaultUri = new("https://yallatake.com/api/v2");

    public required PanelSettings Settings { get; init; }

    /// <summary>The runspace's, in which the name must be free.</summary>
    public required RunspaceSession Session { get; init; }

    public required SecureString ApiKey { get; init; }

    /// <summary>Whether the key was given for this connection, and is not from the place that the settings name.</summary>
    public bool HasGivenKey { get; init; }

    public NetworkCredential? ProxyCredential { get; init; }

    /// <summary>The role and password for the ledger's database; null when its address has them.</summary>
    public NetworkCredential? LedgerCredential { get; init; }

    /// <summary>Whether a ledger is made where the named one does not exist.</summary>
    public bool NewLedger { get; init; }

    public bool Verify { get; init; } = true;

    /// <summary>Whether the panel is a sandbox, whose ledger is temporary unless a file is named.</summary>
    public bool IsSandbox { get; init; }

    /// <summary>Whether a cmdlet that only reads connects by itself.</summary>
    public bool IsForReading { get; init; }

    /// <summary>The sandbox to stop when the panel is disconnected.</summary>
    public Sandbox? OwnSandbox { get; init; }

    /// <summary>Why the ledger may lose what is written, once connected; null when it does not.</summary>
    public string? Doubt { get; private set; }

    /// <summary>The key in the environment; null if it does not exist.</summary>
    public static SecureString? KeyFromEnvironment() =>
        Environment.GetEnvironmentVariable(KeyVariable) is { Length: > 0 } key ? KeyPlace.Secure(key) : null;

    /// <summary>The panel's address in the environment, else YallaTake's own.</summary>
    public static Uri UriFromEnvironment()
    {
        if (Environment.GetEnvironmentVariable(UriVariable) is not { Length: > 0 } text)
            return DefaultUri;

        return PanelAddress.Whole(text)
            ?? throw new YallaTakeException(
                ErrorId.NotConnected,
                $"The environment variable {UriVariable} {PanelAddress.NotWhole} Nothing was sent. {PanelAddress.Form}");
    }

    public async Task<Panel> ConnectAsync(PanelCall call)
    {
        var name = Settings.Name;
        var client = new PanelClient(new PanelOptions
        {
            Uri = Settings.Uri,
            ApiKey = ApiKey,
            Name = name,
            Timeout = TimeSpan.FromSeconds(Settings.TimeoutSec),
            CatalogueTimeout = TimeSpan.FromSeconds(Math.Max(Settings.TimeoutSec, 120)),
            MaximumRetryCount = Settings.MaximumRetryCount,
            Proxy = Settings.Proxy is { } proxy ? new WebProxy(proxy) { Credentials = ProxyCredential } : null,
            UserAgent = Settings.UserAgent,
            Time = Session.Time,
            Chance = Session.Chance,
        });

        OrderLedger ledger = new NoLedger(name, Session.Time);
        var temporary = IsSandbox && Settings is { Ledger: null, KeepsLedger: true } ? LedgerLocation.Temporary(Session.Chance) : null;
        try
        {
            Session.ThrowIfInUse(name, client, OwnSandbox is not null);
            if (new[] { Settings.IdempotencyField?.Name, Settings.OrderListAction }.OfType<string>().Any(client.HoldsKey))
            {
                throw new YallaTakeException(
                    ErrorId.FieldInvalid,
                    "-IdempotencyField or -OrderListAction holds the API key. Nothing was sent. Give the key with -ApiKey.");
            }

            if (Settings.KeepsLedger)
            {
                var location = temporary ?? Settings.Ledger ?? LedgerLocation.FromEnvironment();
                var account = new AccountKey(client.Address, Settings.Account, client.Fingerprint, client.EarlierFingerprint);
                ledger = LedgerLocation.Open(
                    location, NewLedger || temporary is not null, LedgerCredential, account, name, Session.Time, Session.Chance);

                // A ledger that is named must exist: a share that is not mounted has its folder, and nobody reads warnings at night.
                if ((Verify && location is not null && temporary is null) || Settings.LedgerId is not null)
                    await OpenAsync(ledger, call.Token).ConfigureAwait(false);
            }

            var balance = Verify ? await client.GetBalanceAsync(call).ConfigureAwait(false) : null;
            return new Panel(client, ledger, Settings, balance?.Currency, Session.Time, Session.Chance)
            {
                IsCurrent = RunspaceSession.IsCurrent,
                HasGivenKey = HasGivenKey,
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

    private async Task OpenAsync(OrderLedger ledger, CancellationToken cancellationToken)
    {
        var identity = await ledger.OpenAsync(cancellationToken).ConfigureAwait(false);
        if (Settings.LedgerId is { } expected && identity.Id != expected)
        {
            throw new YallaTakeException(
                ErrorId.LedgerUnavailable,
                $"{ledger.Address} is not the ledger that the profile '{Settings.Name}' was registered with: it knows other orders. "
                + "Nothing was sent. Put the right one back; if this one is right, run "
                + $"Register-YtPanel {Settings.Name} again with -Force.");
        }

        Doubt = identity.Doubt;
        if (Doubt is not null && Settings.SpendLimit is not null)
        {
            throw new YallaTakeException(
                ErrorId.LedgerUnavailable, $"{Doubt} A spend limit needs a ledger that loses nothing. Nothing was sent.");
        }
    }
}
