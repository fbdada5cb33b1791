namespace YallaTake;

/// <summary>Reads answers with a failing HTTP status, which may still tell why in JSON.</summary>
internal static class FailedAnswer
{
    public static YallaTakeException Describe(int statusCode, TimeSpan? wait, string text, RevealedKey key)
    {
        if (PanelText(text, key) is { } panelText)
            return PanelErrors.Refusal(panelText, statusCode, wait);

        return statusCode switch
        {
            429 => new(ErrorId.RateLimited, "The panel asks for fewer requests (HTTP 429). Wait, and try again.") { StatusCode = statusCode, Fate = RequestFate.NotSent, RetryAfter = wait },
            407 => new(ErrorId.PanelUnavailable, "The proxy asks who you are (HTTP 407). Connect with -Proxy and -ProxyCredential.") { StatusCode = statusCode, Fate = RequestFate.NotSent },
            >= 500 => new(ErrorId.PanelUnavailable, $"The panel fails for now (HTTP {statusCode}). Try again later.") { StatusCode = statusCode, RetryAfter = wait },
            _ => new(ErrorId.PanelAnswerUnreadable, $"The panel refuses with HTTP {statusCode} and no reason. Check the address; a bot check or a firewall may stand before it.") { StatusCode = statusCode },
        };
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
