using YallaTake.Client.Answers;

namespace YallaTake;

/// <summary>A panel's list of the account's orders, which API v2 does not have, in the shapes that panels write lists in.</summary>
public sealed class OrderListAnswerTests
{
    private const string One =
        """{"order":"23501","service":"7","link":" https://example.com/p/1","quantity":"1000","charge":"0.9","""
        + """ "status":"Pending","created":"2026-03-01 12:00:00"}""";

    private const string Other =
        """{"id":23502,"service_id":7,"url":"https://example.com/p/1","quantity":1000,"created_at":"2026-03-01T15:00:00+03:00"}""";

    private static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData($"[{One},{Other}]")]
    [InlineData($$"""{"orders":[{{One}},{{Other}}]}""")]
    [InlineData($$"""{"status":"success","data":[{{One}},{{Other}}],"total":2,"last_page":1,"next_page_url":null,"has_more":false}""")]
    [InlineData($$$"""{"data":{"orders":[{{{One}}},{{{Other}}}],"total":"2"}}""")]
    [InlineData($$"""{"23501":{{One}},"23502":{{Other}}}""")]
    [InlineData($$$"""{"orders":[{{{One}}},{{{Other}}}],"user":{"total":500,"next":"x"}}""")]
    [InlineData($$$"""{"orders":{"23501":{{{One}}},"23502":{{{Other}}}}}""")]
    public void The_orders_of_a_list_are_read_in_every_shape(string answer)
    {
        var orders = Read(answer);

        Assert.Equal(["23501", "23502"], orders.Select(order => order.OrderId.ToString()));
        Assert.All(orders, order => Assert.Equal(
            ("7", "https://example.com/p/1", 1000L, Noon),
            (order.ServiceId?.ToString(), order.Link, order.Quantity, order.CreatedAt)));
    }

    [Fact]
    public void An_id_may_be_a_text_and_a_time_a_number_and_what_is_not_said_is_not_known()
    {
        var order = Assert.Single(Read("""[{"order_id":"VEGA123ABC","date":1772366400,"quantity":"many"}]"""));

        Assert.Equal(("VEGA123ABC", Noon), (order.OrderId.ToString(), order.CreatedAt));
        Assert.Equal((null, null, null), (order.ServiceId, order.Link, order.Quantity));
        Assert.Null(Assert.Single(Read("""[{"order":1,"created":"01/03/2026"}]""")).CreatedAt);
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("""{"orders":[]}""")]
    public void A_list_may_be_empty(string answer) => Assert.Empty(Read(answer));

    [Theory]
    [InlineData("\"ok\"")]
    [InlineData("{}")]
    [InlineData("""{"status":"success"}""")]
    [InlineData("""[1,2]""")]
    [InlineData($"[{One},{One}]")]
    [InlineData("""[{"service":7}]""")]
    [InlineData($$"""{"orders":[{{One}}],"data":[{{Other}}]}""")]
    [InlineData($$"""{"23502":{{One}}}""")]
    [InlineData($$"""{"orders":[{{One}}],"total":500}""")]
    [InlineData($$"""{"orders":[{{One}}],"last_page":3}""")]
    [InlineData($$"""{"orders":[{{One}}],"next_page_url":"https://panel.example/orders?page=2"}""")]
    [InlineData($$$"""{"orders":[{{{One}}}],"meta":{"total":2,"pages":"1"}}""")]
    [InlineData($$$"""{"data":{"orders":[{{{One}}}],"has_more":true}}""")]
    public void What_is_no_list_of_orders_or_one_page_of_it_is_an_error(string answer) =>
        Assert.Equal(ErrorId.PanelAnswerUnreadable, Assert.Throws<YallaTakeException>(() => Read(answer)).Id);

    private static IReadOnlyList<ListedOrder> Read(string answer) => OrderListAnswer.Read(AnswerJson.Parse(answer));
}
