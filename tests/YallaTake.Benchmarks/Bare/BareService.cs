namespace YallaTake;

/// <summary>A service with the fields that every panel sends.</summary>
public sealed class BareService
{
    /// <summary>The service's number.</summary>
    public long Service { get; set; }

    /// <summary>The name.</summary>
    public string? Name { get; set; }

    /// <summary>The type.</summary>
    public string? Type { get; set; }

    /// <summary>The category.</summary>
    public string? Category { get; set; }

    /// <summary>The price of 1000 in the account's currency.</summary>
    public decimal Rate { get; set; }

    /// <summary>The smallest count of one order.</summary>
    public long Min { get; set; }

    /// <summary>The largest count of one order.</summary>
    public long Max { get; set; }

    /// <summary>Whether orders can be refilled.</summary>
    public bool Refill { get; set; }

    /// <summary>Whether orders can be canceled.</summary>
    public bool Cancel { get; set; }
}
