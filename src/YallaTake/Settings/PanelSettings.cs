using YallaTake.Ledger.Entries;

namespace YallaTake.Settings;

/// <summary>What a connection is made from, without the secrets: what the user gave, and what a profile keeps.</summary>
internal sealed record PanelSettings
{
    /// <summary>The name of the panel, for <c>-Panel</c> and for the objects that come from it.</summary>
    public required string Name { get; init; }

    public required Uri Uri { get; init; }

    /// <summary>What the user calls the account; null for no name.</summary>
    public string? Account { get; init; }

    public int TimeoutSec { get; init; } = 30;

    public int ThrottleLimit { get; init; } = 4;

    public int MaximumRetryCount { get; init; } = 3;

    public Uri? Proxy { get; init; }

    /// <summary>The User-Agent header of requests; null for the module's own.</summary>
    public string? UserAgent { get; init; }

    /// <summary>Whether orders are remembered.</summary>
    public bool KeepsLedger { get; init; } = true;

    /// <summary>The ledger's file or database; null for the usual one.</summary>
    public string? Ledger { get; init; }

    /// <summary>Which ledger is there, by its own id; null when any is right.</summary>
    public string? LedgerId { get; init; }

    public decimal? SpendLimit { get; init; }

    public TimeSpan SpendWindow { get; init; } = TimeSpan.FromDays(1);

    /// <summary>Whether orders of unknown outcome are searched for.</summary>
    public bool ResolvesUnknown { get; init; }

    /// <summary>Whether others use the account too.</summary>
    public bool IsShared { get; init; }

    /// <summary>The field in which the panel takes the client's id of an order; null for none.</summary>
    public IdempotencyField? IdempotencyField { get; init; }

    /// <summary>The panel's action that lists the account's orders; null when it has none.</summary>
    public string? OrderListAction { get; init; }

    /// <summary>Where the key is; null when it is given, or asked for.</summary>
    public KeyPlace? Key { get; init; }

    /// <summary>What a panel is called that nobody gave a name: its host, with its port unless that is the usual one.</summary>
    public static string NameOf(Uri uri) => uri.IsDefaultPort ? uri.Host : uri.Authority;
}
