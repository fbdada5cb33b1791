using YallaTake.Client.Orders;
using YallaTake.Client.Outcomes;

namespace YallaTake;

/// <summary>
/// The error texts of real panels mean what the API document says, in any case and any shape (part 2, error texts): a row for each line.
/// </summary>
public sealed class ErrorTextTests
{
    [Theory]
    [InlineData("ApiKeyRefused", "Invalid API key|Incorrect API key|invalid_api_key|API key is required|Account suspended|API is disabled")]
    [InlineData("PanelError", "Incorrect request|Invalid action|Unknown action|Incorrect action|Missing required parameter")]
    [InlineData("ServiceNotFound", "Incorrect service ID|error.incorrect_service_id|Service not found|Disabled service "
        + "ID|neworder.error.service_inactive")]
    [InlineData("InsufficientFunds", "Not enough funds on balance|neworder.error.not_enough_funds|Insufficient balance|Not enough balance")]
    [InlineData("OrderRefused", "Bad link|Incorrect link|Invalid link|neworder.error.link")]
    [InlineData("OrderRefused", "Quantity less than minimal 10|Quantity more than maximum "
        + "100|neworder.error.min_quantity|neworder.error.max_quantity|Quantity must be between 1 and 2|Incorrect quantity")]
    [InlineData("OrderRefused", "You have active order with this link. "
        + "Please wait until order being completed.|neworder.error.link_duplicate")]
    [InlineData("OrderNotFound", "Incorrect order ID|Order not found")]
    [InlineData("RefillRefused", "Refill is disabled for this service|Refill is not available|The order is not completed|The order was "
        + "completed or refill was requested less than 24 hours ago|Refill already requested")]
    [InlineData("RefillNotFound", "Refill not found|Incorrect refill ID")]
    [InlineData("CancelRefused", "Cannot cancel|Order cannot be canceled|Cancel already requested|Service does not support cancel")]
    [InlineData("RateLimited", "Rate limit exceeded|Too many requests")]
    [InlineData("PanelError", "The moon is full")]
    public void A_text_means_one_thing(string id, string texts)
    {
        foreach (var text in texts.Split('|'))
        {
            foreach (var spelling in new[] { text, text.ToUpperInvariant(), text.ToLowerInvariant(), text + " (ref 12)" })
            {
                string[] answers =
                [
                    $$"""{"error":"{{spelling}}"}""",
                    $$"""{"status":"error","msg":"{{spelling}}"}""",
                    "{\"error\":{\"code\":1,\"message\":\"" + spelling + "\"}}",
                ];
                foreach (var answer in answers)
                {
                    var failure = AnsweredAdd.Outcome(200, answer, new OrderRequest(7, [])).Failure!;
                    Assert.Equal((id, spelling), (failure.Id.ToString(), failure.PanelText));
                }
            }
        }
    }
}
