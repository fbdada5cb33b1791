using System.Text;
using Newtonsoft.Json.Linq;
using YallaTake.Sandboxing.Api;
using YallaTake.Sandboxing.Http;

namespace YallaTake.Sandboxing.Dialects;

/// <summary>Writes refusals in a dialect.</summary>
internal sealed class DialectErrors(DialectDice dice)
{
    private const int TooManyRequests = 429;

    // The beginning of a text, the key that stands for it on some panels, and the HTTP status that fits it.
    private static readonly (string Beginning, string? Key, int Status)[] Texts =
    [
        ("Invalid API key", "invalid_api_key", 401),
        ("Not enough funds on balance", "neworder.error.not_enough_funds", 402),
        ("Refill is disabled", null, 403),
        ("Cancel already requested", null, 403),
        ("Order cannot be canceled", null, 403),
        ("Service does not support cancel", null, 403),
        ("Incorrect order ID", null, 404),
        ("Refill not found", null, 404),
        ("Incorrect service ID", "error.incorrect_service_id", 404),
        ("Bad link", "neworder.error.link", 422),
        ("You have active order with this link", "neworder.error.link_duplicate", 422),
        ("Quantity less than minimal", "neworder.error.min_quantity", 422),
        ("Quantity more than maximum", "neworder.error.max_quantity", 422),
        ("The order is not completed", null, 422),
        ("Refill already requested", null, 422),
        ("Rate limit exceeded", null, TooManyRequests),
    ];

    /// <summary>The refusal of a whole request.</summary>
    public HttpResponse Answer(PanelRefusal refusal)
    {
        var hasMessage = dice.Speaks(SandboxDialect.Messages);
        var status = hasMessage || dice.Speaks(SandboxDialect.Statuses4xx) ? Look(refusal.Message).Status
            : refusal.RetryAfter is null ? 200
            : dice.Any(TooManyRequests, 200);
        var error = hasMessage ? Message(refusal.Message) : Error(refusal.Message);
        var answer = new HttpResponse(status, Json.Encode(error)) { RetryAfter = status == TooManyRequests ? refusal.RetryAfter : null };

        // Without JSON only a text that clients know is an answer.
        return dice.Any(false, false, true) && Look(refusal.Message).IsKnown
            ? answer with { ContentType = "text/plain", Body = Encoding.UTF8.GetBytes(refusal.Message) }
            : answer;
    }

    /// <summary>The error of a whole request, or of one id among many.</summary>
    public JObject Error(string text)
    {
        var (_, key, status) = Look(text);
        if (dice.Speaks(SandboxDialect.DottedErrors))
            text = key ?? text;
        if (dice.Speaks(SandboxDialect.NestedErrors))
            return new JObject { ["error"] = new JObject { ["code"] = status, ["message"] = text } };
        if (dice.Speaks(SandboxDialect.Enveloped))
            return new JObject { ["status"] = false, ["data"] = new JObject { ["msg"] = text } };
        if (dice.Speaks(SandboxDialect.Messages))
            return Message(text);

        return dice.Any<JObject>(
            new() { ["error"] = text },
            new() { ["Error"] = text },
            new() { ["status"] = "error", ["message"] = text },
            new() { ["status"] = "error", ["msg"] = text },
            new() { ["success"] = false, ["message"] = text });
    }

    private JObject Message(string text) => dice.One<JObject>(
        new() { ["message"] = text },
        new() { ["errors"] = new JArray(text) },
        new() { ["message"] = "The given data was invalid.", ["errors"] = new JObject { ["field"] = new JArray(text) } });

    private static (bool IsKnown, string? Key, int Status) Look(string text)
    {
        foreach (var (beginning, key, status) in Texts)
        {
            if (text.StartsWith(beginning, StringComparison.Ordinal))
                return (true, key, status);
        }

        return (false, null, 400);
    }
}
