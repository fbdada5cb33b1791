using YallaTake.Client.Orders;
using YallaTake.Client.Outcomes;
using YallaTake.Client.Resilience;
using YallaTake.Ledger;
using YallaTake.Ledger.Entries;
using YallaTake.Ledger.Journal;
using YallaTake.Ledger.Postgres;
using YallaTake.Ledger.Sqlite;
using YallaTake.Ledger.Store;

namespace YallaTake;

/// <summary>Ledgers in files and databases, and their calls in a word: the token, where it does not matter, is the test's.</summary>
internal static class TestLedgers
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static StoredLedger InFile(
        string path, AccountKey? key = null, TimeProvider? time = null, bool makes = true, LedgerHolder? holder = null) => Over(
        new SqliteStore(path, makes, time ?? TimeProvider.System, Chance.System), key, new OutcomeJournal(path + ".journal"), time, holder);

    public static StoredLedger InDatabase(
        string address, OutcomeJournal journal, AccountKey? key = null, TimeProvider? time = null, bool makes = true) => Over(
        new PostgresStore(
            PostgresAddress.Parse(address, null),
            makes,
            time ?? TimeProvider.System,
            Chance.System)
        { ServerTime = time is null ? null : time.GetUtcNow }, key, journal, time);

    public static StoredLedger Over(
        ILedgerStore store, AccountKey? key, OutcomeJournal journal, TimeProvider? time = null, LedgerHolder? holder = null) =>
        new(store, key ?? Key(), journal, "panel", holder ?? LedgerHolder.ThisProcess, time ?? TimeProvider.System, Chance.System);

    /// <summary>Names an account quickly; the real key is slow on purpose.</summary>
    public static AccountKey Key(string key = "key", string address = "https://panel.example/api/v2", string? name = null) =>
        new(address, name, salt => $"{key} {address}" + Convert.ToHexString(salt), salt => "earlier " + key + Convert.ToHexString(salt));

    public static Task<OrderClaim> ClaimAsync(this OrderLedger ledger, OrderIntent intent) => ledger.ClaimAsync(intent, Token);

    public static Task<bool> RenewAsync(this OrderLedger ledger, OrderClaim claim, TimeSpan lease) =>
        ledger.RenewAsync(claim, lease, Token);

    /// <summary>Writes an outcome down, which must succeed.</summary>
    public static async Task<Order> SettleAsync(this OrderLedger ledger, OrderClaim claim, OrderOutcome outcome, OrderIntent? intent = null)
    {
        var (order, notRecorded) = await ledger.SettleAsync(claim, intent ?? TestOrders.Intent(claim.Reference), outcome);
        Assert.Null(notRecorded);
        return order;
    }

    public static async Task<Order> PlaceAsync(this OrderLedger ledger, string reference, string orderId, OrderIntent? intent = null) =>
        await ledger.SettleAsync(await ledger.ClaimAsync(intent ?? TestOrders.Intent(reference)), TestOrders.Placed(orderId), intent);

    public static Task<Order?> RecallAsync(
        this OrderLedger ledger, string reference, OrderRequest request, IdempotencyField? field = null, bool isLedgerWide = false) =>
        ledger.RecallAsync(reference, request, field, isLedgerWide, Token);

    public static Task<YallaTakeException?> PreviewAsync(this OrderLedger ledger, OrderIntent intent, decimal alreadyCounted) =>
        ledger.PreviewAsync(intent, alreadyCounted, Token);

    public static Task<Order?> GetAsync(this OrderLedger ledger, string reference) => ledger.GetAsync(reference, Token);

    public static Task<Order> ResolveAsync(this OrderLedger ledger, string reference, string? orderId) =>
        ledger.ResolveAsync(reference, Settlement.ByPerson(orderId is null ? null : PanelId.Of(orderId)), Token);

    public static Task<int> CatchUpAsync(this OrderLedger ledger) => ledger.CatchUpAsync(Token);

    /// <summary>The references of the orders that are found, with blanks between.</summary>
    public static async Task<string> FindAsync(this OrderLedger ledger, OrderFilter? filter = null) =>
        string.Join(' ', await ledger.FindAsync(filter ?? new OrderFilter(), Token).Select(order => order.Reference).ToListAsync(Token));

    public static async Task<int> CountAsync(this OrderLedger ledger) => await ledger.FindAsync(new OrderFilter(), Token).CountAsync(Token);

    /// <summary>What an act is refused with.</summary>
    public static async Task<YallaTakeException> RefusedAsync(ErrorId id, Func<Task> act, string said = "")
    {
        var refusal = await Assert.ThrowsAsync<YallaTakeException>(act);
        Assert.Equal(id, refusal.Id);
        Assert.Contains(said, refusal.Message, StringComparison.Ordinal);
        if (id is ErrorId.LedgerUnavailable)
            Assert.Contains("Nothing was sent", refusal.Message, StringComparison.Ordinal);
        return refusal;
    }

    public static Task<YallaTakeException> UnavailableAsync(Func<Task> act, string said = "") =>
        RefusedAsync(ErrorId.LedgerUnavailable, act, said);
}
