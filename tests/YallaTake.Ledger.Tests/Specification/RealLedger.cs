using System.Globalization;
using YallaTake.Ledger.Store;

namespace YallaTake;

/// <summary>A store in which every <see cref="RealOrders"/> has an account, a journal and a time of its own.</summary>
/// <param name="store">The store.</param>
/// <param name="identity">Which ledger it is.</param>
/// <param name="journals">The folder of the journals.</param>
/// <param name="isLimited">Whether orders have a spend limit, of one order.</param>
/// <param name="clock">The time that the store goes by, for whoever uses it.</param>
internal sealed class RealLedger(
    ILedgerStore store, LedgerIdentity identity, string journals, bool isLimited, AsyncLocal<StandingTime?> clock)
{
    private int _accounts;

    public ILedgerStore Store { get; } = store;

    public LedgerIdentity Identity { get; } = identity;

    public AsyncLocal<StandingTime?> Clock { get; } = clock;

    public decimal? Limit { get; } = isLimited ? 1 : null;

    public string NewAddress() => Interlocked.Increment(ref _accounts).ToString(CultureInfo.InvariantCulture);

    public string JournalOf(string address) => Path.Combine(journals, address);
}
