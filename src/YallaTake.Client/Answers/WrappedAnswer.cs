using Newtonsoft.Json.Linq;
using YallaTake.Client.Values;

namespace YallaTake.Client.Answers;

/// <summary>Answers inside others, such as <c>{"status":"success","data":{…}}</c>: the outer status is the request's.</summary>
internal static class WrappedAnswer
{
    private static readonly HashSet<string> Wrappings =
        ["data", "result", "results", "response", "payload", "items", "list", "rows", "statuses"];

    // Where one of these stands, the answer itself is what was asked for.
    private static readonly string[] Contents = ["charge", "remains", "startcount", "startcounter", "refill", "cancel", "balance"];

    /// <summary>What an answer wraps: an object, or a list of objects; null when it is itself what was asked for.</summary>
    /// <param name="answer">The answer.</param>
    /// <param name="subject">What it is about, <c>order</c> or <c>refill</c>, which may name the wrapping too.</param>
    public static JContainer? Inside(JObject answer, string subject)
    {
        if (AnswerField.Values(answer, Contents).Any()
            || AnswerField.Values(answer, "status").Any(status => !Verdict.IsOne(AnswerValue.Text(status)!)))
            return null;

        var wrapped = answer.Properties()
            .Where(field => IsWrapping(FoldedWord.Of(field.Name), subject))
            .Select(field => field.Value)
            .Where(value => value is JObject { HasValues: true } or JArray { First: JObject }).ToList();
        return wrapped.Count == 1 ? (JContainer)wrapped[0] : null;
    }

    private static bool IsWrapping(string name, string subject) => Wrappings.Contains(name) || name == subject || name == subject + "s";
}
