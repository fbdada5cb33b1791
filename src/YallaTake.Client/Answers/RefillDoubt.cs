using Newtonsoft.Json.Linq;
using YallaTake.Client.Values;

namespace YallaTake.Client.Answers;

/// <summary>
/// A refill that was asked for once more may be a second one. So whatever leaves open whether it was requested says so,
/// and invites nobody to ask again.
/// </summary>
internal static class RefillDoubt
{
    /// <summary>The failure as it is, when the refill surely was not requested; else one that says what is not known.</summary>
    /// <param name="failure">Why there is no refill.</param>
    /// <param name="onlyRefill">The one refill that came for several orders; null when none did.</param>
    public static YallaTakeException Of(YallaTakeException failure, string? onlyRefill = null)
    {
        if (failure.MayHaveActed || IsSureRefusal(failure))
            return failure;

        var what =
            onlyRefill is not null ? $"The panel answered for several orders with one refill, {onlyRefill}, and does not say of which."
            : failure.PanelText is { } text ? $"The panel says: {text.TrimEnd('.')}."
            : failure.StatusCode is { } status ? $"The panel answered with HTTP {status}."
            : failure.IsLeftOut ? "The panel's answer leaves this order out."
            : failure.Id == ErrorId.PanelUnavailable ? "The request was sent, and its answer did not come."
            : "The panel's answer names no refill of this order.";
        return new YallaTakeException(
            failure.Id,
            $"{what} It is not known whether the refill was requested. Look on the panel before you ask for it again.",
            failure)
        {
            PanelText = failure.PanelText,
            StatusCode = failure.StatusCode,
            RetryAfter = failure.RetryAfter,
            MayHaveActed = true,
        };
    }

    /// <summary>The only refill that an answer names; null when it names none, or several.</summary>
    public static string? OnlyRefill(JToken answer)
    {
        var fields = answer is JContainer container ? container.DescendantsAndSelf().OfType<JProperty>() : [];
        var refills = fields.Where(field => FoldedWord.Of(field.Name) is "refill" or "refillid")
            .Select(field => AnswerValue.Text(field.Value)).OfType<string>().Distinct(StringComparer.Ordinal).ToList();
        return refills.Count == 1 ? refills[0] : null;
    }

    // What never left, and what the panel read and refused.
    private static bool IsSureRefusal(YallaTakeException failure) =>
        failure.NothingLeft
        || failure.StatusCode is 307 or 308 or 429
        || (PanelErrors.IsRefusal(failure.StatusCode)
            && (failure.Id == ErrorId.ApiKeyRefused
                || (failure.PanelText is { } text && (PanelErrors.IsReason(text) || PanelErrors.IsSureRefusal(text)))));
}
