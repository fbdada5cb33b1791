using YallaTake.Client.Secrets;

namespace YallaTake.Client.Answers;

/// <summary>Reads answers with a failing HTTP status, which may still say why in JSON.</summary>
internal static class FailedAnswer
{
    public static YallaTakeException Describe(int statusCode, TimeSpan? wait, string text, RevealedKey key) =>
        PanelText(text, key) is { } panelText
            ? PanelErrors.Refusal(panelText, statusCode, wait)
            : WithoutReason(statusCode, wait, AnswerJson.Sentence(key.Redact(text)));

    /// <summary>The failure when the panel gives no reason that is surely its own.</summary>
    /// <param name="statusCode">The HTTP status.</param>
    /// <param name="wait">How long the panel asks to wait.</param>
    /// <param name="sentence">A text in place of JSON, which may come from something before the panel; null for none.</param>
    public static YallaTakeException WithoutReason(int statusCode, TimeSpan? wait, string? sentence = null)
    {
        var said = sentence is null ? string.Empty : $" The answer says '{sentence}'.";
        var (id, message) = statusCode switch
        {
            429 => (ErrorId.RateLimited, "The panel asks for fewer requests (HTTP 429)."),
            401 => (ErrorId.ApiKeyRefused, $"The panel refuses the API key (HTTP 401).{said}"),
            405 => (ErrorId.PanelAnswerUnreadable, $"This address does not take the API's requests (HTTP 405).{said}"),
            407 => (ErrorId.PanelUnavailable, "A proxy asks for a user and a password (HTTP 407)."),
            >= 500 => (ErrorId.PanelUnavailable, $"The panel fails for now (HTTP {statusCode}).{said}"),
            _ => (ErrorId.PanelAnswerUnreadable,
                $"The panel refuses with HTTP {statusCode} and no reason.{said} A bot check or a firewall may stand before it"
                + (statusCode == 403 ? ", which may let only a browser's -UserAgent through." : ".")),
        };
        return new YallaTakeException(id, message) { StatusCode = statusCode, RetryAfter = wait };
    }

    private static string? PanelText(string text, RevealedKey key)
    {
        try
        {
            return AnswerJson.Error(AnswerJson.Parse(Preamble.Skip(text), key), hasFailed: true);
        }
        catch (YallaTakeException exception)
        {
            return exception.PanelText;
        }
    }
}
