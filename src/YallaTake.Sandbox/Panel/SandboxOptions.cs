using YallaTake.Sandboxing.Faults;

namespace YallaTake.Sandboxing.Panel;

/// <summary>How a <see cref="Sandbox"/> is set up. Read once, when it starts.</summary>
internal sealed class SandboxOptions
{
    /// <summary>The path of the API.</summary>
    public const string ApiPath = "/api/v2";

    /// <summary>The actions that the sandbox answers.</summary>
    public static readonly string[] Actions = ["services", "add", "status", "refill", "refill_status", "cancel", "balance"];

    /// <summary>The TCP port on 127.0.0.1; 0 takes a free one from the system.</summary>
    public int Port { get; init; }

    /// <summary>The only API key that the sandbox accepts.</summary>
    public string ApiKey { get; init; } = "sandbox-key";

    /// <summary>The path of a <c>services</c> answer (a JSON array) to serve; null for the built-in catalogue.</summary>
    public string? Catalogue { get; init; }

    /// <summary>How many services the built-in catalogue has; null for its natural size.</summary>
    public int? ServiceCount { get; init; }

    /// <summary>How many times faster than the wall clock orders and refills live; 0 stands still.</summary>
    public double TimeScale { get; init; } = 1;

    /// <summary>How long an answer waits before it is sent. The request is acted on first.</summary>
    public TimeSpan Latency { get; init; }

    /// <summary>How many requests the key may make within any minute of the wall clock; 0 for no limit.</summary>
    public int RateLimit { get; init; }

    /// <summary>What is in the account at the start, in <see cref="Currency"/>.</summary>
    public decimal Balance { get; init; } = 1000m;

    /// <summary>The account's currency.</summary>
    public string Currency { get; init; } = "USD";

    /// <summary>How many orders a minute other customers place, by the time that orders live by. Their orders take ids.</summary>
    public double OtherCustomers { get; init; }

    /// <summary>
    /// How many times a minute the catalogue changes, by the time that orders live by: a rate or a limit, or a service that comes or goes.
    /// </summary>
    public double PriceChanges { get; init; }

    /// <summary>Whether a second order for the same link and service is refused while the first is active.</summary>
    public bool RefuseActiveLink { get; init; }

    /// <summary>The field of <c>add</c> in which a client may give an id of its own: the same id gets the same order again.</summary>
    public string? IdempotencyField { get; init; }

    /// <summary>The action that lists the account's orders, which API v2 does not have; null for none.</summary>
    public string? OrderListAction { get; init; }

    /// <summary>The shapes in which the sandbox answers.</summary>
    public SandboxDialect Dialect { get; init; }

    /// <summary>How the sandbox misbehaves. The first fault of the list that strikes a request is played.</summary>
    public IReadOnlyList<SandboxFault> Faults { get; init; } = [];

    /// <summary>The seed of the dice that faults, a sloppy dialect, other customers' orders and price changes are rolled with.</summary>
    public int Seed { get; init; }

    /// <exception cref="ArgumentException">An option is outside its range.</exception>
    public void Check()
    {
        Require(Port is >= 0 and <= 65535, "The port must be between 0 and 65535.");
        Require(ApiKey is { Length: > 0 }, "The API key must not be empty.");
        Require(Catalogue is null || ServiceCount is null, "Give either a catalogue file or a service count, not both.");
        Require(ServiceCount is null or > 0, "The service count must be at least 1.");
        Require(TimeScale >= 0 && !double.IsInfinity(TimeScale), "The time scale must be 0 or a positive number.");
        Require(Latency >= TimeSpan.Zero && Latency.TotalMilliseconds <= int.MaxValue, "The latency must be between 0 and 24 days.");
        Require(RateLimit >= 0, "The rate limit must be 0 (none) or a number of requests per minute.");
        Require(Balance >= 0, "The balance must not be negative.");
        Require(OtherCustomers is >= 0 and <= 10_000, "The orders of other customers must be between 0 and 10000 a minute.");
        Require(PriceChanges is >= 0 and <= 10_000, "The price changes must be between 0 and 10000 a minute.");
        Require(Currency is { Length: > 0 }, "The currency must not be empty.");
        foreach (var fault in Faults)
        {
            Require(
                fault.Action is null || Actions.Contains(fault.Action),
                $"The fault '{fault}' names no action of the API. Use one of {string.Join(", ", Actions)}.");
            Require(
                fault.Action is null || fault.Kind != SandboxFaultKind.Refuse,
                $"The fault '{fault}' strikes before the action is known. Leave the action out.");
        }
    }

    private static void Require(bool met, string message)
    {
        if (!met)
            throw new ArgumentException(message);
    }
}
