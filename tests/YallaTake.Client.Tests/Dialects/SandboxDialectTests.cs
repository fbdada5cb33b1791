using System.Globalization;
using System.Text.RegularExpressions;
using YallaTake.Client;
using YallaTake.Client.Answers;
using YallaTake.Client.Batches;
using YallaTake.Client.Orders;
using YallaTake.Sandboxing.Panel;

namespace YallaTake;

/// <summary>
/// The same things happen at a sandbox of each dialect, and the client says the same of them as of those at the strict one.
/// </summary>
public sealed class SandboxDialectTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static TheoryData<SandboxDialect> Dialects =>
        [.. Enum.GetValues<SandboxDialect>().Where(dialect => dialect != SandboxDialect.Strict)];

    [Theory]
    [MemberData(nameof(Dialects))]
    public async Task Catalogue_money_and_open_orders_are_the_same_in_every_dialect(SandboxDialect dialect) =>
        AssertSame(await OpenAsync(SandboxDialect.Strict), await OpenAsync(dialect));

    [Theory]
    [MemberData(nameof(Dialects))]
    public async Task Completed_orders_and_refills_are_the_same_in_every_dialect(SandboxDialect dialect) =>
        AssertSame(await CompletedAsync(SandboxDialect.Strict), await CompletedAsync(dialect));

    // A question mark stands for what a panel does not tell, which it may.
    private static void AssertSame(List<string> strict, List<string> other) =>
        Assert.Equal(
            strict,
            other.Zip(
                strict, (text, known) => string.Join(' ', text.Split(' ').Zip(known.Split(' '), (word, its) => word == "?" ? its : word))));

    // Here time stands still.
    private static async Task<List<string>> OpenAsync(SandboxDialect dialect)
    {
        PanelId Id(long number) => IdOf(dialect, number);
        using var sandbox = Start(dialect, timeScale: 0);
        using var client = TestPanel.Client(sandbox.Uri, sandbox.ApiKey);
        using var stranger = TestPanel.Client(sandbox.Uri, "wrong-key");
        List<string> said =
        [
            .. await client.GetServicesAsync(Token).Select(Say).ToListAsync(Token),
            await SayAsync(stranger.GetBalanceAsync(Token), balance => $"{balance.Balance}"),
            .. await OrderAsync(client, Id),
            await SayAsync(client.Status.AskAsync(Id(23501), Token), Say),
            await SayAsync(client.Status.AskAsync(Id(77), Token), Say),
            await SayAsync(client.Refill.AskAsync(Id(23501), Token), refill => $"{refill}"),
            await SayAsync(client.RefillStatus.AskAsync(Id(7), Token), status => $"{status}"),
            .. await AskAsync(dialect, client.Status, Say, 23501, 23502, 23503, 23504, 77),
            .. await AskAsync(dialect, client.Refill, refill => $"{refill}", 23501, 77),
            .. await AskAsync(dialect, client.Cancel, cancellation => $"{cancellation}", 23501, 23502, 77),
            await SayAsync(
                client.GetBalanceAsync(Token),
                balance => FormattableString.Invariant($"{balance.Balance:0.######} {balance.Currency ?? "?"}")),
        ];
        return [.. said.Select(text => Translate(dialect, text))];
    }

    // Here all is over at once.
    private static async Task<List<string>> CompletedAsync(SandboxDialect dialect)
    {
        PanelId Id(long number) => IdOf(dialect, number);
        using var sandbox = Start(dialect, timeScale: 1_000_000_000);
        using var client = TestPanel.Client(sandbox.Uri, sandbox.ApiKey);
        List<string> said =
        [
            .. await OrderAsync(client, Id),
            await SayAsync(client.Status.AskAsync(Id(23501), Token), Say),
            await SayAsync(client.Status.AskAsync(Id(23503), Token), Say),
            await SayAsync(client.Refill.AskAsync(Id(23501), Token), refill => $"{refill}"),
            .. await AskAsync(dialect, client.Refill, refill => $"{refill}", 23501, 23502),
            await SayAsync(client.RefillStatus.AskAsync(Id(1), Token), status => $"{status}"),
            .. await AskAsync(dialect, client.RefillStatus, status => $"{status}", 1, 2, 77),
        ];
        return [.. said.Select(text => Translate(dialect, text))];
    }

    private static PanelId IdOf(SandboxDialect dialect, long number) =>
        dialect == SandboxDialect.Letters ? PanelId.Parse($"id{number}") : number;

    // What is the panel's own: its ids, its words, and marks that nobody sees.
    private static string Translate(SandboxDialect dialect, string text) => dialect switch
    {
        SandboxDialect.Letters => text.Replace("id", string.Empty, StringComparison.Ordinal),
        SandboxDialect.OtherWords => Regex.Replace(
            Regex.Replace(text, "Complete$|Complete(?= )|Success", "Completed"), "Partially Completed", "Partial"),
        SandboxDialect.Untidy => text.Replace("\u200F", string.Empty, StringComparison.Ordinal),
        _ => text,
    };

    private static async Task<IEnumerable<string>> AskAsync<T>(
        SandboxDialect dialect, IdBatch<T> batch, Func<T, string> say, params long[] numbers)
        where T : class =>
        Say(await batch.AskAsync([.. numbers.Select(number => IdOf(dialect, number))], Token), say);

    private static Sandbox Start(SandboxDialect dialect, double timeScale) =>
        Sandbox.Start(
            new SandboxOptions
            {
                Catalogue = Path.Combine(AppContext.BaseDirectory, "Fixtures", "catalogue.json"),
                Dialect = dialect,
                TimeScale = timeScale,
            });

    // One that can be refilled and canceled, one that cannot, a subscription, one in three runs; and two that are refused.
    private static async Task<List<string>> OrderAsync(PanelClient client, Func<long, PanelId> id) =>
    [
        await AddAsync(client, id(1), ("link", "https://example.com/p/1"), ("quantity", "1234")),
        await AddAsync(client, id(2), ("link", "https://example.com/p/2"), ("quantity", "100")),
        await AddAsync(
            client, id(17), ("username", "ann"), ("min", "20"), ("max", "20"), ("delay", "0"), ("posts", "2"), ("old_posts", "1")),
        await AddAsync(client, id(1), ("link", "https://example.com/p/3"), ("quantity", "10"), ("runs", "3"), ("interval", "60")),
        await AddAsync(client, id(1), ("link", "two words"), ("quantity", "100")),
        await AddAsync(client, id(999), ("link", "https://example.com/p/4"), ("quantity", "100")),
    ];

    private static Task<string> AddAsync(PanelClient client, PanelId service, params (string Name, string Value)[] fields) =>
        SayAsync(
            client.AddAsync(new OrderRequest(service, fields.Select(field => KeyValuePair.Create(field.Name, field.Value))), Token),
            order => order.OrderId ?? throw order.Failure!);

    private static async Task<string> SayAsync<T>(Task<T> call, Func<T, string> say)
    {
        try
        {
            return say(await call);
        }
        catch (YallaTakeException failure)
        {
            return $"{failure.Id}";
        }
    }

    private static IEnumerable<string> Say<T>(IReadOnlyList<ItemResult<T>> results, Func<T, string> say)
        where T : class =>
        results.Select(result => result.Value is { } value ? say(value) : $"{result.Id} {result.Error!.Id}");

    private static string Say(Service service) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{service.ServiceId} {service.Name} {ServiceType.Find(service.Type)?.Name} {service.Category} {service.Rate:0.######} "
            + $"{service.Min} {service.Max} {service.Refill} {service.Cancel}");

    // Some panels tell of a subscription, or of an order in runs, only that.
    private static string Say(OrderStatus status) => status.Posts is null && status.Runs is null
        ? string.Create(
            CultureInfo.InvariantCulture,
            $"{status.OrderId} {status.Status} {status.Charge:0.######} {status.Currency ?? "?"} {Known(status.StartCount)} "
            + $"{Known(status.Remains)}")
        : $"{status.OrderId} {status.Status} posts {status.Posts} runs {status.Runs} orders {string.Join(',', status.ChildOrders)}";

    private static string Known(long? number) => number?.ToString(CultureInfo.InvariantCulture) ?? "?";
}
