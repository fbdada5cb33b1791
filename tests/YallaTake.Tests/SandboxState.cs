using System.Globalization;
using System.Text.Json;

namespace YallaTake;

/// <summary>What truly happened in a sandbox, by its own account.</summary>
internal sealed class SandboxState
{
    private static readonly HttpClient Http = new();

    private readonly JsonElement _state;

    private SandboxState(JsonElement state) => _state = state;

    public decimal Balance => decimal.Parse(_state.GetProperty("balance").GetString()!, CultureInfo.InvariantCulture);

    public long RefusedKeys => _state.GetProperty("refusedKeys").GetInt64();

    public IReadOnlyList<JsonElement> Orders => [.. _state.GetProperty("orders").EnumerateArray()];

    public IReadOnlyList<JsonElement> Refills => [.. _state.GetProperty("refills").EnumerateArray()];

    public static SandboxState Read(Uri api)
    {
        var json = Http.GetStringAsync(new Uri(api, "/sandbox/state")).GetAwaiter().GetResult();
        return new SandboxState(JsonDocument.Parse(json).RootElement);
    }

    /// <summary>How many requests of an action arrived.</summary>
    public long Requests(string action) =>
        _state.GetProperty("requests").TryGetProperty(action, out var count) ? count.GetInt64() : 0;

    /// <summary>The fields of an order as they were sent, sorted: <c>link=… quantity=…</c>.</summary>
    public string Fields(int order = 0) => string.Join(
        " ",
        Orders[order].GetProperty("fields").EnumerateObject()
            .OrderBy(field => field.Name, StringComparer.Ordinal)
            .Select(field => $"{field.Name}={field.Value.GetString()}"));
}
