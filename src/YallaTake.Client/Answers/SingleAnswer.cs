using Newtonsoft.Json.Linq;
using YallaTake.Client.Values;

namespace YallaTake.Client.Answers;

/// <summary>Decodes the answers about one thing: the balance, one order's status, one refill.</summary>
internal static class SingleAnswer
{
    private static readonly HashSet<string> StatusFields =
        ["order", "orderid", "status", "charge", "startcount", "startcounter", "remains", "currency", "posts", "expiry", "runs", "orders"];

    private static readonly HashSet<string> TakenWords =
        new(StringComparer.OrdinalIgnoreCase) { "accepted", "requested", "canceled", "cancelled" };

    public static AccountBalance Balance(JToken answer, string? panel)
    {
        ThrowIfError(answer);
        answer = answer is JObject wrapping ? WrappedAnswer.Inside(wrapping, "balance") ?? answer : answer;
        return new AccountBalance
        {
            Balance = AnswerValue.Money(AnswerField.Of(answer, "balance"), "balance") ?? throw Missing(answer, "it holds no balance"),
            Currency = AnswerValue.Text(AnswerField.Of(answer, "currency")),
            Panel = panel,
        };
    }

    public static OrderStatus Status(JToken answer, PanelId order, string? panel)
    {
        ThrowIfError(answer);
        var word = Word(answer);

        // "Success" or "Failed" alone may be about the request, and an order that is taken for ended is never looked at again.
        if (word is null || (Verdict.IsOne(word) && !Verdict.NamesMore(answer)))
            throw Missing(answer, $"it holds no status of order {order}");

        return new OrderStatus
        {
            OrderId = order.Value,
            Status = word,
            Charge = AnswerValue.Money(AnswerField.Of(answer, "charge"), "charge"),
            StartCount = AnswerValue.Count(AnswerField.Of(answer, "startcount", "startcounter")),
            Remains = AnswerValue.Count(AnswerField.Of(answer, "remains")),
            Currency = AnswerValue.Text(AnswerField.Of(answer, "currency")),
            Posts = AnswerValue.Count(AnswerField.Of(answer, "posts")),
            Expiry = AnswerValue.Day(AnswerField.Of(answer, "expiry")),
            Runs = AnswerValue.Count(AnswerField.Of(answer, "runs")),
            ChildOrders = AnswerField.Of(answer, "orders") is JArray children
                ? [.. children.Select(AnswerValue.Id).OfType<PanelId>().Select(id => id.Value)]
                : [],
            Extra = Extra(answer, order),
            Panel = panel,
        };
    }

    public static Refill Refill(JToken answer, PanelId order, string? panel)
    {
        ThrowIfError(answer);
        var refill = AnswerField.Of(answer, "refill", "refillid");
        ThrowIfError(refill);
        return new Refill
        {
            RefillId = (AnswerValue.NewId(refill) ?? AnswerValue.NewId(AnswerField.Of(refill, "refillid", "id")))?.Value
                ?? throw Missing(refill ?? answer, $"it holds no refill of order {order}"),
            OrderId = order.Value,
            Panel = panel,
        };
    }

    public static RefillStatus RefillStatus(JToken answer, PanelId refill, string? panel)
    {
        ThrowIfError(answer);
        ThrowIfError(AnswerField.Of(answer, "status"));
        return new RefillStatus
        {
            RefillId = refill.Value,
            Status = Word(answer) ?? throw Missing(answer, $"it holds no status of refill {refill}"),
            Panel = panel,
        };
    }

    public static Cancellation Cancellation(JToken answer, PanelId order, string? panel)
    {
        ThrowIfError(answer);
        var cancel = AnswerField.Of(answer, "cancel") ?? answer;
        ThrowIfError(cancel);

        // A known refusal is one, whatever stands beside it.
        if (cancel is JObject told && Texts(told).FirstOrDefault(PanelErrors.IsReason) is { } reason)
            throw PanelErrors.Refusal(reason);

        return IsRequested(cancel)
            ? new Cancellation { OrderId = order.Value, Requested = true, Panel = panel }
            : throw Missing(cancel, $"it does not say whether order {order} is to be canceled");
    }

    // The number of the request stands there on some panels, or that it succeeded, in a word or a sentence.
    private static bool IsRequested(JToken cancel) => cancel is JObject answer
        ? Verdict.IsYes(answer) || AnswerValue.Text(AnswerField.Of(answer, "success")) is not null
        : AnswerValue.Id(cancel) is { IsNumber: true }
            || (AnswerValue.Text(cancel) is { } word && (Verdict.IsYes(word) || TakenWords.Contains(word)));

    private static IEnumerable<string> Texts(JObject answer) => answer.PropertyValues().Select(AnswerValue.Text).OfType<string>();

    private static IReadOnlyDictionary<string, string> Extra(JToken answer, PanelId order)
    {
        Dictionary<string, string>? extra = null;
        foreach (var field in answer.OfType<JProperty>())
        {
            var name = FoldedWord.Of(field.Name);
            if (!StatusFields.Contains(name) && !(name == "id" && AnswerValue.Id(field.Value) == order))
                FurtherFields.Keep(ref extra, field.Name, AnswerValue.Text(field.Value));
        }

        return extra ?? FurtherFields.None;
    }

    private static string? Word(JToken answer) =>
        AnswerValue.Text(AnswerField.Of(answer, "status")) is { } word && (!Verdict.IsOne(word) || Verdict.IsStatus(answer, word))
            ? word
            : null;

    // A text in place of what was asked for is the panel's refusal, unless it says that the request succeeded.
    private static YallaTakeException Missing(JToken answer, string what) => AnswerJson.Error(answer, hasFailed: true) is not { } text
        ? AnswerValue.Unreadable(what)
        : answer is JObject told && Verdict.IsYes(told) && !PanelErrors.IsReason(text)
            ? AnswerValue.Unreadable($"{what}, and says '{text}'")
            : new YallaTakeException(PanelErrors.Meaning(text), $"The panel says: {text}") { PanelText = text, IsVague = true };

    private static void ThrowIfError(JToken? answer)
    {
        if (AnswerJson.Error(answer) is { } error)
            throw PanelErrors.Refusal(error);
    }
}
