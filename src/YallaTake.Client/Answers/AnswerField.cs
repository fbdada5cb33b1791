using Newtonsoft.Json.Linq;
using YallaTake.Client.Values;

namespace YallaTake.Client.Answers;

/// <summary>Finds the fields of an answer by their names: in any case, with or without underscores, hyphens and blanks.</summary>
internal static class AnswerField
{
    /// <summary>The first of the fields that is there and not null; null when none is, or when the answer has no fields.</summary>
    /// <param name="answer">An object.</param>
    /// <param name="names">Folded names, the best one first.</param>
    public static JToken? Of(JToken? answer, params string[] names)
    {
        foreach (var name in names)
        {
            foreach (var value in Named(answer, name))
                return value;
        }

        return null;
    }

    /// <summary>The single values, and no blank ones, of all fields with one of the names.</summary>
    public static IEnumerable<JToken> Values(JToken? answer, IEnumerable<string> names) =>
        names.SelectMany(name => Named(answer, name)).Where(value => AnswerValue.Text(value) is not null);

    private static IEnumerable<JToken> Named(JToken? answer, string name)
    {
        for (var field = (answer as JObject)?.First as JProperty; field is not null; field = (JProperty?)field.Next)
        {
            if (FoldedWord.Is(field.Name, name) && field.Value.Type != JTokenType.Null)
                yield return field.Value;
        }
    }
}
