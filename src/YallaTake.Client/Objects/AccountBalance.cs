using System.Globalization;

namespace YallaTake;

/// <summary>The account's money (API action <c>balance</c>).</summary>
public sealed class AccountBalance
{
    /// <summary>What is left, in <see cref="Currency"/>.</summary>
    public required decimal Balance { get; init; }

    /// <summary>The account's currency as the panel writes it; null when it does not say.</summary>
    public string? Currency { get; init; }

    /// <summary>The name of the panel it came from.</summary>
    public string? Panel { get; init; }

    /// <summary>The amount and the currency.</summary>
    public override string ToString() => string.Format(CultureInfo.InvariantCulture, "{0} {1}", Balance, Currency).TrimEnd();
}
