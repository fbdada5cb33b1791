using YallaTake.Client.Orders;

namespace YallaTake;

public sealed class OrderRulesTests
{
    public static TheoryData<string> Types => [.. OrderTable.Types.Select(row => row.Type)];

    public static TheoryData<string, string> RequiredFields =>
        [.. OrderTable.Types.SelectMany(row => row.Required.Select(name => (row.Type, name)))];

    [Theory]
    [MemberData(nameof(Types))]
    public void A_complete_order_passes_with_and_without_its_optional_fields(string type)
    {
        var (_, required, optional) = OrderTable.Types.Single(row => row.Type == type);

        Assert.Empty(Check(type, OrderTable.Fill(required)));
        Assert.Empty(Check(type, OrderTable.Fill([.. required, .. optional])));
    }

    [Theory]
    [MemberData(nameof(RequiredFields))]
    public void A_required_field_that_is_absent_or_blank_is_named(string type, string field)
    {
        var fields = OrderTable.Complete(type);

        fields[field] = " \n";
        AssertOnly(ErrorId.FieldMissing, $"'{field}'", Check(type, fields));
        fields.Remove(field);
        AssertOnly(ErrorId.FieldMissing, $"'{field}'", Check(type, fields));
    }

    [Theory]
    [InlineData("Default", "key")]
    [InlineData("Default", "service")]
    [InlineData("Some type of the panel's own", "action")]
    public void A_field_that_every_request_has_cannot_be_given_again(string type, string field)
    {
        var fields = new Dictionary<string, string>(OrderTable.Complete("Default")) { [field] = "1" };

        AssertOnly(ErrorId.FieldNotUsed, $"'{field}'", Check(type, fields));
    }

    [Theory]
    [MemberData(nameof(Types))]
    public void A_field_of_another_type_is_named_unless_it_is_blank(string type)
    {
        var (_, required, optional) = OrderTable.Types.Single(row => row.Type == type);

        Assert.All(OrderTable.Fields.Except([.. required, .. optional]), foreign =>
        {
            Assert.Empty(Check(type, new(OrderTable.Fill(required)) { [foreign] = " " }));
            AssertOnly(ErrorId.FieldNotUsed, $"'{foreign}'", Check(type, OrderTable.Fill([.. required, foreign])));
        });
    }

    [Fact]
    public void A_field_of_the_panels_own_is_let_through()
    {
        var fields = OrderTable.Complete("Default");
        fields["panel_option"] = "x";

        Assert.Empty(Check("Default", fields));
    }

    [Fact]
    public void A_type_of_the_panels_own_takes_any_fields() =>
        Assert.Empty(Check("Live Stream", new() { ["quantity"] = "0", ["hashtag"] = "#one" }));

    [Theory]
    [InlineData("49", "no fewer than 50")]
    [InlineData("50", null)]
    [InlineData("1000", null)]
    [InlineData("1001", "no more than 1000")]
    [InlineData("0", "from 1 up")]
    [InlineData("-100", "from 1 up")]
    [InlineData("1.5", "from 1 up")]
    [InlineData("1,000", "from 1 up")]
    [InlineData("many", "from 1 up")]
    [InlineData("99999999999999999999", "from 1 up")]
    public void The_quantity_is_a_whole_number_between_the_services_limits(string quantity, string? complaint)
    {
        var fields = OrderTable.Complete("Default");
        fields["quantity"] = quantity;

        AssertComplaint(complaint, Check("Default", fields, min: 50, max: 1000));
    }

    [Theory]
    [InlineData("1", null, 99L)]
    [InlineData("9223372036854775807", 101L, null)]
    public void A_limit_that_the_panel_does_not_tell_does_not_bind(string quantity, long? min, long? max)
    {
        var fields = OrderTable.Complete("Default");
        fields["quantity"] = quantity;

        Assert.Empty(Check("Default", fields, min, max));
    }

    [Theory]
    [InlineData("Custom Comments", "comments", "a", "number of comments is 1")]
    [InlineData("Custom Comments", "comments", "a\r\n\r\nb\n", null)]
    [InlineData("Custom Comments", "comments", "a\nb\nc\nd", "number of comments is 4")]
    [InlineData("Comment Replies", "comments", "a\n \nb", null)]
    [InlineData("Comment Replies", "comments", "a", "number of comments is 1")]
    [InlineData("Mentions Custom List", "usernames", "a\nb\nc", null)]
    [InlineData("Mentions Custom List", "usernames", "a\nb\nc\nd", "number of usernames is 4")]
    [InlineData("Custom Comments Package", "comments", "a", null)]
    public void The_lines_of_a_list_are_what_the_limits_bind(string type, string field, string lines, string? complaint)
    {
        var fields = OrderTable.Complete(type);
        fields[field] = lines;

        AssertComplaint(complaint, Check(type, fields, min: 2, max: 3));
    }

    [Fact]
    public void A_package_has_no_limits() => Assert.Empty(Check("Package", OrderTable.Complete("Package"), min: 1000, max: 1000));

    [Theory]
    [InlineData("10", "20", null)]
    [InlineData("10", "10", null)]
    [InlineData("9", "20", "smallest quantity per post is 9")]
    [InlineData("10", "21", "largest quantity per post is 21")]
    [InlineData("20", "10", "Swap them")]
    [InlineData("0", "20", "'min'")]
    [InlineData("10", "x", "'max'")]
    public void A_subscriptions_quantities_lie_between_the_services_limits(string min, string max, string? complaint)
    {
        var fields = OrderTable.Complete("Subscriptions");
        (fields["min"], fields["max"]) = (min, max);

        AssertComplaint(complaint, Check("Subscriptions", fields, min: 10, max: 20));
    }

    [Theory]
    [InlineData("posts", "0", null)]
    [InlineData("posts", "-1", "'posts'")]
    [InlineData("posts", "two", "'posts'")]
    [InlineData("old_posts", "0", null)]
    [InlineData("old_posts", "-1", "'old_posts'")]
    [InlineData("old_posts", "two", "'old_posts'")]
    [InlineData("delay", "7", null)]
    public void A_subscriptions_posts_are_counted_from_zero_and_its_delay_is_the_panels_to_judge(
        string field, string value, string? complaint)
    {
        var fields = OrderTable.Complete("Subscriptions");
        fields[field] = value;

        AssertComplaint(complaint, Check("Subscriptions", fields));
    }

    [Theory]
    [InlineData("Default", "runs", "'interval'")]
    [InlineData("Default", "interval", "'runs'")]
    [InlineData("Web Traffic", "runs", "'interval'")]
    public void A_drip_feed_needs_both_runs_and_interval(string type, string field, string other)
    {
        var fields = OrderTable.Complete(type);
        fields[field] = "2";

        AssertOnly(ErrorId.FieldMissing, other, Check(type, fields));
    }

    [Theory]
    [InlineData("1", null)]
    [InlineData("0", "'runs'")]
    [InlineData("2.5", "'runs'")]
    public void Runs_are_a_whole_number_from_one_up(string runs, string? complaint)
    {
        var fields = OrderTable.Complete("Default");
        (fields["runs"], fields["interval"]) = (runs, "60");

        AssertComplaint(complaint, Check("Default", fields));
    }

    [Theory]
    [InlineData("1", "google_keyword")]
    [InlineData("2", "referring_url")]
    public void Traffic_by_keyword_or_by_referrer_needs_to_know_which(string typeOfTraffic, string needed)
    {
        var fields = OrderTable.Complete("Web Traffic");
        fields["type_of_traffic"] = typeOfTraffic;

        AssertOnly(ErrorId.FieldMissing, $"'{needed}'", Check("Web Traffic", fields));
        fields[needed] = "shoes";
        Assert.Empty(Check("Web Traffic", fields));
    }

    [Fact]
    public void Everything_wrong_is_told_at_once_and_nothing_was_sent()
    {
        var failures = Check("Poll", new() { ["quantity"] = "0", ["hashtag"] = "#one" });

        Assert.Equal(
            [ErrorId.FieldMissing, ErrorId.FieldMissing, ErrorId.FieldNotUsed, ErrorId.QuantityOutOfRange],
            failures.Select(failure => failure.Id));
    }

    private static YallaTakeException[] Check(string type, Dictionary<string, string> fields, long? min = 1, long? max = 1_000_000) =>
        [.. OrderRules.Check(OrderTable.Service(type, min: min, max: max), new OrderRequest(7, fields))];

    private static void AssertOnly(ErrorId id, string text, YallaTakeException[] failures)
    {
        var failure = Assert.Single(failures);
        Assert.Equal(id, failure.Id);
        Assert.Contains(text, failure.Message, StringComparison.Ordinal);
    }

    private static void AssertComplaint(string? complaint, YallaTakeException[] failures)
    {
        if (complaint is null)
            Assert.Empty(failures);
        else
            AssertOnly(ErrorId.QuantityOutOfRange, complaint, failures);
    }
}
