using YallaTake.Client.Secrets;

namespace YallaTake.Client.Answers;

/// <summary>Reads answers with a failing HTTP status, which may still tell why in JSON.</summary>
internal static class FailedAnswer
{
    public static YallaTakeException Describe(int statusCode, TimeSpan? wait, string text, RevealedKey key) =>
        PanelText(text, key) is { } panelText ? PanelErrors.Refusal(panelText, statusCode, wait) : WithoutReason(statusCode, wait);

    /// <summary>The failure when only the status says something.</summary>
    public static YallaTakeException WithoutReason(int statusCode, TimeSpan? wait)
    {
        var (id, message) = statusCode switch
        {
            429 => (ErrorId.RateLimited, "The panel asks for fewer requests (HTTP 429). Wait, and try again."),
            407 => (ErrorId.PanelUnavailable, "A proxy asks for a user and a password (HTTP 407). Connect with -Proxy and -ProxyCredential."),
            >= 500 => (ErrorId.PanelUnavailable, $"The panel fails for now (HTTP {statusCode}). Try again later."),
            _ => (ErrorId.PanelAnswerUnreadable,
                $"The panel refuses with HTTP {statusCode} and no reason. Check the address; a bot check or a firewall may stand before it."),
        };
        return new YallaTakeException(id, message) { StatusCode = statusCode, RetryAfter = wait };
    }

    private static string? PanelText(string text, RevealedKey key)
    {
        try
        {
            return AnswerJson.Error(AnswerJson.Parse(text, key));
        }
        catch (YallaTakeException exception)
        {
            return exception.PanelText;
        }
    }
}
