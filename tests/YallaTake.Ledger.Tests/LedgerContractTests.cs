using System.Globalization;
using Newtonsoft.Json;
using YallaTake.Client.Outcomes;
using YallaTake.Ledger;
using YallaTake.Ledger.Entries;

namespace YallaTake;

/// <summary>What every ledger promises, whatever keeps it.</summary>
public abstract partial class LedgerContractTests : IDisposable
{
    private readonly string _test = Guid.NewGuid().ToString("N");
    private readonly List<OrderLedger> _opened = [];
    private OrderLedger? _ledger;

    /// <summary>The time of the ledgers; it moves when a test moves it.</summary>
    protected DateTimeOffset Now
    {
        get => Time.GetUtcNow();
        set => Time.Moment = value;
    }

    protected StandingTime Time { get; } = new();

    /// <summary>The ledger of the account that most tests use.</summary>
    private protected OrderLedger Ledger => _ledger ??= Open();

    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Opens this test's store; each test has a store of its own.</summary>
    private protected abstract OrderLedger Create(AccountKey key);

    protected virtual void Dispose(bool disposing)
    {
        foreach (var ledger in _opened)
            ledger.Dispose();
    }

    // One database serves all tests: each has accounts at addresses of its own.
    private protected OrderLedger Open(string key = "key", string address = "panel.example", string? name = null, string scheme = "https")
    {
        var ledger = Create(TestLedgers.Key($"{_test} {key}", $"{scheme}://{_test}.{address}", name));
        _opened.Add(ledger);
        return ledger;
    }

    private Task<Order> PlaceAsync(string reference, string orderId, OrderIntent? intent = null) =>
        SettleAsync(TestOrders.Placed(orderId), intent ?? TestOrders.Intent(reference));

    private async Task<Order> SettleAsync(OrderOutcome outcome, OrderIntent intent)
    {
        var claim = await Ledger.ClaimAsync(intent);
        Assert.Null(claim.Existing);
        return await Ledger.SettleAsync(claim, outcome, intent);
    }

    /// <summary>Two claims of one order: the first one's lease ran out, it was settled by hand as not placed, and claimed again.</summary>
    private async Task<(OrderClaim Lost, OrderClaim Taken)> ClaimTwiceAsync()
    {
        var lost = await Ledger.ClaimAsync(TestOrders.Intent());
        Now += TimeSpan.FromHours(1);
        await Ledger.ResolveAsync("order", null);
        return (lost, await Ledger.ClaimAsync(TestOrders.Intent()));
    }

    /// <summary>Brings an order into a state by way of the ledger.</summary>
    private async Task<Order> BringToAsync(OrderState state, OrderIntent intent)
    {
        var claim = await Ledger.ClaimAsync(intent);
        if (state != OrderState.Sending)
            await Ledger.SettleAsync(claim, TestOrders.Outcome(state), intent);
        return await GetAsync(intent.Reference);
    }

    protected async Task<Order> GetAsync(string reference) =>
        await Ledger.GetAsync(reference) ?? throw new InvalidOperationException($"The ledger has no '{reference}'.");

    private Task<string> FindAsync(OrderFilter filter, OrderLedger? ledger = null) => (ledger ?? Ledger).FindAsync(filter);

    protected static Task<YallaTakeException> RefusedAsync(ErrorId id, Func<Task> act) => TestLedgers.RefusedAsync(id, act);

    private static decimal Amount(string text) => decimal.Parse(text, CultureInfo.InvariantCulture);

    private static string? Text(decimal? amount) => amount?.ToString(CultureInfo.InvariantCulture);

    private static bool SameOrder(Order one, Order other) =>
        JsonConvert.SerializeObject(one) == JsonConvert.SerializeObject(other);

    private static async Task<YallaTakeException?> RefusalAsync(Func<Task> act)
    {
        try
        {
            await act();
            return null;
        }
        catch (YallaTakeException exception)
        {
            return exception;
        }
    }
}
