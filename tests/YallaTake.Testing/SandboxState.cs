using System.Globalization;
using System.Text.Json;

namespace YallaTake;

/// <summary>What truly happened in a sandbox, by its own account.</summary>
public sealed class SandboxState
{
    private static readonly HttpClient Http = new();

    private readonly JsonElement _state;

    private SandboxState(JsonElement state) => _state = state;

    public decimal Balance => decimal.Parse(_state.GetProperty("balance").GetString()!, CultureInfo.InvariantCulture);

    public long RefusedKeys => _state.GetProperty("refusedKeys").GetInt64();

    public IReadOnlyList<JsonElement> Orders => [.. _state.GetProperty("orders").EnumerateArray()];

    public IReadOnlyList<JsonElement> Refills => [.. _state.GetProperty("refills").EnumerateArray()];

    /// <summary>The ids of the orders by the last part of their links, which tests name them by.</summary>
    public ILookup<string, long> Sold => Orders.ToLookup(
        order => order.GetProperty("link").GetString()!.Split('/')[^1],
        order => order.GetProperty("order").GetInt64());

    /// <summary>What all orders cost.</summary>
    public decimal Charged => Orders.Sum(order => decimal.Parse(order.GetProperty("charge").GetString()!, CultureInfo.InvariantCulture));

    public static SandboxState Read(Uri api) => ReadAsync(api).GetAwaiter().GetResult();

    public static async Task<SandboxState> ReadAsync(Uri api) =>
        new(JsonDocument.Parse(await Http.GetStringAsync(new Uri(api, "/sandbox/state"))).RootElement);

    /// <summary>Waits until so many requests of an action have arrived.</summary>
    public static async Task WaitForAsync(Uri api, string action, long count = 1)
    {
        while ((await ReadAsync(api)).Requests(action) < count)
            await Task.Delay(20, TestContext.Current.CancellationToken);
    }

    /// <summary>How many requests of an action arrived.</summary>
    public long Requests(string action) =>
        _state.GetProperty("requests").TryGetProperty(action, out var count) ? count.GetInt64() : 0;

    /// <summary>What the sandbox counts under a name, as it says it.</summary>
    public string Counts(string name) => _state.GetProperty(name).ToString();

    /// <summary>The fields of an order as they were sent, sorted: <c>link=… quantity=…</c>.</summary>
    public string Fields(int order = 0) => string.Join(
        " ",
        Orders[order].GetProperty("fields").EnumerateObject()
            .OrderBy(field => field.Name, StringComparer.Ordinal)
            .Select(field => $"{field.Name}={field.Value.GetString()}"));
}
