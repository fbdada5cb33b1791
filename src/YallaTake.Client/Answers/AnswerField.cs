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
            for (var field = First(answer); field is not null; field = Next(field))
            {
                if (FoldedWord.Is(field.Name, name) && field.Value.Type != JTokenType.Null)
                    return field.Value;
            }
        }

        return null;
    }

    /// <summary>The single values, and no blank ones, of all fields with one of the names, in the answer's order.</summary>
    public static IEnumerable<JToken> Values(JToken? answer, params string[] names)
    {
        for (var field = First(answer); field is not null; field = Next(field))
        {
            if (IsNamed(field, names) && AnswerValue.Text(field.Value) is not null)
                yield return field.Value;
        }
    }

    private static bool IsNamed(JProperty field, string[] names)
    {
        foreach (var name in names)
        {
            if (FoldedWord.Is(field.Name, name))
                return true;
        }

        return false;
    }

    // A field knows the next one: to ask for all of them would make a list of them each time.
    private static JProperty? First(JToken? answer) => (answer as JObject)?.First as JProperty;

    private static JProperty? Next(JProperty field) => field.Next as JProperty;
}
