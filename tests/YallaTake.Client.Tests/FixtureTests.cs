using YallaTake.Client;
using YallaTake.Client.Answers;
using YallaTake.Client.Orders;
using YallaTake.Client.Outcomes;

namespace YallaTake;

/// <summary>The example answers of the API document come out of the client as exactly what they show.</summary>
public sealed class FixtureTests
{
    private const string Panel = "panel";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Services()
    {
        var services = await AskAsync("services", client => client.GetServicesAsync(Token).ToListAsync(Token).AsTask());

        Assert.Equal(
            [
                (1L, "Followers", "Default", "First Category", 0.90m, 50, 10000, true, true, null, null, Panel),
                (2L, "Comments", "Custom Comments", "Second Category", 8m, 10, 1500, false, true, null, null, Panel),
            ],
            services.Select(
                service => (
                    service.ServiceId, service.Name, service.Type, service.Category, service.Rate, service.Min, service.Max, service.Refill,
                    service.Cancel, service.Dripfeed, service.Description, service.Panel)));
    }

    [Fact]
    public async Task Add()
    {
        var placed = await AskAsync("add", client => client.AddAsync(new OrderRequest(1, []), Token));

        Assert.Equal((OutcomeKind.Placed, "23501"), (placed.Kind, placed.OrderId));
    }

    [Fact]
    public async Task Balance()
    {
        var balance = await AskAsync("balance", client => client.GetBalanceAsync(Token));

        Assert.Equal((100.84292m, "USD", Panel), (balance.Balance, balance.Currency, balance.Panel));
    }

    [Fact]
    public async Task Status() =>
        AssertStatus(
            await AskAsync("status", client => client.Status.AskAsync(23501, Token)), 23501, "Partial", final: true, 0.27819m, 3572, 157);

    [Fact]
    public async Task Status_of_many()
    {
        var results = await AskAsync("status-multiple", client => client.Status.AskAsync([1, 10, 100], Token));

        Assert.Equal([1, 10, 100], results.Select(result => result.Id));
        AssertStatus(results[0].Value, 1, "Partial", final: true, 0.27819m, 3572, 157);
        AssertFailed(results[1], ErrorId.OrderNotFound, "Incorrect order ID");
        AssertStatus(results[2].Value, 100, "In progress", final: false, 1.44219m, 234, 10);
    }

    [Fact]
    public async Task Refill() =>
        AssertRefill(await AskAsync("refill", client => client.Refill.AskAsync(23501, Token)), 1, 23501);

    [Fact]
    public async Task Refill_of_many()
    {
        var results = await AskAsync("refill-multiple", client => client.Refill.AskAsync([1, 2, 3], Token));

        Assert.Equal([1, 2, 3], results.Select(result => result.Id));
        AssertRefill(results[0].Value, 1, 1);
        AssertRefill(results[1].Value, 2, 2);
        AssertFailed(results[2], ErrorId.OrderNotFound, "Incorrect order ID");
    }

    [Fact]
    public async Task Refill_status() =>
        AssertRefillStatus(await AskAsync("refill-status", client => client.RefillStatus.AskAsync(7, Token)), 7, "Completed");

    [Fact]
    public async Task Refill_status_of_many()
    {
        var results = await AskAsync("refill-status-multiple", client => client.RefillStatus.AskAsync([1, 2, 3], Token));

        Assert.Equal([1, 2, 3], results.Select(result => result.Id));
        AssertRefillStatus(results[0].Value, 1, "Completed");
        AssertRefillStatus(results[1].Value, 2, "Rejected");
        AssertFailed(results[2], ErrorId.RefillNotFound, "Refill not found");
    }

    [Fact]
    public async Task Cancel_of_many()
    {
        var results = await AskAsync("cancel", client => client.Cancel.AskAsync([9, 2], Token));

        Assert.Equal([9, 2], results.Select(result => result.Id));
        AssertFailed(results[0], ErrorId.OrderNotFound, "Incorrect order ID");
        Assert.Equal((2L, true, Panel), (results[1].Value!.OrderId, results[1].Value!.Requested, results[1].Value!.Panel));
    }

    private static void AssertStatus(
        OrderStatus? status, long order, string word, bool final, decimal charge, long startCount, long remains)
    {
        Assert.NotNull(status);
        Assert.Equal(
            (order, word, final, charge, startCount, remains, "USD", null, null, Panel),
            (
                status.OrderId, status.Status, status.IsFinal, status.Charge, status.StartCount, status.Remains, status.Currency,
                status.Posts, status.Runs, status.Panel));
        Assert.Empty(status.ChildOrders);
    }

    private static void AssertRefill(Refill? refill, long id, long order) =>
        Assert.Equal((id, order, Panel), (refill!.RefillId, refill.OrderId, refill.Panel));

    private static void AssertRefillStatus(RefillStatus? status, long refill, string word) =>
        Assert.Equal((refill, word, true, Panel), (status!.RefillId, status.Status, status.IsFinal, status.Panel));

    private static void AssertFailed<T>(ItemResult<T> result, ErrorId id, string panelText)
        where T : class
    {
        Assert.Null(result.Value);
        Assert.Equal((id, panelText), (result.Error!.Id, result.Error.PanelText));
    }

    private static async Task<T> AskAsync<T>(string fixture, Func<PanelClient, Task<T>> call)
    {
        var answer = await File.ReadAllBytesAsync(Path.Combine(AppContext.BaseDirectory, "Fixtures", fixture + ".json"), Token);
        await using var server = new CannedServer(CannedAnswer.Of(answer));
        using var client = server.Client();
        return await call(client);
    }
}
