using Newtonsoft.Json.Linq;
using YallaTake.Client.Values;

namespace YallaTake.Client.Answers;

/// <summary>Finds the fields of an answer by their names: in any case, with or without underscores, hyphens and blanks.</summary>
internal static class AnswerField
{
    /// <summary>The first of the fields that is there and not null; null when none is, or when the answer has no fields.</summary>
    /// <param name="answer">An object.</param>
    /// <param name="names">Folded names, the best one first.</param>
    public static JToken? Of(JToken? answer, params string[] names) =>
        names.Select(name => Named(answer, name).FirstOrDefault()).FirstOrDefault(value => value is not null);

    /// <summary>The single values, and no blank ones, of all fields with one of the names.</summary>
    public static IEnumerable<JToken> Values(JToken? answer, IEnumerable<string> names) =>
        names.SelectMany(name => Named(answer, name)).Where(value => AnswerValue.Text(value) is not null);

    private static IEnumerable<JToken> Named(JToken? answer, string name) => answer is JObject fields
        ? fields.Properties()
            .Where(field => FoldedWord.Of(field.Name) == name && field.Value.Type != JTokenType.Null)
            .Select(field => field.Value)
        : [];
}
