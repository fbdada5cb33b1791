using Newtonsoft.Json.Linq;
using YallaTake.Client.Values;

namespace YallaTake.Client.Answers;

/// <summary>Decodes the answers about one thing: the balance, one order's status, one refill.</summary>
internal static class SingleAnswer
{
    private static readonly HashSet<string> StatusFields =
        ["order", "orderid", "status", "charge", "startcount", "startcounter", "remains", "currency", "posts", "expiry", "runs", "orders"];

    public static AccountBalance Balance(JToken answer, string? panel)
    {
        ThrowIfError(answer);
        answer = answer is JObject wrapping ? WrappedAnswer.Inside(wrapping, "balance") ?? answer : answer;
        return new AccountBalance
        {
            Balance = AnswerValue.Money(AnswerField.Of(answer, "balance"), "balance") ?? throw AnswerValue.Unreadable("it holds no balance"),
            Currency = AnswerValue.Text(AnswerField.Of(answer, "currency")),
            Panel = panel,
        };
    }

    public static OrderStatus Status(JToken answer, long order, string? panel)
    {
        ThrowIfError(answer);
        return new OrderStatus
        {
            OrderId = order,
            Status = Word(answer) ?? throw AnswerValue.Unreadable($"it holds no status of order {order}"),
            Charge = AnswerValue.Money(AnswerField.Of(answer, "charge"), "charge"),
            StartCount = AnswerValue.Count(AnswerField.Of(answer, "startcount", "startcounter")),
            Remains = AnswerValue.Count(AnswerField.Of(answer, "remains")),
            Currency = AnswerValue.Text(AnswerField.Of(answer, "currency")),
            Posts = AnswerValue.Count(AnswerField.Of(answer, "posts")),
            Expiry = AnswerValue.Day(AnswerField.Of(answer, "expiry")),
            Runs = AnswerValue.Count(AnswerField.Of(answer, "runs")),
            ChildOrders = AnswerField.Of(answer, "orders") is JArray children ? [.. children.Select(AnswerValue.Id).OfType<long>()] : [],
            Extra = Extra(answer, order),
            Panel = panel,
        };
    }

    public static Refill Refill(JToken answer, long order, string? panel)
    {
        ThrowIfError(answer);
        ThrowIfError(AnswerField.Of(answer, "refill"));
        return new Refill
        {
            RefillId = AnswerValue.Id(AnswerField.Of(answer, "refill")) ?? throw AnswerValue.Unreadable($"it holds no refill of order {order}"),
            OrderId = order,
            Panel = panel,
        };
    }

    public static RefillStatus RefillStatus(JToken answer, long refill, string? panel)
    {
        ThrowIfError(answer);
        ThrowIfError(AnswerField.Of(answer, "status"));
        return new RefillStatus
        {
            RefillId = refill,
            Status = Word(answer) ?? throw AnswerValue.Unreadable($"it holds no status of refill {refill}"),
            Panel = panel,
        };
    }

    public static Cancellation Cancellation(JToken answer, long order, string? panel)
    {
        ThrowIfError(answer);
        var cancel = AnswerField.Of(answer, "cancel") ?? answer;
        ThrowIfError(cancel);

        // The number of the request stands there on some panels, or a sentence under "success".
        return AnswerValue.Flag(cancel) == true || AnswerValue.Id(cancel) is not null || AnswerValue.Text(AnswerField.Of(cancel, "success")) is not null
            ? new Cancellation { OrderId = order, Requested = true, Panel = panel }
            : throw AnswerValue.Unreadable($"it does not say whether order {order} is to be canceled");
    }

    private static IReadOnlyDictionary<string, string> Extra(JToken answer, long order)
    {
        Dictionary<string, string>? extra = null;
        foreach (var field in answer.OfType<JProperty>())
        {
            var name = AnswerField.Fold(field.Name);
            if (!StatusFields.Contains(name) && !(name == "id" && AnswerValue.Id(field.Value) == order))
                FurtherFields.Keep(ref extra, field.Name, AnswerValue.Text(field.Value));
        }

        return extra ?? FurtherFields.None;
    }

    // Yes and no are said of the request.
    private static string? Word(JToken answer) =>
        AnswerValue.Text(AnswerField.Of(answer, "status")) is { } word && AnswerValue.Flag(word) is null ? word : null;

    private static void ThrowIfError(JToken? answer)
    {
        if (AnswerJson.Error(answer) is { } error)
            throw PanelErrors.Refusal(error);
    }
}
