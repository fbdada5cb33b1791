using YallaTake.Client.Values;

namespace YallaTake;

/// <summary>One service of a panel's catalogue (API action <c>services</c>).</summary>
public sealed class Service
{
    /// <summary>The service's id, which orders name: a long or a string, see <see cref="PanelId"/>.</summary>
    public required object ServiceId { get; init; }

    /// <summary>The name as the panel writes it.</summary>
    public required string Name { get; init; }

    /// <summary>The type as the panel writes it; it decides which fields an order has.</summary>
    public required string Type { get; init; }

    /// <summary>The category as the panel writes it.</summary>
    public required string Category { get; init; }

    /// <summary>The price of 1000 units (of one package, for package types) in the account's currency.</summary>
    public required decimal Rate { get; init; }

    /// <summary>The smallest count of one order; null when the panel does not say.</summary>
    public long? Min { get; init; }

    /// <summary>The largest count of one order; null when the panel does not say, or says that there is none, with 0 or -1.</summary>
    public long? Max { get; init; }

    /// <summary>Whether orders can be refilled; null when the panel does not say.</summary>
    public bool? Refill { get; init; }

    /// <summary>Whether orders can be canceled; null when the panel does not say.</summary>
    public bool? Cancel { get; init; }

    /// <summary>Whether orders can be spread over runs; null when the panel does not say.</summary>
    public bool? Dripfeed { get; init; }

    /// <summary>The panel's description; null when it gives none.</summary>
    public string? Description { get; init; }

    /// <summary>
    /// The panel's other fields, by its own names, such as <c>average_time</c> and <c>note</c>; single values only.
    /// </summary>
    public IReadOnlyDictionary<string, string> Extra
    {
        get;
        init => field = ReadableFields.Of(value);
    }
        = FurtherFields.None;

    /// <summary>The name of the panel it came from.</summary>
    public string? Panel { get; init; }

    /// <summary>The id and the name.</summary>
    public override string ToString() => $"{ServiceId} {Name}";
}
