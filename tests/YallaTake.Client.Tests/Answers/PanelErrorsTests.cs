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
    public void A_text_means_the_same_in_any_case_and_with_more_behind_it(string text, ErrorId meaning)
    {
        Assert.Equal(meaning, PanelErrors.Meaning(text));
        Assert.Equal(meaning, PanelErrors.Meaning(text.ToUpperInvariant()));
        Assert.Equal(meaning, PanelErrors.Meaning(text.ToLowerInvariant()));
        Assert.Equal(meaning, PanelErrors.Meaning($" {text}: see the documentation."));
    }

    [Theory]
    [InlineData("Bad link", 200, ErrorId.OrderRefused, RequestFate.Refused)]
    [InlineData("Bad link", 500, ErrorId.OrderRefused, RequestFate.Refused)]
    [InlineData("Something else", 200, ErrorId.PanelError, RequestFate.Refused)]
    [InlineData("Something else", 422, ErrorId.PanelError, RequestFate.Refused)]
    [InlineData("Something else", 500, ErrorId.PanelUnavailable, RequestFate.Unknown)]
    [InlineData("Something else", 429, ErrorId.RateLimited, RequestFate.NotSent)]
    [InlineData("Rate limit exceeded", 200, ErrorId.RateLimited, RequestFate.NotSent)]
    public void Only_an_unknown_text_with_a_server_error_leaves_the_outcome_open(string text, int statusCode, ErrorId id, RequestFate fate)
    {
        var failure = PanelErrors.Refusal(text, statusCode);

        Assert.Equal((id, fate, text, statusCode), (failure.Id, failure.Fate, failure.PanelText, failure.StatusCode));
        Assert.Contains(text, failure.Message, StringComparison.Ordinal);
    }
}
