namespace YallaTake.Client.Answers;

/// <summary>
/// What was asked for once more may be done twice. So whatever leaves open whether it was done says so, and never invites a second request.
/// </summary>
internal static class OutcomeDoubt
{
    /// <summary>The failure as it is, when the panel surely did not act; else one that says what is not known.</summary>
    /// <param name="failure">Why there is no answer.</param>
    /// <param name="deed">What may have been done, such as "the refill was requested".</param>
    /// <param name="answered">What to say of an answer that gives no reason.</param>
    /// <param name="isList">Whether it was asked for several at once, of which some may be done.</param>
    public static YallaTakeException Of(YallaTakeException failure, string deed, string answered, bool isList = false)
    {
        if (failure.MayHaveActed || IsSureRefusal(failure, isList))
            return failure;

        var what =
            failure.PanelText is { } text ? $"The panel says: {text.TrimEnd('.')}."
            : failure.StatusCode is { } status ? $"The panel answered with HTTP {status}."
            : failure.Id == ErrorId.PanelUnavailable ? "The request was sent, and its answer did not come."
            : answered;
        return new YallaTakeException(failure.Id, $"{what} It is not known whether {deed}.", failure)
        {
            PanelText = failure.PanelText,
            StatusCode = failure.StatusCode,
            RetryAfter = failure.RetryAfter,
            MayHaveActed = true,
        };
    }

    // What never left, and what the panel read and refused.
    private static bool IsSureRefusal(YallaTakeException failure, bool isList) =>
        failure.NothingLeft
        || failure.StatusCode is 307 or 308 or 429
        || (PanelErrors.IsRefusal(failure.StatusCode)
            && (failure.Id == ErrorId.ApiKeyRefused
                || (failure.PanelText is { } text && IsSureRefusal(failure, text, isList))));

    // Of a list, or out of place, a text that is not known may tell what was done.
    private static bool IsSureRefusal(YallaTakeException failure, string text, bool isList) =>
        PanelErrors.Begins(text)
        || (!isList && !failure.IsVague && PanelErrors.IsReason(text))
        || ((isList ? failure.StatusCode is 405 or 415 or 422 : !failure.IsVague) && PanelErrors.IsSureRefusal(text));
}
