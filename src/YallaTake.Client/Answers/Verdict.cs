using Newtonsoft.Json.Linq;
using YallaTake.Client.Values;

namespace YallaTake.Client.Answers;

/// <summary>What an answer says of the request as a whole, apart from what was asked for: that it succeeded, or that it failed.</summary>
internal static class Verdict
{
    private static readonly string[] Names = ["success", "ok", "result", "status"];

    private static readonly HashSet<string> YesWords =
        new(StringComparer.OrdinalIgnoreCase) { "success", "successful", "ok", "true", "1", "200", "201" };

    private static readonly HashSet<string> NoWords =
        new(StringComparer.OrdinalIgnoreCase) { "error", "fail", "failed", "failure", "false", "0" };

    // A name with one of these in it.
    private static readonly string[] Failures = ["err", "fail", "invalid", "denied", "reject", "refus", "block", "bann", "missing"];

    // These stand beside the status of an order, and beside no other.
    private static readonly string[] Amounts = ["charge", "remains", "startcount", "startcounter"];
    private static readonly string[] Ids = ["order", "orderid", "refill", "refillid", "id"];

    /// <summary>The names of what went wrong, folded.</summary>
    public static IReadOnlyList<string> Errors { get; } = ["error", "err", "errors"];

    /// <summary>Whether a word may be about the request, and not about what was asked for.</summary>
    public static bool IsOne(string word) => YesWords.Contains(word) || NoWords.Contains(word);

    /// <summary>Whether a word says that the request succeeded.</summary>
    public static bool IsYes(string word) => YesWords.Contains(word);

    /// <summary>Whether the answer says that the request succeeded.</summary>
    public static bool IsYes(JObject answer) => AnswerField.Values(answer, Names).Any(value => YesWords.Contains(AnswerValue.Text(value)!));

    /// <summary>
    /// Whether a field, wherever in an answer it stands, says that the request succeeded: <c>"created":true</c> does, under any name but
    /// that of a failure.
    /// </summary>
    public static bool IsYes(JProperty field) =>
        (Word(field) is { } word && YesWords.Contains(word))
        || (field.Value is JValue { Value: true } && !Array.Exists(Failures, FoldedWord.Of(field.Name).Contains));

    /// <summary>Whether a field, wherever in an answer it stands, says that the request failed, and not why.</summary>
    public static bool IsNo(JProperty field) => Word(field) is { } word && NoWords.Contains(word);

    /// <summary>Whether a field, wherever in an answer it stands, says what went wrong.</summary>
    public static bool IsError(JProperty field) => Errors.Contains(FoldedWord.Of(field.Name)) && IsSaid(field.Value);

    /// <summary>Whether the answer says that the request failed.</summary>
    public static bool IsNo(JObject answer) =>
        Errors.Any(name => AnswerField.Of(answer, name) is { } error && IsSaid(error))
        || Names.Any(name => AnswerField.Of(answer, name) is { } value && IsNo(answer, name, value));

    /// <summary>
    /// Whether a word of the answer's <c>status</c> that may be about the request is about an order or a refill:
    /// these can also stand at "Error", "Failed" or "Success". Why the request failed may stand beside an amount too.
    /// </summary>
    public static bool IsStatus(JToken answer, string word) =>
        word.Any(char.IsLetter)
        && AnswerValue.Flag(word) is null
        && (AnswerField.Values(answer, Amounts).Any()
            ? PanelReason.In(answer) is not { } reason || YesWords.Contains(reason) || !PanelErrors.IsOfRequest(reason)
            : PanelReason.In(answer) is null
                && (AnswerField.Values(answer, Ids).Any() || !string.Equals(word, "error", StringComparison.OrdinalIgnoreCase)));

    /// <summary>Whether an amount or an id stands in the answer, as it does beside the status of an order.</summary>
    public static bool NamesMore(JToken answer) =>
        AnswerField.Values(answer, Amounts).Any() || AnswerField.Values(answer, Ids).Any();

    private static string? Word(JProperty field) => Names.Contains(FoldedWord.Of(field.Name)) ? AnswerValue.Text(field.Value) : null;

    // An empty text, and a list or an object of nothing else, is what stands there when nothing went wrong.
    private static bool IsSaid(JToken error) => error is JContainer container
        ? container.Descendants().Any(leaf => leaf is JValue && IsSaid(leaf))
        : AnswerValue.Text(error) is not null && AnswerValue.Flag(error) != false;

    private static bool IsNo(JObject answer, string name, JToken value) =>
        AnswerValue.Text(value) is { } word && NoWords.Contains(word) && !(name == "status" && IsStatus(answer, word));
}
