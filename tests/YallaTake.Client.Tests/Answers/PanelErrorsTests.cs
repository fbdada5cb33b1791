using YallaTake.Client.Answers;

namespace YallaTake;

public sealed class PanelErrorsTests
{
    [Theory]
    [InlineData("Invalid API key", ErrorId.ApiKeyRefused)]
    [InlineData("Incorrect API key", ErrorId.ApiKeyRefused)]
    [InlineData("invalid_api_key", ErrorId.ApiKeyRefused)]
    [InlineData("API key is required", ErrorId.ApiKeyRefused)]
    [InlineData("Account suspended", ErrorId.ApiKeyRefused)]
    [InlineData("API is disabled", ErrorId.ApiKeyRefused)]
    [InlineData("API key is incorrect", ErrorId.ApiKeyRefused)]
    [InlineData("Your API Key is not valid", ErrorId.ApiKeyRefused)]
    [InlineData("Unauthenticated.", ErrorId.ApiKeyRefused)]
    [InlineData("Your account is inactive", ErrorId.ApiKeyRefused)]
    [InlineData("API is Disable for this user", ErrorId.ApiKeyRefused)]
    [InlineData("Service ID does not exists", ErrorId.ServiceNotFound)]
    [InlineData("Service is inactive or not found", ErrorId.ServiceNotFound)]
    [InlineData("neworder.error.insufficient_balance", ErrorId.InsufficientFunds)]
    [InlineData("You have insufficient balance", ErrorId.InsufficientFunds)]
    [InlineData("Minimum quantity is 10", ErrorId.OrderRefused)]
    [InlineData("Invalid Order Id", ErrorId.OrderNotFound)]
    [InlineData("Invalid Order Ids", ErrorId.OrderNotFound)]
    [InlineData("Order not eligible for refill", ErrorId.RefillRefused)]
    [InlineData("Refill Request Not found", ErrorId.RefillNotFound)]
    [InlineData("Incorrect request", ErrorId.PanelError)]
    [InlineData("Invalid action", ErrorId.PanelError)]
    [InlineData("Unknown action", ErrorId.PanelError)]
    [InlineData("Incorrect action", ErrorId.PanelError)]
    [InlineData("Missing required parameter", ErrorId.PanelError)]
    [InlineData("Incorrect service ID", ErrorId.ServiceNotFound)]
    [InlineData("error.incorrect_service_id", ErrorId.ServiceNotFound)]
    [InlineData("Service not found", ErrorId.ServiceNotFound)]
    [InlineData("Disabled service ID", ErrorId.ServiceNotFound)]
    [InlineData("neworder.error.service_inactive", ErrorId.ServiceNotFound)]
    [InlineData("Not enough funds on balance", ErrorId.InsufficientFunds)]
    [InlineData("neworder.error.not_enough_funds", ErrorId.InsufficientFunds)]
    [InlineData("Insufficient balance", ErrorId.InsufficientFunds)]
    [InlineData("Not enough balance", ErrorId.InsufficientFunds)]
    [InlineData("Bad link", ErrorId.OrderRefused)]
    [InlineData("Incorrect link", ErrorId.OrderRefused)]
    [InlineData("Invalid link", ErrorId.OrderRefused)]
    [InlineData("neworder.error.link", ErrorId.OrderRefused)]
    [InlineData("Quantity less than minimal 50", ErrorId.OrderRefused)]
    [InlineData("Quantity more than maximum 10000", ErrorId.OrderRefused)]
    [InlineData("neworder.error.min_quantity", ErrorId.OrderRefused)]
    [InlineData("neworder.error.max_quantity", ErrorId.OrderRefused)]
    [InlineData("Quantity must be between 50 and 10000", ErrorId.OrderRefused)]
    [InlineData("Incorrect quantity", ErrorId.OrderRefused)]
    [InlineData("You have active order with this link. Please wait until order being completed.", ErrorId.OrderRefused)]
    [InlineData("neworder.error.link_duplicate", ErrorId.OrderRefused)]
    [InlineData("Incorrect order ID", ErrorId.OrderNotFound)]
    [InlineData("Order not found", ErrorId.OrderNotFound)]
    [InlineData("Refill is disabled for this service", ErrorId.RefillRefused)]
    [InlineData("Refill is not available", ErrorId.RefillRefused)]
    [InlineData("The order is not completed", ErrorId.RefillRefused)]
    [InlineData("The order was completed or refill was requested less than 24 hours ago", ErrorId.RefillRefused)]
    [InlineData("Refill already requested", ErrorId.RefillRefused)]
    [InlineData("Refill not found", ErrorId.RefillNotFound)]
    [InlineData("Incorrect refill ID", ErrorId.RefillNotFound)]
    [InlineData("Cannot cancel", ErrorId.CancelRefused)]
    [InlineData("Order cannot be canceled", ErrorId.CancelRefused)]
    [InlineData("Cancel already requested", ErrorId.CancelRefused)]
    [InlineData("Service does not support cancel", ErrorId.CancelRefused)]
    [InlineData("Rate limit exceeded", ErrorId.RateLimited)]
    [InlineData("Too many requests", ErrorId.RateLimited)]
    [InlineData("The moon is in the wrong phase", ErrorId.PanelError)]
    public void A_text_means_the_same_in_any_case_and_anywhere(string text, ErrorId meaning)
    {
        Assert.Equal(meaning, PanelErrors.Meaning(text));
        Assert.Equal(meaning, PanelErrors.Meaning(text.ToUpperInvariant()));
        Assert.Equal(meaning, PanelErrors.Meaning(text.ToLowerInvariant()));
        Assert.Equal(meaning, PanelErrors.Meaning($" {text}: see the documentation."));
        Assert.Equal(meaning, PanelErrors.Meaning($"Error 7: {text}"));
    }

    [Theory]
    [InlineData("Incorrect request: not enough funds on balance", ErrorId.InsufficientFunds)]
    [InlineData("Missing required parameter (API key is required)", ErrorId.ApiKeyRefused)]
    [InlineData("The order cannot be CANCELLED any more", ErrorId.CancelRefused)]
    [InlineData("order\n not  found", ErrorId.OrderNotFound)]
    public void The_part_that_says_why_names_the_error(string text, ErrorId meaning) => Assert.Equal(meaning, PanelErrors.Meaning(text));

    [Theory]
    [InlineData("Bad link", 200, ErrorId.OrderRefused)]
    [InlineData("Bad link", 500, ErrorId.OrderRefused)]
    [InlineData("Something else", 200, ErrorId.PanelError)]
    [InlineData("Something else", 422, ErrorId.PanelError)]
    [InlineData("Something else", 500, ErrorId.PanelUnavailable)]
    [InlineData("Something else", 429, ErrorId.RateLimited)]
    [InlineData("Something else", 401, ErrorId.ApiKeyRefused)]
    [InlineData("Rate limit exceeded", 200, ErrorId.RateLimited)]
    public void A_text_and_its_status_name_the_error(string text, int statusCode, ErrorId id)
    {
        var failure = PanelErrors.Refusal(text, statusCode);

        Assert.Equal((id, text, statusCode), (failure.Id, failure.PanelText, failure.StatusCode));
        Assert.Contains(text, failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Quantity less than minimal 50", true)]
    [InlineData(" quantity must be between 1 and 2000. ", true)]
    [InlineData("Minimum quantity is 10", true)]
    [InlineData("BAD LINK", true)]
    [InlineData("neworder.error.link", true)]
    [InlineData("Bad link or timeout", false)]
    [InlineData("Error: Bad link", false)]
    public void A_whole_text_has_nothing_before_or_behind_it(string text, bool whole) => Assert.Equal(whole, PanelErrors.IsWhole(text));
}
