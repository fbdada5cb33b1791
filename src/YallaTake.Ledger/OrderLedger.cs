namespace YallaTake;

/// <summary>The orders of one account, remembered before they are sent. Safe to use from many threads and, on one store, from many processes.</summary>
/// <remarks>Every method throws <see cref="YallaTakeException"/> with LedgerUnavailable when the store fails.</remarks>
internal abstract class OrderLedger : IDisposable
{
    /// <summary>Where it is, to be shown: a file, or a database's address without the password.</summary>
    public abstract string Address { get; }

    /// <summary>Writes the intent down, durably, unless its reference, a duplicate or the spend limit forbids it.</summary>
    /// <exception cref="YallaTakeException">ReferenceMismatch, DuplicateOrder, SpendLimitReached; OrderOutcomeUnknown when the reference's outcome is not known, or it is being sent right now.</exception>
    public abstract Task<OrderClaim> ClaimAsync(OrderIntent intent);

    /// <summary>Says that a claimed order is still being sent. False when the claim is lost: its lease ran out, and others settled the order.</summary>
    public abstract Task<bool> RenewAsync(OrderClaim claim, TimeSpan lease);

    /// <summary>Writes down what a claimed order came to. One that was bought under a lost claim gets an entry of its own, <c>reference#number</c>, beside the one that took its place.</summary>
    public abstract Task<Order> SettleAsync(OrderClaim claim, OrderOutcome outcome);

    /// <summary>The order that was placed under the reference before; null when it may be placed.</summary>
    /// <exception cref="YallaTakeException">ReferenceMismatch, or OrderOutcomeUnknown.</exception>
    public abstract Task<Order?> RecallAsync(string reference, OrderRequest request);

    /// <summary>What would forbid the intent now, without writing anything; null when nothing would.</summary>
    /// <param name="intent">The order.</param>
    /// <param name="alreadyCounted">What other intents would spend before it.</param>
    public abstract Task<YallaTakeException?> PreviewAsync(OrderIntent intent, decimal alreadyCounted);

    /// <summary>The order of a reference; null when there is none.</summary>
    public abstract Task<Order?> GetAsync(string reference);

    /// <summary>Reads orders, the oldest first.</summary>
    public abstract IAsyncEnumerable<Order> FindAsync(OrderFilter filter, CancellationToken cancellationToken = default);

    /// <summary>Settles an order whose outcome is unknown: placed under a number, or, without one, not placed.</summary>
    /// <exception cref="YallaTakeException">OrderNotFound: no such reference. ReferenceMismatch: its outcome is known, or the number belongs to another reference.</exception>
    public abstract Task<Order> ResolveAsync(string reference, string? orderIdText);

    /// <summary>Updates the orders that the ledger knows.</summary>
    public abstract Task RecordAsync(IReadOnlyList<OrderStatus> statuses);

    /// <summary>Remembers refills of the orders that the ledger knows.</summary>
    public abstract Task RecordAsync(IReadOnlyList<Refill> refills);

    /// <summary>Updates the refills that the ledger knows.</summary>
    public abstract Task RecordAsync(IReadOnlyList<RefillStatus> statuses);

    /// <summary>Remembers cancellations of the orders that the ledger knows.</summary>
    public abstract Task RecordAsync(IReadOnlyList<Cancellation> cancellations);

    /// <summary>How many outcomes this machine keeps because the store was gone when they came. They are settled as soon as it can be used again.</summary>
    public virtual int Kept => 0;

    /// <summary>Settles the outcomes that this machine keeps. Returns how many were settled since the last time.</summary>
    public virtual Task<int> CatchUpAsync() => Task.FromResult(0);

    /// <summary>Copies this account's orders from a ledger file, beside those that are here already, and counts them afterwards.</summary>
    /// <param name="path">The file.</param>
    /// <param name="cancellationToken">Gives up; what is copied stays, and copying again goes on from there.</param>
    public virtual Task<LedgerCopy> CopyFromAsync(string path, CancellationToken cancellationToken = default) => throw new YallaTakeException(
        ErrorId.LedgerUnavailable,
        "Only a shared ledger takes copies. Connect to it with Connect-YtPanel -Ledger 'Host=…;Database=…;Username=…', then copy again.");

    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Closes the store.</summary>
    protected abstract void Dispose(bool disposing);
}
