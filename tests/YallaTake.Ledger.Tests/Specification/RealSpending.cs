using CsCheck;
using YallaTake.Client.Resilience;
using YallaTake.Ledger;
using YallaTake.Ledger.Entries;
using YallaTake.Ledger.Journal;
using YallaTake.Ledger.Store;

namespace YallaTake;

/// <summary>A real ledger that does what the model of sums does, and the sums that its database keeps.</summary>
internal sealed class RealSpending
{
    private const string Reference = "order";
    private const string Name = "shop";

    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(10);
    private static readonly DateTimeOffset FirstDay = new(2026, 11, 27, 1, 0, 0, TimeSpan.Zero);
    private static readonly IdempotencyField Field = new("request_id", TimeSpan.FromDays(30));

    private readonly RealLedger _real;
    private readonly ILedgerStore _store;
    private readonly string _address;
    private readonly OutcomeJournal _journal;
    private readonly StandingTime _time = new() { Moment = FirstDay };
    private StoredLedger _ledger;
    private bool _isKnown;
    private OrderClaim? _claim;
    private OrderIntent _intent = Intent(2);

    public RealSpending(RealLedger real)
    {
        (_real, _store, _address) = (real, new TroubledStore(real.Store, real.Identity), real.NewAddress());
        _journal = new OutcomeJournal(real.JournalOf(_address));
        _ledger = Open("key", name: null);
    }

    private string Schema => _store.Dialect.Schema;

    /// <summary>Does one step. Null when all comes out as the model has it; else the difference.</summary>
    public async Task<string?> ApplyAsync(Transition<SpendingModel> step)
    {
        _real.Clock.Value = _time;

        // An account is written down with an order.
        if (!_isKnown)
            await _ledger.ClaimAsync(TestOrders.Intent("free", charge: 0));
        _isKnown = true;
        await DoAsync(step);

        var (kept, added) = (await SumsAsync($"SELECT account, day, thousands, rest FROM {Schema}spending"), await AddedUpAsync());
        return kept != added ? $"{kept} is kept for {added}" : kept != step.After.Kept ? $"{kept} for {step.After.Kept}" : null;
    }

    private static OrderIntent Intent(decimal charge) =>
        TestOrders.Intent(Reference, charge: charge, lease: Lease, field: Field);

    private async Task DoAsync(Transition<SpendingModel> step)
    {
        switch (step.Action)
        {
            case "Claim":
                await _ledger.RecordTestedFieldAsync(Field.Name, CancellationToken.None);
                await ClaimAsync(2);
                break;
            case "SendAgain":
                await _ledger.RecordTestedFieldAsync(Field.Name, CancellationToken.None);
                _time.Moment += 2 * Lease;
                await ClaimAsync(3);
                break;
            case "Place":
                await SettleAsync(OrderState.Placed);
                break;
            case "Reject":
                await SettleAsync(OrderState.Rejected);
                break;
            case "Stop":
                await SettleAsync(OrderState.NotSent);
                break;
            case "NoAnswer":
                await SettleAsync(OrderState.Unknown);
                break;
            case "ResolvePlaced":
                await _ledger.ResolveAsync(Reference, "23501");
                break;
            case "ResolveNotPlaced":
                await _ledger.ResolveAsync(Reference, null);
                break;
            case "Hear":
                var (status, charge, _) = SpendingSpec.Statuses[step.ArgIndex];
                await _ledger.RecordAsync([TestOrders.Status(23501, status, charge, "USD")]);
                break;
            case "AddSecond":
                await WriteAsync(new OutcomeStatements(_store.Dialect).AddSecond(await EntryAsync("23502"), _time.GetUtcNow()));
                break;
            case "RowIsLost":
                Parameter[] row = [Given.Text("account", (await AccountAsync()).Id), Given.Text("reference", Reference)];
                var where = $"FROM {Schema}entries WHERE account = @account AND reference = @reference";
                await WriteAsync(
                    new Statement($"DELETE FROM {Schema}order_changes WHERE entry IN (SELECT entry {where})", row),
                    new Statement($"DELETE {where}", row));
                break;
            case "Restore":
                await WriteAsync([.. new OutcomeStatements(_store.Dialect).Restore(await EntryAsync("23501"), _time.GetUtcNow())]);
                break;
            case "Copy":
                var order = new Order
                {
                    Reference = Reference,
                    ServiceId = 7L,
                    Link = TestOrders.Link,
                    Currency = "USD",
                    Phase = OrderState.Placed,
                    OrderId = 23501L,
                    CreatedAt = FirstDay,
                    SentAt = FirstDay,
                };
                var copied = new CopiedOrder(order, "Likes", "{}", Money.Units(2), IsOpen: true, Attempts: 1, Rules: 2, InDoubt: false);
                await WriteAsync([.. new CopyStatements(_store.Dialect).Copy(await AccountAsync(), copied)]);
                break;
            case "Adopt":
                // The other account is there first, and each is written down with an order.
                await Open("other key", Name).ClaimAsync(TestOrders.Intent("other", charge: 0));
                _ledger = Open("key", Name);
                await _ledger.ClaimAsync(TestOrders.Intent("another", charge: 0));
                break;
            case "NextDay":
                _time.Moment += TimeSpan.FromDays(1);
                break;
        }
    }

    private async Task ClaimAsync(decimal charge)
    {
        _intent = Intent(charge);
        _claim = await _ledger.ClaimAsync(_intent);
        Assert.Null(_claim.Existing);
    }

    private Task<Order> SettleAsync(OrderState state) => _ledger.SettleAsync(_claim!, TestOrders.Outcome(state), _intent);

    private async Task<JournalEntry> EntryAsync(string orderId) =>
        Intent(2).With((await AccountAsync()).Id, _claim?.Mark, OrderState.Placed, orderId, null, _time.GetUtcNow());

    private Task<LedgerAccount> AccountAsync() => _ledger.GetAccountAsync(CancellationToken.None);

    private Task<IReadOnlyList<int>> WriteAsync(params Statement[] statements) =>
        _store.WriteAsync(statements, _ => 0, CancellationToken.None);

    private Task<SpendingSums> AddedUpAsync()
    {
        var day = _store.Dialect.SpendingOf is { } sums ? sums("e").Split(", ")[1] : "e.sent_at / 86400000";
        return SumsAsync(
            $"SELECT e.account, {day} AS day, e.spent / 1000 AS thousands, e.spent % 1000 AS rest FROM {Schema}entries AS e "
            + "WHERE e.spent > 0");
    }

    private async Task<SpendingSums> SumsAsync(string rows)
    {
        var (own, named) = (Key("key", null).Fingerprint(_real.Identity.Salt), (await AccountAsync()).Id);
        var firstDay = FirstDay.ToUnixTimeMilliseconds() / 86_400_000;
        var read = await _store.ReadAsync(
            new Statement(
                $"SELECT * FROM ({rows}) AS r WHERE account IN (@own, @named)", Given.Text("own", own), Given.Text("named", named)),
            row => (
                IsAdopted: row.Text("account") != own,
                Day: (int)(row.Number("day")!.Value - firstDay),
                Spent: (int)(((row.Number("thousands")!.Value * 1000) + row.Number("rest")!.Value) / Money.Units(1))),
            CancellationToken.None);
        return read.Aggregate(new SpendingSums(), (sums, row) => sums.Plus(row.IsAdopted, row.Day, row.Spent));
    }

    private AccountKey Key(string key, string? name) => TestLedgers.Key(key, _address, name);

    private StoredLedger Open(string key, string? name) =>
        new(_store, Key(key, name), _journal, "panel", LedgerHolder.ThisProcess, _time, Chance.System);
}
