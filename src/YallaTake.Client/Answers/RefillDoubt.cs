using Newtonsoft.Json.Linq;
using YallaTake.Client.Values;

namespace YallaTake.Client.Answers;

/// <summary>Whether a refill was requested, where an answer does not say so.</summary>
internal static class RefillDoubt
{
    /// <summary>The failure as it is, when the refill surely was not requested; else one that says what is not known.</summary>
    /// <param name="failure">Why there is no refill.</param>
    /// <param name="onlyRefill">The one refill that came for several orders; null when none did.</param>
    public static YallaTakeException Of(YallaTakeException failure, string? onlyRefill = null) => OutcomeDoubt.Of(
        failure,
        "the refill was requested",
        onlyRefill is not null ? $"The panel answered for several orders with one refill, {onlyRefill}, and does not say of which."
            : failure.IsLeftOut ? "The panel's answer leaves this order out."
            : "The panel's answer names no refill of this order.");

    /// <summary>The only refill that an answer names; null when it names none, or several.</summary>
    public static string? OnlyRefill(JToken answer)
    {
        var fields = answer is JContainer container ? container.DescendantsAndSelf().OfType<JProperty>() : [];
        var refills = fields.Where(field => FoldedWord.Of(field.Name) is "refill" or "refillid")
            .Select(field => AnswerValue.Text(field.Value)).OfType<string>().Distinct(StringComparer.Ordinal).ToList();
        return refills.Count == 1 ? refills[0] : null;
    }
}
