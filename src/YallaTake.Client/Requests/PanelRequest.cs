using System.Net;
using System.Text;
using YallaTake.Client.Orders;
using YallaTake.Client.Secrets;

namespace YallaTake.Client.Requests;

/// <summary>One request: an action and its fields.</summary>
internal sealed class PanelRequest
{
    /// <summary>The API takes at most this many ids in one request.</summary>
    public const int MaximumIds = 100;

    private PanelRequest(string action, params (string Name, string Value)[] fields) =>
        (Action, Fields, IsRepeatable) = (action, fields, action is not (PanelAction.Add or PanelAction.Refill));

    public string Action { get; }

    public IReadOnlyList<(string Name, string Value)> Fields { get; }

    /// <summary>Whether the same request twice does no more than once: not so for what spends money or time.</summary>
    public bool IsRepeatable { get; private init; }

    /// <summary>Whether the answer is the catalogue, which is long, takes long, and is read as it comes.</summary>
    public bool IsCatalogue => Action is PanelAction.Services;

    public static PanelRequest Services() => new(PanelAction.Services);

    public static PanelRequest Balance() => new(PanelAction.Balance);

    public static PanelRequest Add(OrderRequest order) => new(
        PanelAction.Add,
        [("service", order.Service.ToString()), .. order.Fields.Select(field => (field.Key, field.Value))]);

    /// <summary>A request about one id.</summary>
    public static PanelRequest About(string action, string field, PanelId id) => new(action, (field, id.ToString()));

    /// <summary>A request about a list of ids.</summary>
    public static PanelRequest About(string action, string field, IReadOnlyList<PanelId> ids) =>
        ids.Count is > 0 and <= MaximumIds
            ? new(action, (field + "s", string.Join(",", ids)))
            : throw new ArgumentOutOfRangeException(nameof(ids), ids.Count, $"A request takes 1 to {MaximumIds} ids.");

    /// <summary>What <see cref="OtherAction"/> has checked.</summary>
    public static PanelRequest Other(string action, (string Name, string Value)[] fields, bool isRepeatable) =>
        new(action, fields) { IsRepeatable = isRepeatable };

    /// <summary>The form body, the key in front. The caller clears it once sent.</summary>
    public byte[] Encode(ApiKey key)
    {
        var rest = new StringBuilder("&action=").Append(Action);
        foreach (var (name, value) in Fields)
            rest.Append('&').Append(WebUtility.UrlEncode(name)).Append('=').Append(WebUtility.UrlEncode(value));

        return key.PrependTo(Encoding.ASCII.GetBytes(rest.ToString()));
    }
}
