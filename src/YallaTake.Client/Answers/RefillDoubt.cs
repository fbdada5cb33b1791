using Newtonsoft.Json.Linq;
using YallaTake.Client.Values;

namespace YallaTake.Client.Answers;

/// <summary>Whether a refill was requested, where an answer does not say so.</summary>
internal static class RefillDoubt
{
    /// <summary>The failure as it is, when the refill surely was not requested; else one that says what is not known.</summary>
    /// <param name="failure">Why there is no refill.</param>
    /// <param name="answer">The answer for several orders, if it says nothing of any of them; else null.</param>
    /// <param name="isList">Whether it is about a list of several orders.</param>
    public static YallaTakeException Of(YallaTakeException failure, JToken? answer, bool isList) => OutcomeDoubt.Of(
        failure,
        "the refill was requested",
        OnlyRefill(answer) is { } onlyRefill ? $"The panel answered for several orders with one refill, {onlyRefill}."
            : failure.IsLeftOut ? "The panel's answer leaves this order out."
            : "The panel's answer names no refill of this order.",
        isList);

    // Null when the answer names none, or several.
    private static string? OnlyRefill(JToken? answer)
    {
        var fields = answer is JContainer container ? container.DescendantsAndSelf().OfType<JProperty>() : [];
        var refills = fields.Where(field => FoldedWord.Of(field.Name) is "refill" or "refillid")
            .Select(field => AnswerValue.Text(field.Value)).OfType<string>().Distinct(StringComparer.Ordinal).ToList();
        return refills.Count == 1 ? refills[0] : null;
    }
}
