namespace YallaTake;

/// <summary>A failure that the module can name. The message never holds the API key.</summary>
public sealed class YallaTakeException : Exception
{
    /// <summary>Makes a failure with its id and a sentence for the user.</summary>
    internal YallaTakeException(ErrorId id, string message, Exception? innerException = null)
        : base(message, innerException) => Id = id;

    /// <summary>What went wrong.</summary>
    public ErrorId Id { get; }

    /// <summary>The panel's own error text, redacted; null when the failure is not the panel's answer.</summary>
    public string? PanelText { get; init; }

    /// <summary>How long the panel asks to wait before the next request; null when it does not say.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>Whether the same request may succeed a little later.</summary>
    internal bool IsTransient => !MayHaveActed && (Id is ErrorId.PanelUnavailable or ErrorId.RateLimited || IsNoJson);

    /// <summary>Whether the answer is not JSON: a maintenance page, or half an answer.</summary>
    internal bool IsNoJson { get; init; }

    /// <summary>Whether the connection failed before any of the request's body was sent: the panel cannot have acted.</summary>
    internal bool NothingLeft { get; init; }

    /// <summary>Whether the panel may have done what must not be done twice.</summary>
    internal bool MayHaveActed { get; init; }

    /// <summary>Whether the panel's text stands where an answer was due, and not as an error: it may say what was done.</summary>
    internal bool IsVague { get; init; }

    /// <summary>Whether the answer says nothing of the id at all.</summary>
    internal bool IsLeftOut { get; init; }

    /// <summary>Whether there may be no API at the address: the answer is not JSON, or a refusal without a known reason.</summary>
    internal bool MayBeElsewhere =>
        IsNoJson || (StatusCode is 403 or 404 or 405 && Id is ErrorId.PanelAnswerUnreadable or ErrorId.PanelError);

    /// <summary>The same failure with another sentence behind its message.</summary>
    internal YallaTakeException Saying(string more) => more.Length == 0
        ? this
        : new YallaTakeException(Id, Ended(Message) + more, InnerException)
        {
            PanelText = PanelText,
            RetryAfter = RetryAfter,
            IsNoJson = IsNoJson,
            StatusCode = StatusCode,
        };

    // The words of a panel may end without.
    private static string Ended(string sentence) => sentence[sentence.Length - 1] is '.' or '!' or '?' ? sentence : sentence + ".";

    /// <summary>The HTTP status of the answer; null when there was none.</summary>
    public int? StatusCode { get; init; }
}
