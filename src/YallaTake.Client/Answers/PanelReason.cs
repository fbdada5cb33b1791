using System.Globalization;
using Newtonsoft.Json.Linq;

namespace YallaTake.Client.Answers;

/// <summary>The panel's own words for why a request failed, wherever in an answer they stand.</summary>
internal static class PanelReason
{
    private static readonly string[] Sentences =
    [
        "message", "msg", "errormessage", "errormsg", "errordescription", "reason", "detail", "details",
        "description", "info", "text", "title",
    ];

    private static readonly string[] Codes = ["code", "errorcode"];

    /// <summary>A code and a sentence, or what there is of them, nearest to the top; null when the answer holds neither.</summary>
    public static string? In(JToken answer)
    {
        var level = new List<JToken> { answer };
        while (level.Count > 0)
        {
            if (level.OfType<JObject>().Select(At).FirstOrDefault(text => text is not null) is { } reason)
                return reason;
            level = [.. level.SelectMany(token => token.Children()).Select(child => child is JProperty field ? field.Value : child)];
        }

        return null;
    }

    /// <summary>Whether a text may be a reason: a number, or a yes or no, is not one.</summary>
    public static bool HasWords(string? text) => text is not null && text.Any(char.IsLetter) && AnswerValue.Flag(text) is null;

    private static string? At(JObject fields)
    {
        var error = Verdict.Errors.Select(name => AnswerField.Of(fields, name)).FirstOrDefault(value => value is not null);
        var sentence = Sentences.SelectMany(name => AnswerField.Values(fields, name)).Select(AnswerValue.Text).FirstOrDefault(HasWords)
            ?? Sentences.Select(name => AnswerField.Of(fields, name)).OfType<JArray>().Select(Lines).FirstOrDefault(HasWords);
        return error is JContainer list ? Join(sentence, Lines(list)) : Join(Words(error), sentence) ?? Number(error);
    }

    private static string? Words(JToken? error) => AnswerValue.Text(error) is { } text && HasWords(text) ? text : null;

    private static string? Number(JToken? error) => AnswerValue.Flag(error) is null ? AnswerValue.Text(error) : null;

    // An object with a message and a code, a list of texts or of such objects, or texts by the field that they are about.
    private static string? Lines(JContainer error)
    {
        var told = error is JObject fields
            ? At(fields) ?? AnswerValue.Text(Codes.SelectMany(name => AnswerField.Values(fields, name)).FirstOrDefault())
            : null;
        if (told is not null)
            return told;

        var lines = error.Children().Select(child => child switch
        {
            JProperty { Value: JContainer texts } field => About(field.Name, Lines(texts)),
            JProperty field => About(field.Name, Words(field.Value)),
            JContainer nested => Lines(nested),
            _ => Words(child),
        });
        var text = string.Join(" ", lines.Where(line => line is not null).Distinct());
        return text.Length > 0 ? text : null;
    }

    private static string? About(string field, string? text) => text is null || Holds(text, field) ? text : $"{field}: {text}";

    private static string? Join(string? first, string? second) =>
        first is null || (second is not null && Holds(second, first)) ? second
        : second is null || Holds(first, second) ? first
        : first[first.Length - 1] is '.' or '!' or ':' ? $"{first} {second}"
        : $"{first}: {second}";

    private static bool Holds(string text, string part) =>
        CultureInfo.InvariantCulture.CompareInfo.IndexOf(text, part, CompareOptions.OrdinalIgnoreCase) >= 0;
}
