using System.Net;
using System.Security;

namespace YallaTake;

/// <summary>How to reach a panel.</summary>
public sealed class PanelOptions
{
    /// <summary>The API's address.</summary>
    public required Uri Uri { get; init; }

    /// <summary>The account's key. It is copied; the caller may dispose of it.</summary>
    public required SecureString ApiKey { get; init; }

    /// <summary>The name that every object of this panel carries.</summary>
    public string? Name { get; init; }

    /// <summary>How long one answer may take; the catalogue gets <see cref="CatalogueTimeout"/>.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long the catalogue may keep silent: panels were seen to take 20 s for it.</summary>
    public TimeSpan CatalogueTimeout { get; init; } = TimeSpan.FromSeconds(120);

    /// <summary>How many times a failed request is sent again, where that can do no harm.</summary>
    public int MaximumRetryCount { get; init; }

    /// <summary>The proxy; null for the system's.</summary>
    public IWebProxy? Proxy { get; init; }
}
