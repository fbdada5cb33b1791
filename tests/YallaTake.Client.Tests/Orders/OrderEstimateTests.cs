using System.Globalization;
using YallaTake.Client.Orders;

namespace YallaTake;

public sealed class OrderEstimateTests
{
    [Theory]
    [InlineData("Default", "0.90", "quantity=1000", 1000, "0.90")]
    [InlineData("Default", "0.90", "quantity=50", 50, "0.045")]
    [InlineData("Default", "0.123456789", "quantity=7", 7, "0.000864197523")]
    [InlineData("Default", "0.1", "quantity=3", 3, "0.0003")]
    [InlineData("Default", "0.90", "quantity=100 runs=5 interval=60", 500, "0.45")]
    [InlineData("default", "0.90", "quantity=100", 100, "0.09")]
    [InlineData("Package", "12.5", "", 1, "12.5")]
    [InlineData("Custom Comments Package", "12.5", "comments=a|b|c", 1, "12.5")]
    [InlineData("Custom Comments", "8", "comments=a|b||c|", 3, "0.024")]
    [InlineData("Comment Replies", "8", "username=anna comments=a|b", 2, "0.016")]
    [InlineData("Mentions Custom List", "8", "usernames=anna|bert", 2, "0.016")]
    [InlineData("Mentions", "8", "quantity=50 usernames=anna|bert", 50, "0.4")]
    [InlineData("SEO", "8", "quantity=50 keywords=a|b", 50, "0.4")]
    [InlineData("Poll", "8", "quantity=50 answer_number=2", 50, "0.4")]
    [InlineData("Web Traffic", "2", "quantity=1000 runs=3 interval=60", 3000, "6")]
    [InlineData("Subscriptions", "2", "min=10 max=100 posts=5", 500, "1")]
    [InlineData("Subscriptions", "2", "min=10 max=100 posts=5 old_posts=3", 800, "1.6")]
    [InlineData("Subscriptions", "2", "min=10 max=100 posts=0 old_posts=3", 300, "0.6")]
    [InlineData("Live Stream", "2", "quantity=1000", 1000, "2")]
    [InlineData("Live Stream", "2", "quantity=1000 runs=3 interval=60", 3000, "6")]
    [InlineData("Package", "12.5", "quantity=3", 3, "37.5")]
    [InlineData("Package", "12.5", "quantity=3 runs=2", 6, "75")]
    [InlineData("Package", "12.5", "runs=2 interval=60", 2, "25")]
    [InlineData("Package", "12.5", "comments=a|b", 1, "12.5")]
    [InlineData("Custom Comments Package", "12.5", "comments=a|b quantity=3", 3, "37.5")]
    [InlineData("Custom Comments", "8", "comments=a|b quantity=2", 2, "0.016")]
    [InlineData("Custom Comments", "8", "comments=a|b quantity=5", 5, "0.04")]
    [InlineData("Custom Comments", "8", "comments=a|b quantity=1", 2, "0.016")]
    [InlineData("Custom Comments", "8", "comments=a|b runs=3", 6, "0.048")]
    [InlineData("Default", "8", "quantity=2 comments=a|b|c", 3, "0.024")]
    [InlineData("Live Stream", "8", "quantity=2 comments=a|b|c", 3, "0.024")]
    [InlineData("Mentions", "8", "quantity=2 usernames=a|b|c", 2, "0.016")]
    [InlineData("Poll", "8", "quantity=50 runs=3", 150, "1.2")]
    public void The_charge_is_the_rate_of_a_thousand_times_the_count(string type, string rate, string fields, long count, string charge) =>
        Assert.Equal(new OrderEstimate(count, Decimal(charge)), Estimate(type, rate, fields));

    [Theory]
    [InlineData("Subscriptions", "2", "min=10 max=100")]
    [InlineData("Subscriptions", "2", "min=10 max=100 old_posts=3")]
    [InlineData("Live Stream", "2", "")]
    [InlineData("Default", "2", "")]
    [InlineData("Default", "2", "quantity=9223372036854775807 runs=2")]
    [InlineData("Default", "79228162514264337593543950335", "quantity=2000")]
    [InlineData("Subscriptions", "2", "max=9223372036854775807 posts=3")]
    [InlineData("Subscriptions", "2", "max=1 posts=9223372036854775807 old_posts=1")]
    [InlineData("Package", "2", "quantity=many")]
    [InlineData("Package", "2", "quantity=0")]
    [InlineData("Package", "2", "quantity=3 posts=2")]
    [InlineData("Package", "2", "runs=two")]
    [InlineData("Custom Comments", "2", "comments=a quantity=many")]
    [InlineData("Default", "2", "quantity=100 runs=two")]
    [InlineData("Default", "2", "quantity=100 posts=5")]
    [InlineData("Default", "2", "quantity=100 max=500")]
    [InlineData("Live Stream", "2", "quantity=-100")]
    [InlineData("Live Stream", "2", "quantity=100 runs=two")]
    [InlineData("Live Stream", "2", "comments=a|b")]
    [InlineData("Subscriptions", "2", "min=10 max=100 posts=5 quantity=3")]
    [InlineData("Subscriptions", "2", "min=10 max=100 posts=5 runs=3")]
    [InlineData("Subscriptions", "2", "min=10 max=100 posts=5 old_posts=all")]
    [InlineData("Subscriptions", "2", "min=10 max=-100 posts=5")]
    public void An_order_without_an_upper_bound_has_no_estimate(string type, string rate, string fields) =>
        Assert.Equal(default, Estimate(type, rate, fields));

    // Fields are parted by spaces and their lines by bars.
    private static OrderEstimate Estimate(string type, string rate, string fields) => OrderEstimate.Of(
        OrderTable.Service(type, Decimal(rate)),
        new OrderRequest(
            7,
            fields.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(field => field.Split('=')).Select(
                field => KeyValuePair.Create(field[0], field[1].Replace('|', '\n')))));

    private static decimal Decimal(string number) => decimal.Parse(number, CultureInfo.InvariantCulture);
}
