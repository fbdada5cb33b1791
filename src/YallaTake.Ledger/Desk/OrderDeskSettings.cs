using YallaTake.Ledger.Entries;

namespace YallaTake.Ledger.Desk;

/// <summary>What holds for all orders of a connection.</summary>
/// <param name="Panel">The panel's name, for messages.</param>
/// <param name="Currency">The account's currency; null when it is not known.</param>
/// <param name="SpendLimit">How much orders may cost; null for no limit.</param>
/// <param name="Lease">How long a claim holds without being renewed: the time for an answer, and to write down what came of it.</param>
internal sealed record OrderDeskSettings(string Panel, string? Currency, SpendLimit? SpendLimit, TimeSpan Lease)
{
    /// <summary>Whether others use the account too, so that charges and the balance settle no order.</summary>
    public bool IsShared { get; init; }

    /// <summary>The panel's action that lists the account's orders; null when it has none.</summary>
    public string? OrderListAction { get; init; }

    /// <summary>The field in which the panel takes the client's id of an order; null for none.</summary>
    public IdempotencyField? IdempotencyField { get; init; }
}
