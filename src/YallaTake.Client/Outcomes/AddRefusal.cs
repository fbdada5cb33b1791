using Newtonsoft.Json.Linq;
using YallaTake.Client.Answers;
using YallaTake.Client.Values;

namespace YallaTake.Client.Outcomes;

/// <summary>A panel's no to an <c>add</c>, and how much can be made of it.</summary>
internal sealed class AddRefusal
{
    private static readonly HashSet<string> ReasonNames =
        [.. Verdict.Errors, "message", "msg", "reason", "detail", "details", "description"];

    private static readonly HashSet<string> CodeNames = ["code", "status", "statuscode", "errorcode", "httpcode", "errno"];

    // "No" and "n/a" are not reasons.
    private const int FewestLetters = 3;

    private readonly IReadOnlyList<string> _texts;

    private AddRefusal(string? text, IReadOnlyList<string> texts) => (Text, _texts) = (text, texts);

    /// <summary>The panel's own words; null when it gives no reason.</summary>
    public string? Text { get; }

    /// <summary>Whether something in the answer says no. A text alone may say anything.</summary>
    public bool SaysNo { get; private init; }

    /// <summary>Whether a reason sounds like a no, though nothing may mark it as one.</summary>
    public bool IsDenial { get; private init; }

    // A yes beside the no, or the code of a server that failed.
    private bool IsDoubtful { get; init; }

    // Under one of the names that surely have reasons; the text may stand under another.
    private bool HasReason { get; init; }

    public bool IsRateLimit => IsAllOfOne(PanelErrors.IsRateLimit);

    public bool IsActiveLink => IsAllOfOne(PanelErrors.IsActiveLink);

    /// <summary>Whether it has a reason, and none of its words sounds like an accident or like a yes.</summary>
    public bool IsPlain =>
        HasReason && !IsDoubtful && _texts.All(text => PanelErrors.IsDottedKey(text) || !AccidentWords.AreIn(text));

    /// <summary>The refusal in a plain text; null if it does not exist.</summary>
    public static AddRefusal? Of(string? text) =>
        text is not null && PanelErrors.IsWhole(text) ? new AddRefusal(text.Trim(), [text]) { SaysNo = true, HasReason = true } : null;

    /// <summary>The refusal in a JSON object; null when nothing in it says no, and no text says anything.</summary>
    /// <param name="answer">The object.</param>
    /// <param name="hasFailed">Whether the HTTP status says no already, so that a message needs no mark of its own.</param>
    public static AddRefusal? In(JObject answer, bool hasFailed)
    {
        var text = PanelReason.In(answer);
        var properties = answer.Descendants().OfType<JProperty>().ToList();
        var reasons = properties.Where(property => ReasonNames.Contains(FoldedWord.Of(property.Name)))
            .SelectMany(property => Texts(property.Value)).ToList();
        var saysNo = properties.Any(property => Verdict.IsError(property) || Verdict.IsNo(property));
        saysNo = saysNo || reasons.Any(reason => hasFailed ? PanelReason.HasWords(reason) : PanelErrors.IsWhole(reason));
        if (!saysNo && text is null)
            return null;

        var hasServerCode = properties.Any(property =>
            CodeNames.Contains(FoldedWord.Of(property.Name))
            && AnswerValue.Count(property.Value) is (>= 500 and < 600) or 408 or 409 or 425 or 429 or 499);
        return new AddRefusal(text, [.. Texts(answer, leaf => !IsVerdict(leaf))])
        {
            SaysNo = saysNo,
            IsDoubtful = properties.Any(Verdict.IsYes) || hasServerCode,
            HasReason = reasons.Any(reason => PanelReason.HasWords(reason) && reason.Count(char.IsLetter) >= FewestLetters),
            IsDenial = reasons.Any(DenialWords.AreIn),
        };
    }

    // {"order":false} says no, and not that something broke.
    private static bool IsVerdict(JToken leaf) =>
        leaf.Type == JTokenType.Boolean || (leaf.Parent is JProperty property && Verdict.IsNo(property));

    private bool IsAllOfOne(Func<string, bool> isIt) =>
        !IsDoubtful && _texts.Any(isIt) && _texts.All(text => isIt(text) || AnswerValue.Flag(text) is not null);

    private static IEnumerable<string> Texts(JToken value, Func<JToken, bool>? counts = null) =>
        (value is JContainer container ? container.Descendants() : [value])
            .OfType<JValue>().Where(leaf => counts?.Invoke(leaf) ?? true).Select(AnswerValue.Text).OfType<string>();
}
