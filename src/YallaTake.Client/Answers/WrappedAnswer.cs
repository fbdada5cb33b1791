using Newtonsoft.Json.Linq;
using YallaTake.Client.Values;

namespace YallaTake.Client.Answers;

/// <summary>Answers inside others, such as <c>{"status":"success","data":{…}}</c>: the outer status is the request's.</summary>
internal static class WrappedAnswer
{
    private static readonly HashSet<string> Wrappings =
        ["data", "result", "results", "response", "payload", "items", "list", "rows", "statuses", "refills", "cancels"];

    // Where one of these stands, the answer itself is what was asked for.
    private static readonly string[] Contents =
        ["charge", "remains", "startcount", "startcounter", "refill", "cancel", "balance", "runs", "posts"];

    /// <summary>What an answer wraps: an object, or a list of objects; null when it is itself what was asked for.</summary>
    /// <param name="answer">The answer.</param>
    /// <param name="subject">What it is about, <c>order</c> or <c>refill</c>, which may name the wrapping too.</param>
    public static JContainer? Inside(JObject answer, string subject)
    {
        if (AnswerField.Values(answer, Contents).Any())
            return null;

        // A status is what was asked for too, unless what stands inside has its own.
        var hasStatus = HasStatus(answer);
        var wrapped = answer.Properties()
            .Where(field => IsWrapping(FoldedWord.Of(field.Name), subject))
            .Select(field => field.Value)
            .Where(value => value is JObject { HasValues: true } or JArray { First: JObject })
            .Where(value => !hasStatus || ((JContainer)value).DescendantsAndSelf().Any(HasStatus)).ToList();
        return wrapped.Count == 1 ? (JContainer)wrapped[0] : null;
    }

    private static bool HasStatus(JToken token) =>
        AnswerField.Values(token, "status").Any(status => !Verdict.IsOne(AnswerValue.Text(status)!));

    /// <summary>Whether what was asked for may stand in a field of this name, which is folded.</summary>
    public static bool IsWrapping(string name, string subject) => Wrappings.Contains(name) || name == subject || name == subject + "s";
}
