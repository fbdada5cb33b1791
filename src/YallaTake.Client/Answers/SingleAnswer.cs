using Newtonsoft.Json.Linq;
using YallaTake.Client.Values;

namespace YallaTake.Client.Answers;

/// <summary>Decodes the answers about one thing: the balance, one order's status, one refill.</summary>
internal static class SingleAnswer
{
    private static readonly HashSet<string> StatusFields = new(StringComparer.Ordinal) { "order", "status", "charge", "start_count", "remains", "currency", "posts", "expiry", "runs", "orders" };

    public static AccountBalance Balance(JToken answer, string? panel)
    {
        ThrowIfError(answer);
        return new AccountBalance
        {
            Balance = AnswerValue.Money(Field(answer, "balance"), "balance") ?? throw AnswerValue.Unreadable("it holds no balance"),
            Currency = AnswerValue.Text(Field(answer, "currency")),
            Panel = panel,
        };
    }

    public static OrderStatus Status(JToken answer, long order, string? panel)
    {
        ThrowIfError(answer);
        return new OrderStatus
        {
            OrderId = order,
            Status = AnswerValue.Text(Field(answer, "status")) ?? throw AnswerValue.Unreadable($"it holds no status of order {order}"),
            Charge = AnswerValue.Money(Field(answer, "charge"), "charge"),
            StartCount = AnswerValue.Count(Field(answer, "start_count")),
            Remains = AnswerValue.Count(Field(answer, "remains")),
            Currency = AnswerValue.Text(Field(answer, "currency")),
            Posts = AnswerValue.Count(Field(answer, "posts")),
            Expiry = AnswerValue.Day(Field(answer, "expiry")),
            Runs = AnswerValue.Count(Field(answer, "runs")),
            ChildOrders = Field(answer, "orders") is JArray children ? [.. children.Select(AnswerValue.Id).OfType<long>()] : [],
            Extra = Extra(answer),
            Panel = panel,
        };
    }

    public static Refill Refill(JToken answer, long order, string? panel)
    {
        ThrowIfError(answer);
        ThrowIfError(Field(answer, "refill"));
        return new Refill
        {
            RefillId = AnswerValue.Id(Field(answer, "refill")) ?? throw AnswerValue.Unreadable($"it holds no refill of order {order}"),
            OrderId = order,
            Panel = panel,
        };
    }

    public static RefillStatus RefillStatus(JToken answer, long refill, string? panel)
    {
        ThrowIfError(answer);
        ThrowIfError(Field(answer, "status"));
        return new RefillStatus
        {
            RefillId = refill,
            Status = AnswerValue.Text(Field(answer, "status")) ?? throw AnswerValue.Unreadable($"it holds no status of refill {refill}"),
            Panel = panel,
        };
    }

    public static Cancellation Cancellation(JToken answer, long order, string? panel)
    {
        ThrowIfError(answer);
        var cancel = Field(answer, "cancel") ?? answer;
        ThrowIfError(cancel);

        // The number of the request stands there on some panels, or a sentence under "success".
        return AnswerValue.Flag(cancel) == true || AnswerValue.Id(cancel) is not null || AnswerValue.Text(Field(cancel, "success")) is not null
            ? new Cancellation { OrderId = order, Requested = true, Panel = panel }
            : throw AnswerValue.Unreadable($"it does not say whether order {order} is to be canceled");
    }

    private static IReadOnlyDictionary<string, string> Extra(JToken answer)
    {
        Dictionary<string, string>? extra = null;
        foreach (var field in answer.OfType<JProperty>().Where(field => !StatusFields.Contains(field.Name)))
            FurtherFields.Keep(ref extra, field.Name, AnswerValue.Text(field.Value));
        return extra ?? FurtherFields.None;
    }

    private static JToken? Field(JToken answer, string name) => (answer as JObject)?[name];

    private static void ThrowIfError(JToken? answer)
    {
        if (AnswerJson.Error(answer) is { } error)
            throw PanelErrors.Refusal(error);
    }
}
