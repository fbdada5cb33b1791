namespace YallaTake;

/// <summary>The panels' error texts by meaning (api: error texts).</summary>
internal static class PanelErrors
{
    // Beginnings, compared without case; a longer one stands before a shorter one that it begins with.
    private static readonly (string Beginning, ErrorId Meaning)[] Texts =
    [
        ("Invalid API key", ErrorId.ApiKeyRefused),
        ("Incorrect API key", ErrorId.ApiKeyRefused),
        ("invalid_api_key", ErrorId.ApiKeyRefused),
        ("API key is required", ErrorId.ApiKeyRefused),
        ("Account suspended", ErrorId.ApiKeyRefused),
        ("API is disabled", ErrorId.ApiKeyRefused),
        ("Incorrect service ID", ErrorId.ServiceNotFound),
        ("error.incorrect_service_id", ErrorId.ServiceNotFound),
        ("Service not found", ErrorId.ServiceNotFound),
        ("Disabled service ID", ErrorId.ServiceNotFound),
        ("neworder.error.service_inactive", ErrorId.ServiceNotFound),
        ("Not enough funds", ErrorId.InsufficientFunds),
        ("neworder.error.not_enough_funds", ErrorId.InsufficientFunds),
        ("Insufficient balance", ErrorId.InsufficientFunds),
        ("Not enough balance", ErrorId.InsufficientFunds),
        ("Bad link", ErrorId.OrderRefused),
        ("Incorrect link", ErrorId.OrderRefused),
        ("Invalid link", ErrorId.OrderRefused),
        ("neworder.error.link", ErrorId.OrderRefused),
        ("Quantity less than minimal", ErrorId.OrderRefused),
        ("Quantity more than maximum", ErrorId.OrderRefused),
        ("neworder.error.min_quantity", ErrorId.OrderRefused),
        ("neworder.error.max_quantity", ErrorId.OrderRefused),
        ("Quantity must be between", ErrorId.OrderRefused),
        ("Incorrect quantity", ErrorId.OrderRefused),
        ("You have active order with this link", ErrorId.OrderRefused),
        ("Incorrect order ID", ErrorId.OrderNotFound),
        ("Order not found", ErrorId.OrderNotFound),
        ("Refill is disabled", ErrorId.RefillRefused),
        ("Refill is not available", ErrorId.RefillRefused),
        ("The order is not completed", ErrorId.RefillRefused),
        ("The order was completed or refill was requested", ErrorId.RefillRefused),
        ("Refill already requested", ErrorId.RefillRefused),
        ("Refill not found", ErrorId.RefillNotFound),
        ("Incorrect refill ID", ErrorId.RefillNotFound),
        ("Cannot cancel", ErrorId.CancelRefused),
        ("Order cannot be canceled", ErrorId.CancelRefused),
        ("Cancel already requested", ErrorId.CancelRefused),
        ("Service does not support cancel", ErrorId.CancelRefused),
        ("Rate limit exceeded", ErrorId.RateLimited),
        ("Too many requests", ErrorId.RateLimited),
    ];

    /// <summary>The meaning of a panel's text; <see cref="ErrorId.PanelError"/> when it fits none.</summary>
    public static ErrorId Meaning(string text)
    {
        var trimmed = text.TrimStart();
        foreach (var (beginning, meaning) in Texts)
        {
            if (trimmed.StartsWith(beginning, StringComparison.OrdinalIgnoreCase))
                return meaning;
        }

        return ErrorId.PanelError;
    }

    /// <summary>The panel's refusal as a failure. A rate limit turns the request away unread.</summary>
    public static YallaTakeException Refusal(string text, int? statusCode = null, TimeSpan? wait = null)
    {
        var meaning = statusCode == 429 ? ErrorId.RateLimited
            : Meaning(text) is var known and not ErrorId.PanelError ? known
            : statusCode >= 500 ? ErrorId.PanelUnavailable
            : ErrorId.PanelError;
        return new YallaTakeException(meaning, $"The panel says: {text}")
        {
            // A server error with a text that means nothing here may have come after the deed.
            Fate = meaning == ErrorId.RateLimited ? RequestFate.NotSent
                : meaning == ErrorId.PanelUnavailable ? RequestFate.Unknown
                : RequestFate.Refused,
            PanelText = text,
            StatusCode = statusCode,
            RetryAfter = wait,
        };
    }
}
