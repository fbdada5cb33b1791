using YallaTake.Client.Resilience;
using YallaTake.Ledger.Journal;
using YallaTake.Ledger.Sqlite;

namespace YallaTake;

/// <summary>Whatever a store throws, callers hear that the ledger cannot be used.</summary>
public sealed class LedgerBoundaryTests : IDisposable
{
    private static readonly Dictionary<string, Exception> Kinds = new Exception[]
    {
        new OverflowException(), new UnauthorizedAccessException("no access"), new ObjectDisposedException("store"),
        new OperationCanceledException("by the store"), new AggregateException(), new IOException("no file"), new FormatException(),
        new InvalidCastException(), new TimeoutException(), new System.Security.SecurityException(),
    }.ToDictionary(exception => exception.GetType().Name);

    private readonly TemporaryFolder _folder = new();

    public static TheoryData<string> Exceptions => [.. Kinds.Keys];

    [Theory]
    [MemberData(nameof(Exceptions))]
    public async Task No_exception_of_a_store_comes_out_as_it_is(string kind)
    {
        using var store = new BrokenStore(new SqliteStore(_folder.File("orders.db"), makes: true, TimeProvider.System, Chance.System));
        using var ledger = TestLedgers.Over(store, null, new OutcomeJournal(_folder.File("journal")));
        var claim = await ledger.ClaimAsync(TestOrders.Intent());
        store.Failure = Kinds[kind];

        using var unopened = TestLedgers.Over(store, null, new OutcomeJournal(_folder.File("journal")));
        Func<Task>[] calls =
        [
            () => unopened.OpenAsync(default), () => unopened.CatchUpAsync(), () => ledger.ClaimAsync(
                TestOrders.Intent("next")), () => ledger.RenewAsync(claim, TimeSpan.FromSeconds(1)), () => ledger.GetAsync("order"),
            () => ledger.HasDoubtAsync(TestOrders.Intent(), default), () => ledger.RecallAsync(
                "order", TestOrders.Intent().Request), () => ledger.PreviewAsync(TestOrders.Intent(limit: 1), 0),
            () => ledger.FindAsync(), () => ledger.ResolveAsync("order", null), () => ledger.RecordAsync(
                [TestOrders.Status(1, "Completed")]),
            () => ledger.RecordAsync([new Refill { RefillId = 1L, OrderId = 1L }]), () => ledger.RecordAsync(
                [new RefillStatus { RefillId = 1L, Status = "Completed" }]),
            () => ledger.RecordAsync([new Cancellation { OrderId = 1L, Requested = true }]),
        ];
        foreach (var call in calls)
            await TestLedgers.RefusedAsync(ErrorId.LedgerUnavailable, call);

        var (order, notRecorded) = await ledger.SettleAsync(claim, TestOrders.Intent(), TestOrders.Placed("23501"));
        Assert.Equal((OrderState.Placed, 23501L, ErrorId.OrderNotRecorded), (order.Phase, order.OrderId, notRecorded?.Id));

        store.Failure = null;
        Assert.Equal(23501L, (await ledger.ClaimAsync(TestOrders.Intent())).Existing?.OrderId);
    }

    [Fact]
    public async Task Giving_up_comes_out_as_giving_up()
    {
        using var ledger = TestLedgers.InFile(_folder.File("orders.db"));
        var stopped = new CancellationToken(canceled: true);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => ledger.ClaimAsync(TestOrders.Intent(), stopped));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => ledger.GetAsync("order", stopped));
    }

    [Theory]
    [InlineData(true, ErrorId.ReferenceMismatch, OrderState.Sending)]
    [InlineData(false, ErrorId.OrderOutcomeUnknown, OrderState.Unknown)]
    public async Task An_order_that_went_on_while_a_person_looked_is_not_settled(bool isAlive, ErrorId id, OrderState state)
    {
        var time = new StandingTime();
        using var sender = TestLedgers.InFile(_folder.File("orders.db"), time: time);
        using var store = new BrokenStore(new SqliteStore(_folder.File("orders.db"), makes: false, time, Chance.System));
        using var ledger = TestLedgers.Over(store, null, new OutcomeJournal(_folder.File("journal")), time);
        var claim = await sender.ClaimAsync(TestOrders.Intent());
        time.Moment += TimeSpan.FromHours(1);
        store.BeforeWrite = async () =>
        {
            if (isAlive)
            {
                await sender.RenewAsync(claim, TimeSpan.FromMinutes(1));
                return;
            }

            await sender.ResolveAsync("order", null);
            await sender.ClaimAsync(TestOrders.Intent());
            time.Moment += TimeSpan.FromHours(1);
        };

        await TestLedgers.RefusedAsync(id, () => ledger.ResolveAsync("order", null));

        Assert.Equal(state, (await ledger.GetAsync("order"))?.Phase);
    }

    public void Dispose() => _folder.Dispose();
}
