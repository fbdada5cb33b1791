using System.Globalization;
using Newtonsoft.Json.Linq;
using YallaTake.Client.Values;

namespace YallaTake.Client.Answers;

/// <summary>
/// Reads a panel's list of the account's orders, which API v2 does not have: an array, or an object by id, wrapped or not.
/// </summary>
internal static class OrderListAnswer
{
    private static readonly string[] Times =
    [
        "yyyy-MM-dd HH:mm:ss", "yyyy-MM-dd HH:mm", "yyyy-MM-dd'T'HH:mm:ss", "yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK",
    ];

    /// <summary>Every order of the list.</summary>
    /// <exception cref="YallaTakeException">PanelAnswerUnreadable: it is not a list of orders, or not the whole one.</exception>
    public static IReadOnlyList<ListedOrder> Read(JToken answer)
    {
        var orders = new Dictionary<PanelId, ListedOrder>();
        foreach (var (id, order) in Items(answer))
        {
            if (id is null || orders.ContainsKey(id))
                throw AnswerValue.Unreadable("an order of its list has no id, or the id of another one");
            orders[id] = new ListedOrder(id)
            {
                ServiceId = AnswerValue.Id(AnswerField.Of(order, "service", "serviceid")),
                Link = AnswerValue.Text(AnswerField.Of(order, "link", "url")),
                Quantity = AnswerValue.Count(AnswerField.Of(order, "quantity")),
                CreatedAt = Time(AnswerField.Of(order, "created", "createdat", "date")),
            };
        }

        return [.. orders.Values];
    }

    private static IEnumerable<(PanelId? Id, JObject Order)> Items(JToken answer)
    {
        switch (answer)
        {
            case JArray list when list.All(item => item is JObject):
                return list.Cast<JObject>().Select(order => (AnswerValue.NewId(AnswerField.Of(order, "order", "orderid", "id")), order));
            case JObject map when map.HasValues && map.Properties().All(IsOrderById):
                return map.Properties().Select(item => (PanelId.Find(item.Name), (JObject)item.Value));
            case JObject wrapping:
                var inside = wrapping.Properties()
                    .Where(field => WrappedAnswer.IsWrapping(FoldedWord.Of(field.Name), "order") && field.Value is JContainer)
                    .ToList();
                if (inside.Count != 1)
                    break;
                (PanelId? Id, JObject Order)[] items = [.. Items(inside[0].Value)];
                return ListPage.IsOneOfSeveral(wrapping, "order", items.Length)
                    ? throw AnswerValue.Unreadable("it is one page of a longer list of orders")
                    : items;
        }

        throw AnswerValue.Unreadable("it is not a list of orders");
    }

    private static bool IsOrderById(JProperty item) =>
        item.Value is JObject order
        && item.Name.Any(char.IsDigit)
        && PanelId.Find(item.Name) is { } id
        && (AnswerField.Of(order, "order", "orderid", "id") is not { } own || id.Equals(AnswerValue.Id(own)));

    private static DateTimeOffset? Time(JToken? value)
    {
        if (AnswerValue.Count(value) is { } seconds)
            return seconds is > 0 and < 100_000_000_000 ? DateTimeOffset.FromUnixTimeSeconds(seconds) : null;

        return DateTimeOffset.TryParseExact(
            AnswerValue.Text(value), Times, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)
            ? time
            : null;
    }
}
