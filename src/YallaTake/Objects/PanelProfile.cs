using YallaTake.Settings;

namespace YallaTake;

/// <summary>A panel that Register-YtPanel has registered: everything that Connect-YtPanel needs but the key.</summary>
public sealed class PanelProfile : IPipedPanel
{
    private readonly PanelSettings _settings;

    internal PanelProfile(PanelSettings settings) => _settings = settings;

    /// <summary>The name, which <c>Connect-YtPanel</c> takes and the panel will have.</summary>
    public string Name => _settings.Name;

    /// <summary><c>Registered</c>: it is not connected in this runspace.</summary>
    public string State { get; } = "Registered";

    /// <summary>The API's address.</summary>
    public Uri Uri => _settings.Uri;

    /// <summary>What the account is called with <c>-Account</c>; null when it has no name.</summary>
    public string? Account => _settings.Account;

    /// <summary>How much orders may cost within <see cref="SpendWindow"/>, in the account's currency; null for no limit.</summary>
    public decimal? SpendLimit => _settings.SpendLimit;

    /// <summary>The time that the spend limit covers, back from now.</summary>
    public TimeSpan SpendWindow => _settings.SpendWindow;

    /// <summary>The ledger: a file, or a database without its password. Null when there is no ledger.</summary>
    public string? LedgerPath => _settings.Ledger;

    /// <summary>The secret that holds the key; null when it is elsewhere.</summary>
    public string? Secret => _settings.Key?.Secret;

    /// <summary>The vault that has the secret; null for any.</summary>
    public string? Vault => _settings.Key?.Vault;

    /// <summary>The environment variable that holds the key; null when it is elsewhere.</summary>
    public string? KeyVariable => _settings.Key?.Variable;

    /// <summary>The profile's file.</summary>
    public string Path => ProfileFolder.PathOf(Name);

    // As itself: a name alone means a connected panel.
    object IPipedPanel.Panel => this;

    /// <summary>The profile's name.</summary>
    public override string ToString() => Name;
}
