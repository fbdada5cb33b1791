using Newtonsoft.Json.Linq;
using YallaTake.Client.Values;

namespace YallaTake.Client.Answers;

/// <summary>Decodes the answers about one thing: the balance, one order's status, one refill.</summary>
internal static class SingleAnswer
{
    private static readonly HashSet<string> StatusFields =
        ["order", "orderid", "status", "charge", "startcount", "startcounter", "remains", "currency", "posts", "expiry", "runs", "orders"];

    // Beside a status of the request, or without one, that of the order or refill has a name of its own.
    private static readonly string[] StatusNames =
        ["orderstatus", "refillstatus", "state", "orderstate", "refillstate", "statustext", "statusname"];

    private static readonly HashSet<string> TakenWords =
        new(StringComparer.OrdinalIgnoreCase) { "accepted", "requested", "canceled", "cancelled" };

    public static AccountBalance Balance(JToken answer, string? panel)
    {
        ThrowIfError(answer);
        answer = answer is JObject wrapping ? WrappedAnswer.Inside(wrapping, "balance") ?? answer : answer;
        return new AccountBalance
        {
            Balance = AnswerValue.Money(AnswerField.Of(answer, "balance"), "balance")
                ?? throw Missing(answer, "it does not contain a balance"),
            Currency = AnswerValue.Text(AnswerField.Of(answer, "currency")),
            Panel = panel,
        };
    }

    public static OrderStatus Status(JToken answer, PanelId order, string? panel)
    {
        ThrowIfError(answer);
        ThrowIfError(AnswerField.Of(answer, "status"));
        var word = Word(answer);

        // "Success" or "Failed" alone may be about the request, and an order that is taken for ended is never looked at again.
        if (word is null || (Verdict.IsOne(word) && !Verdict.NamesMore(answer)))
            throw Missing(answer, $"it does not contain the status of order {order}");

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
                ?? throw Missing(refill ?? answer, $"it does not contain a refill of order {order}"),
            OrderId = order.Value,
            Panel = panel,
        };
    }

    public static RefillStatus RefillStatus(JToken answer, PanelId refill, string? panel)
    {
        ThrowIfError(answer);
        ThrowIfError(AnswerField.Of(answer, "status"));
        var word = Word(answer);

        // Alone it is the refill's, for which the API has no other field.
        if (word is null || (Verdict.IsYes(word) && answer is JObject { Count: > 1 } && !Verdict.NamesMore(answer)))
            throw Missing(answer, $"it does not contain the status of refill {refill}");

        return new RefillStatus
        {
            RefillId = refill.Value,
            Status = word,
            Panel = panel,
        };
    }

    public static Cancellation Cancellation(JToken answer, PanelId order, string? panel)
    {
        ThrowIfError(answer);
        var cancel = AnswerField.Of(answer, "cancel", "canceled", "cancelled") ?? answer;
        ThrowIfError(cancel);

        // A known refusal is one, whatever stands beside it.
        if (cancel is JObject told && Texts(told).FirstOrDefault(PanelErrors.IsReason) is { } reason)
            throw PanelErrors.Refusal(reason);

        // A list of the asked ids does not say what becomes of them.
        var isEcho = cancel == answer && AnswerValue.Id(cancel) == order && AnswerValue.Flag(cancel) is null;
        return IsRequested(cancel) && !isEcho
            ? new Cancellation { OrderId = order.Value, Requested = true, Panel = panel }
            : throw Missing(cancel, $"it does not say whether order {order} is to be canceled");
    }

    // The number of the request stands there on some panels, or that it succeeded, in a word or a sentence.
    private static bool IsRequested(JToken cancel) => cancel is JObject answer
        ? (Verdict.IsYes(answer) || AnswerValue.Text(AnswerField.Of(answer, "success")) is not null) && !IsDenied(answer)
        : AnswerValue.Id(cancel) is { IsNumber: true }
            || (AnswerValue.Text(cancel) is { } word && (Verdict.IsYes(word) || TakenWords.Contains(word)));

    private static bool IsDenied(JObject answer) =>
        (AnswerValue.Text(AnswerField.Of(answer, "success")) is { } success && DenialWords.AreIn(success))
        || Texts(answer).Any(text => text.Contains(' ') && DenialWords.AreIn(text));

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

    private static string? Word(JToken answer)
    {
        var word = AnswerValue.Text(AnswerField.Of(answer, "status"));
        if (word is not null && !Verdict.IsOne(word))
            return word;

        var others = Words(answer, StatusNames);
        if (word is null || others.Count > 0)
            return others.Count == 1 ? others[0] : null;

        others = Words(answer, "data", "result");
        return others.Count == 0 ? Verdict.IsStatus(answer, word) ? word : null
            : Verdict.IsYes(word) && !PanelErrors.IsReason(others[0]) ? others.Count == 1 ? others[0] : null
            : throw PanelErrors.Refusal(others[0]);
    }

    private static List<string> Words(JToken answer, params string[] names) =>
        [.. AnswerField.Values(answer, names).Select(AnswerValue.Text).OfType<string>().Where(PanelReason.HasWords).Distinct()];

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
