using System.Net;
using System.Security;
using YallaTake.Client.Resilience;

namespace YallaTake.Client.Transport;

/// <summary>How to reach a panel.</summary>
internal sealed class PanelOptions
{
    /// <summary>The API's address.</summary>
    public required Uri Uri { get; init; }

    /// <summary>The account's key. It is copied; the caller may dispose of it.</summary>
    public required SecureString ApiKey { get; init; }

    /// <summary>The name that every object of this panel carries.</summary>
    public string? Name { get; init; }

    /// <summary>
    /// How long one answer may take, and how long nothing may come of one that has begun; the catalogue as a whole gets
    /// <see cref="CatalogueTimeout"/>.
    /// </summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long the panel may take for its catalogue, the reader's own time left out: panels were seen to take 20 s.</summary>
    public TimeSpan CatalogueTimeout { get; init; } = TimeSpan.FromSeconds(120);

    /// <summary>How many bytes an answer may have, unpacked; the catalogue gets <see cref="MaximumCatalogueBytes"/>.</summary>
    public long MaximumAnswerBytes { get; init; } = 2 * 1024 * 1024;

    /// <summary>How many bytes the catalogue may have, unpacked.</summary>
    public long MaximumCatalogueBytes { get; init; } = 256 * 1024 * 1024;

    /// <summary>How many times a failed request is sent again, where that can do no harm.</summary>
    public int MaximumRetryCount { get; init; }

    /// <summary>What requests say that they come from; null for the module's own name.</summary>
    public string? UserAgent { get; init; }

    /// <summary>The proxy; null for the system's. A panel on this machine is reached without one.</summary>
    public IWebProxy? Proxy { get; init; }

    /// <summary>How long a connection serves at most: long sessions follow a panel that moves to another address.</summary>
    internal TimeSpan ConnectionLifetime { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>The time that every wait and limit goes by.</summary>
    internal required TimeProvider Time { get; init; }

    /// <summary>Where the jitter of retries comes from.</summary>
    internal required Chance Chance { get; init; }

    /// <summary>Answers in place of the network; null outside of tests.</summary>
    internal HttpMessageHandler? Handler { get; init; }
}
