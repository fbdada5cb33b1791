using System.Globalization;
using Newtonsoft.Json;
using YallaTake.Client;
using YallaTake.Client.Answers;
using YallaTake.Client.Orders;
using YallaTake.Client.Outcomes;
using YallaTake.Client.Requests;

namespace YallaTake;

/// <summary>Makes the call that a few words name, and says in words what came out: what the tables of dialects are written in.</summary>
internal static class PanelWords
{
    /// <summary>The call comes out so, when the panel answers that.</summary>
    public static async Task AssertAsync(string call, string raw, string outcome, int status = 200)
    {
        await using var server = new CannedServer(CannedAnswer.Of(raw, status));
        using var client = server.Client();

        Assert.Equal(outcome, await AskAsync(client, call, TestContext.Current.CancellationToken));
    }

    /// <param name="client">Whom to ask.</param>
    /// <param name="call">An action, and the ids if it takes some: <c>status 1,2</c>.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async Task<string> AskAsync(PanelClient client, string call, CancellationToken cancellationToken)
    {
        var (action, ids) = call.Split(' ') is [var name, var list] ? (name, list.Split(',').Select(PanelId.Parse).ToArray()) : (call, []);
        try
        {
            return (action, ids.Length) switch
            {
                ("services", _) => string.Join(
                    "; ", await client.GetServicesAsync(cancellationToken).Select(Say).ToListAsync(cancellationToken)),
                ("balance", _) => Say(await client.GetBalanceAsync(cancellationToken)),
                ("add", _) => Say(await client.AddAsync(new OrderRequest(7, []), cancellationToken)),
                ("status", 1) => Say(await client.Status.AskAsync(ids[0], cancellationToken)),
                ("status", _) => Say(await client.Status.AskAsync(ids, cancellationToken), Say),
                ("refill", 1) => Say(await client.Refill.AskAsync(ids[0], cancellationToken)),
                ("refill", _) => Say(await client.Refill.AskAsync(ids, cancellationToken), Say),
                ("refill_status", 1) => (await client.RefillStatus.AskAsync(ids[0], cancellationToken)).ToString(),
                ("refill_status", _) => Say(await client.RefillStatus.AskAsync(ids, cancellationToken), status => status.ToString()),
                ("cancel", _) => Say(
                    await client.Cancel.AskAsync(ids, cancellationToken), cancellation => $"{cancellation.OrderId} requested"),
                ("ask", _) => (await client.AskAsync(OtherAction.Request("speedup", [], isRepeatable: true), cancellationToken))
                    .ToString(Formatting.None),
                _ => throw new ArgumentException($"There is no call '{call}'.", nameof(call)),
            };
        }
        catch (YallaTakeException failure)
        {
            return Say(failure);
        }
    }

    private static string Say(YallaTakeException failure) =>
        failure.PanelText is { } text ? $"{failure.Id}: {text}" : failure.Id.ToString();

    private static string Say(OrderOutcome outcome) => outcome.OrderId ?? Say(outcome.Failure!);

    private static string Say<T>(IReadOnlyList<ItemResult<T>> results, Func<T, string> say)
        where T : class =>
        string.Join("; ", results.Select(result => result.Value is { } value ? say(value) : $"{result.Id} {Say(result.Error!)}"));

    private static string Say(Service service) =>
        Invariant($"{service.ServiceId} '{service.Name}' {service.Type} rate {service.Rate}")
        + Invariant($" count {Known(service.Min)}-{Known(service.Max)} refill {Known(service.Refill)} cancel {Known(service.Cancel)}")
        + Invariant($" dripfeed {Known(service.Dripfeed)}") + Say(service.Extra);

    private static string Say(AccountBalance balance) => Invariant($"{balance.Balance} {Known(balance.Currency)}");

    private static string Say(OrderStatus status) =>
        Invariant($"{status.OrderId} {status.Status} charge {Known(status.Charge)} {Known(status.Currency)}")
        + Invariant($" start {Known(status.StartCount)} remains {Known(status.Remains)}")
        + (status.Posts is { } posts ? Invariant($" posts {posts}") : string.Empty)
        + (status.Runs is { } runs ? Invariant($" runs {runs}") : string.Empty)
        + (status.Expiry is { } expiry ? Invariant($" expiry {expiry:yyyy-MM-dd}") : string.Empty)
        + (status.ChildOrders.Count > 0 ? $" orders {string.Join(',', status.ChildOrders)}" : string.Empty)
        + Say(status.Extra);

    private static string Say(IReadOnlyDictionary<string, string> extra) =>
        string.Concat(extra.Select(field => $" {field.Key}={field.Value}"));

    private static string Say(Refill refill) => Invariant($"{refill.OrderId} refill {refill.RefillId}");

    private static string Known(object? value) =>
        Convert.ToString(value, CultureInfo.InvariantCulture) is { Length: > 0 } text ? text : "?";

    private static string Invariant(FormattableString text) => FormattableString.Invariant(text);
}
