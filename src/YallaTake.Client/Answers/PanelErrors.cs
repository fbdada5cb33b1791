using System.Text.RegularExpressions;

namespace YallaTake.Client.Answers;

/// <summary>The panels' error texts by meaning (api: error texts).</summary>
internal static class PanelErrors
{
    private static readonly Regex Number = new("[0-9]+", RegexOptions.CultureInvariant);
    private static readonly Regex Blanks = new(@"\s+", RegexOptions.CultureInvariant);

    // N stands for a number. A text that others hold stands behind them.
    private static readonly (ErrorId Meaning, string[] Texts)[] Table =
    [
        (ErrorId.ApiKeyRefused,
        [
            "Invalid API key", "Invalid key", "Wrong API key", "Bad API key", "API key is invalid", "API key not found",
            "Incorrect API key", "API key is incorrect", "Your API Key is not valid", "API key is not valid",
            "invalid_api_key", "API key is required", "Unauthenticated", "Account suspended", "Your account is suspended",
            "Your account is inactive", "API is disabled", "API is Disable for this user", "API is disable",
        ]),
        (ErrorId.ServiceNotFound,
        [
            "Incorrect service ID", "error.incorrect_service_id", "Service not found", "Service ID does not exists",
            "Service ID does not exist", "Service is inactive or not found", "Disabled service ID", "neworder.error.service_inactive",
        ]),
        (ErrorId.InsufficientFunds,
        [
            "Not enough funds on balance", "Not enough funds", "neworder.error.not_enough_funds", "neworder.error.insufficient_balance",
            "You have insufficient balance", "Insufficient balance", "Not enough balance",
        ]),
        (ErrorId.OrderRefused,
        [
            "Bad link", "Incorrect link", "Invalid link", "neworder.error.link", "Quantity less than minimal N",
            "Quantity more than maximum N", "Quantity less than minimal", "Quantity more than maximum", "neworder.error.min_quantity",
            "neworder.error.max_quantity",
            "Quantity must be between N and N", "Quantity must be between", "Minimum quantity is N", "Minimum quantity is",
            "Incorrect quantity", .. ActiveLink,
        ]),
        (ErrorId.OrderNotFound, ["Incorrect order ID", "Order not found", "Invalid Order ID", "Invalid Order Ids", "Invalid Order Id(s)"]),
        (ErrorId.RefillNotFound, ["Refill not found", "Refill Request Not found", "Incorrect refill ID"]),
        (ErrorId.RefillRefused,
        [
            "Refill is disabled", "Refill is not available", "Order not eligible for refill", "The order is not completed",
            "The order was completed or refill was requested", "Refill already requested",
        ]),
        (ErrorId.CancelRefused,
            ["Cannot cancel", "Order cannot be canceled", "Cancel already requested", "Service does not support cancel"]),
        (ErrorId.RateLimited, RateLimit),

        // Other texts begin with these and then say more.
        (ErrorId.PanelError, ["Incorrect request", "Invalid action", "Unknown action", "Incorrect action", "Missing required parameter"]),
    ];

    private static readonly (string Text, ErrorId Meaning)[] Texts =
        [.. Table.SelectMany(row => row.Texts, (row, text) => (Plain(text), row.Meaning))];

    private static string[] ActiveLink =>
    [
        "You have active order with this link. Please wait until order being completed", "You have active order with this link",
        "neworder.error.link_duplicate",
    ];

    private static string[] RateLimit => ["Rate limit exceeded", "Too many requests"];

    /// <summary>The meaning of the known text that stands anywhere in a text; <see cref="ErrorId.PanelError"/> when none does.</summary>
    public static ErrorId Meaning(string text)
    {
        var plain = Plain(text);
        return Array.Find(Texts, known => plain.Contains(known.Text)).Meaning;
    }

    /// <summary>Whether the text holds a known one that says why.</summary>
    public static bool IsReason(string text) => Meaning(text) != ErrorId.PanelError;

    /// <summary>Whether the text says why a request failed, and not what became of an order.</summary>
    public static bool IsOfRequest(string text) =>
        AccidentWords.AreIn(text) || Meaning(text) is not (ErrorId.PanelError or ErrorId.OrderRefused);

    /// <summary>Whether the text holds a known one.</summary>
    public static bool IsKnown(string text)
    {
        var plain = Plain(text);
        return Array.Exists(Texts, known => plain.Contains(known.Text));
    }

    /// <summary>Whether the text is a known one, which may say more behind it.</summary>
    public static bool Begins(string text)
    {
        var plain = Plain(text);
        return Array.Exists(Texts, known => plain.StartsWith(known.Text, StringComparison.Ordinal));
    }

    /// <summary>Whether the text is a known one and nothing more.</summary>
    public static bool IsWhole(string text)
    {
        var plain = Plain(text);
        return Array.Exists(Texts, known => plain == known.Text);
    }

    /// <summary>Whether the whole text turns a request away unread.</summary>
    public static bool IsRateLimit(string text) => Array.Exists(RateLimit, known => Plain(known) == Plain(text));

    /// <summary>Whether the whole text says that an order for the same link is active.</summary>
    public static bool IsActiveLink(string text) => Array.Exists(ActiveLink, known => Plain(known) == Plain(text));

    /// <summary>Whether the text is exactly one of the keys that panels answer in place of sentences.</summary>
    public static bool IsDottedKey(string text) =>
        text.IndexOf('.') > 0 && text.IndexOf(' ') < 0 && Array.Exists(Table, row => Array.Exists(row.Texts, known => known == text));

    /// <summary>
    /// Whether a text with this HTTP status is a refusal, and not the words of a gateway or script that failed after acting.
    /// </summary>
    public static bool IsRefusal(int? statusCode) =>
        statusCode is null or (>= 200 and < 300) or 400 or 401 or 402 or 403 or 404 or 405 or 415 or 422;

    /// <summary>The panel's refusal as a failure.</summary>
    public static YallaTakeException Refusal(string text, int? statusCode = null, TimeSpan? wait = null)
    {
        var meaning = statusCode switch
        {
            429 => ErrorId.RateLimited,
            401 => ErrorId.ApiKeyRefused,
            _ => Meaning(text) is var known and not ErrorId.PanelError ? known
                : statusCode >= 500 ? ErrorId.PanelUnavailable
                : ErrorId.PanelError,
        };
        return new YallaTakeException(meaning, $"The panel says: {text}") { PanelText = text, StatusCode = statusCode, RetryAfter = wait };
    }

    /// <summary>Whether a text alone, whatever status came with it, says that an order was refused.</summary>
    public static bool IsSureRefusal(string text) =>
        !IsRateLimit(text) && !IsActiveLink(text) && (IsDottedKey(text) || !AccidentWords.AreIn(text));

    // In small letters and American spelling, every number as n, without the end of the sentence.
    private static string Plain(string text) =>
        Blanks.Replace(Number.Replace(text.Trim().TrimEnd('.', '!').ToLowerInvariant(), "n"), " ").Replace("cancelled", "canceled");
}
