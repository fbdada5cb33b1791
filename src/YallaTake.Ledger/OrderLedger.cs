using YallaTake.Client.Orders;
using YallaTake.Client.Outcomes;
using YallaTake.Client.Values;
using YallaTake.Ledger.Catalogues;
using YallaTake.Ledger.Entries;
using YallaTake.Ledger.Figures;
using YallaTake.Ledger.Store;

namespace YallaTake.Ledger;

/// <summary>
/// The orders of one account, remembered before they are sent. Safe to use from many threads and, on one store, from many processes.
/// </summary>
/// <remarks>
/// Every method throws <see cref="YallaTakeException"/> with LedgerUnavailable when the store fails, whatever the failure.
/// </remarks>
internal abstract class OrderLedger : IDisposable
{
    /// <summary>Where it is, to be shown: a file, or a database's address without the password; null when nothing is remembered.</summary>
    public virtual string? Address => null;

    /// <summary>Whether anything is remembered.</summary>
    public bool Remembers => Address is not null;

    /// <summary>Whether it is a file of this machine, quick to ask.</summary>
    public virtual bool IsLocal => false;

    /// <summary>
    /// Opens it, so that what is wrong with it is known before the first order. Returns which ledger it is.
    /// </summary>
    public abstract Task<LedgerIdentity> OpenAsync(CancellationToken cancellationToken);

    /// <summary>The account whose orders these are.</summary>
    public abstract Task<LedgerAccount> GetAccountAsync(CancellationToken cancellationToken);

    /// <summary>Writes the intent down, durably, unless its reference, a duplicate, an overlap or the spend limit forbids it.</summary>
    /// <exception cref="YallaTakeException">
    /// ReferenceMismatch, DuplicateOrder, OrderOverlaps, SpendLimitReached; OrderOutcomeUnknown when the reference's outcome is not known,
    /// or it is being sent right now.
    /// </exception>
    public abstract Task<OrderClaim> ClaimAsync(OrderIntent intent, CancellationToken cancellationToken);

    /// <summary>
    /// Says that a claimed order is still being sent. False when the claim is lost: its lease ran out, and others settled the order.
    /// </summary>
    public abstract Task<bool> RenewAsync(OrderClaim claim, TimeSpan lease, CancellationToken cancellationToken);

    /// <summary>
    /// Writes the outcome of a claimed order down. One that was bought under a lost claim gets an entry of its own,
    /// <c>reference#number</c>, beside the one that took its place.
    /// </summary>
    /// <returns>
    /// The order, and why the ledger could not be written; null when it was. Nothing is thrown: the outcome is worth more than the ledger's
    /// trouble.
    /// </returns>
    public abstract Task<(Order Order, YallaTakeException? NotRecorded)> SettleAsync(
        OrderClaim claim, OrderIntent intent, OrderOutcome outcome);

    /// <summary>Whether there is another order for the same link of which it is not known whether it was bought.</summary>
    public abstract Task<bool> HasDoubtAsync(OrderIntent intent, CancellationToken cancellationToken);

    /// <summary>The order that was placed under the reference before; null when it may be placed.</summary>
    /// <param name="reference">The order's name.</param>
    /// <param name="request">The order.</param>
    /// <param name="field">The field in which the panel takes the client's id of an order; null for none.</param>
    /// <param name="isLedgerWide">
    /// Whether orders of other accounts are the same order too; the ledger may know the reference as such a one already.
    /// </param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="YallaTakeException">ReferenceMismatch, or OrderOutcomeUnknown.</exception>
    public abstract Task<Order?> RecallAsync(
        string reference, OrderRequest request, IdempotencyField? field, bool isLedgerWide, CancellationToken cancellationToken);

    /// <summary>From now on the reference is one for the whole ledger: on whichever account, it is the same order.</summary>
    public abstract Task WidenAsync(string reference, CancellationToken cancellationToken);

    /// <summary>What would forbid the intent now, its reference aside, without writing anything; null when nothing would.</summary>
    /// <param name="intent">The order.</param>
    /// <param name="alreadyCounted">What other intents would spend before it.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public abstract Task<YallaTakeException?> PreviewAsync(OrderIntent intent, decimal alreadyCounted, CancellationToken cancellationToken);

    /// <summary>What the orders of the account's address cost, or may have cost, within a time back from now.</summary>
    public abstract Task<decimal> GetSpentAsync(TimeSpan window, CancellationToken cancellationToken);

    /// <summary>The order of a reference; null if it does not exist.</summary>
    public abstract Task<Order?> GetAsync(string reference, CancellationToken cancellationToken);

    /// <summary>Reads orders, the oldest first.</summary>
    public abstract IAsyncEnumerable<Order> FindAsync(OrderFilter filter, CancellationToken cancellationToken);

    /// <summary>The same as a list.</summary>
    public async Task<List<Order>> ListAsync(OrderFilter filter, CancellationToken cancellationToken, int most = int.MaxValue)
    {
        var orders = new List<Order>();
        await foreach (var order in FindAsync(filter, cancellationToken).ConfigureAwait(false))
        {
            orders.Add(order);
            if (orders.Count == most)
                break;
        }

        return orders;
    }

    /// <summary>Settles an order whose outcome is unknown, or of which it is not known which id is its own.</summary>
    /// <exception cref="YallaTakeException">
    /// OrderNotFound: no such reference. ReferenceMismatch: its outcome is known, or the id belongs to another reference.
    /// OrderOutcomeUnknown: it has changed since it was looked at.
    /// </exception>
    public abstract Task<Order> ResolveAsync(string reference, Settlement settlement, CancellationToken cancellationToken);

    /// <summary>Adds a reading to the history of the account's balance.</summary>
    public abstract Task RecordAsync(BalanceReading reading, CancellationToken cancellationToken);

    /// <summary>The readings of the account's balance since a time, the oldest first.</summary>
    public abstract Task<IReadOnlyList<BalanceReading>> GetBalancesAsync(DateTimeOffset since, CancellationToken cancellationToken);

    /// <summary>What the orders that were made in a time add up to, and the balance in it.</summary>
    /// <param name="after">Made at this time or later; null for all.</param>
    /// <param name="before">Made before this time; null for all.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public abstract Task<LedgerFigures> GetFiguresAsync(
        DateTimeOffset? after, DateTimeOffset? before, CancellationToken cancellationToken);

    /// <summary>Remembers that the account has an order that this ledger did not place: others use the account too.</summary>
    public abstract Task RecordOtherAsync(PanelId orderId);

    /// <summary>An order of the account that this ledger did not place; null when none was ever seen.</summary>
    public abstract Task<PanelId?> GetOtherAsync(CancellationToken cancellationToken);

    /// <summary>
    /// Remembers that the panel was seen to give the same order back for the same text in a field; null when that is no longer relied upon.
    /// </summary>
    public abstract Task RecordTestedFieldAsync(string? field, CancellationToken cancellationToken);

    /// <summary>Updates the orders that the ledger knows, and keeps what has changed since they were last looked at.</summary>
    public abstract Task RecordAsync(IReadOnlyList<OrderStatus> statuses);

    /// <summary>What the panel said of orders of this ledger, change by change: order by order, the oldest change first.</summary>
    public abstract Task<IReadOnlyList<OrderChange>> GetChangesAsync(IReadOnlyList<Order> orders, CancellationToken cancellationToken);

    /// <summary>
    /// What became of the orders of each service, in the order of the services' ids. Of the filter count the services and the time; a
    /// service without an order has no record.
    /// </summary>
    public abstract Task<IReadOnlyList<ServiceRecord>> MeasureServicesAsync(OrderFilter filter, CancellationToken cancellationToken);

    /// <summary>Remembers refills of the orders that the ledger knows.</summary>
    public abstract Task RecordAsync(IReadOnlyList<Refill> refills);

    /// <summary>Updates the refills that the ledger knows.</summary>
    public abstract Task RecordAsync(IReadOnlyList<RefillStatus> statuses);

    /// <summary>Remembers cancellations of the orders that the ledger knows.</summary>
    public abstract Task RecordAsync(IReadOnlyList<Cancellation> cancellations);

    /// <summary>What is known of the catalogue; null when there is no ledger to know it, or to write it to, yet.</summary>
    public abstract Task<KnownCatalogue?> GetCatalogueAsync(CancellationToken cancellationToken);

    /// <summary>Writes a look down. False when others have written since it was compared: then nothing is written.</summary>
    public abstract Task<bool> RecordAsync(CatalogueLook look, CancellationToken cancellationToken);

    /// <summary>The catalogue as it was at a time.</summary>
    public abstract Task<IReadOnlyList<Service>> GetServicesAsync(DateTimeOffset at, CancellationToken cancellationToken);

    /// <summary>All versions of the services of which one began or ended after a time.</summary>
    public abstract Task<IReadOnlyList<ServiceVersion>> GetVersionsAsync(DateTimeOffset after, CancellationToken cancellationToken);

    /// <summary>Up to which look a reader has read the changes; null for one that never has.</summary>
    public abstract Task<DateTimeOffset?> GetReadToAsync(string reader, CancellationToken cancellationToken);

    /// <summary>Who has read the changes.</summary>
    public abstract Task<IReadOnlyList<string>> GetReadersAsync(CancellationToken cancellationToken);

    /// <summary>Remembers up to which look a reader has read the changes.</summary>
    public abstract Task RecordReaderAsync(string reader, DateTimeOffset readTo);

    /// <summary>Adds to what a panel says of orders what is known of those orders.</summary>
    public virtual Task DescribeAsync(IReadOnlyList<IAboutOrder> answers) => Task.CompletedTask;

    /// <summary>How many outcomes this computer keeps because the ledger could not be written when they came.</summary>
    public virtual int Kept => 0;

    /// <summary>Adds the outcomes that this computer keeps to the ledger. Returns how many were added since the last time.</summary>
    public virtual Task<int> CatchUpAsync(CancellationToken cancellationToken) => Task.FromResult(0);

    /// <summary>Copies this account's orders from a ledger file, beside those that are here already, and counts them afterwards.</summary>
    /// <param name="path">The file.</param>
    /// <param name="cancellationToken">Gives up; what is copied stays, and copying again goes on from there.</param>
    public virtual Task<LedgerCopy> CopyFromAsync(string path, CancellationToken cancellationToken) =>
        Task.FromException<LedgerCopy>(new YallaTakeException(
        ErrorId.LedgerUnavailable,
        "Only a shared ledger takes copies. Nothing was copied. Connect to it with Connect-YtPanel -Ledger "
        + "'Host=…;Database=…;Username=…', then copy again."));

    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Closes the store.</summary>
    protected virtual void Dispose(bool disposing)
    {
    }
}
