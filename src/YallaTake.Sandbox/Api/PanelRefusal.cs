using Newtonsoft.Json.Linq;

namespace YallaTake.Sandboxing.Api;

/// <summary>The panel says no; the message is the API's error text.</summary>
internal sealed class PanelRefusal(string text, int? retryAfter = null) : Exception(text)
{
    /// <summary>Seconds until the client may ask again, when it asked too often.</summary>
    public int? RetryAfter { get; } = retryAfter;

    public JObject ToJson() => new() { ["error"] = Message };
}
