using System.Globalization;
using System.Management.Automation;
using System.Numerics;
using Newtonsoft.Json.Linq;

namespace YallaTake.Answers;

/// <summary>A panel's JSON as PowerShell has it: objects with the panel's fields, arrays, texts, numbers, yes and no.</summary>
internal static class AnswerObject
{
    private const string Panel = "Panel";

    /// <summary>What an answer emits: each entry of a list, or the one thing that it is.</summary>
    /// <param name="answer">The answer.</param>
    /// <param name="panel">The name that every object carries as its panel, whatever the panel calls so itself.</param>
    public static IEnumerable<object?> Emitted(JToken answer, string panel)
    {
        foreach (var token in answer is JArray list ? list : (IEnumerable<JToken>)[answer])
        {
            var emitted = Of(token);
            if (emitted is PSObject thing)
            {
                thing.Properties.Remove(Panel);
                thing.Properties.Add(new PSNoteProperty(Panel, panel));
            }

            yield return emitted;
        }
    }

    private static object? Of(JToken token) => token switch
    {
        JObject fields => Of(fields),
        JArray list => list.Select(Of).ToArray(),

        // No number of PowerShell holds it as it is written.
        JValue { Value: BigInteger number } => number.ToString(CultureInfo.InvariantCulture),
        _ => ((JValue)token).Value,
    };

    // PowerShell knows no names that differ by case alone, and none that is empty: what comes first keeps its name.
    private static PSObject Of(JObject fields)
    {
        var thing = new PSObject();
        foreach (var field in fields.Properties())
        {
            var name = field.Name.Length > 0 ? field.Name : "_";
            while (thing.Properties[name] is not null)
                name += "_";
            thing.Properties.Add(new PSNoteProperty(name, Of(field.Value)));
        }

        return thing;
    }
}
