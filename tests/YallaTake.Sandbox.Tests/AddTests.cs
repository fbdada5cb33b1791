namespace YallaTake;

public sealed class AddTests : IDisposable
{
    private const string Link = "link=https://example.com/p/1";

    private readonly RunningSandbox _panel = new();

    public static TheoryData<int, string[], string, long> Orders => new()
    {
        { 1, [Link, "quantity=1000"], "0.9", 1000 },
        { 1, [Link, "quantity=100", "runs=5", "interval=30"], "0.45", 500 },
        { 2, [Link, "quantity=11"], "0.00385", 11 },
        { 3, [Link], "4.5", 1 },
        { 4, [Link, "quantity=50", "keywords=one\ntwo"], "0.1", 50 },
        { 5, [Link, "comments=one\n\ntwo\r\n \nthree"], "0.024", 3 },
        { 6, [Link, "comments=one\ntwo"], "3", 1 },
        { 7, [Link, "quantity=100", "usernames=a\nb"], "0.22", 100 },
        { 8, [Link, "quantity=100", "usernames=a", "hashtags=b"], "0.26", 100 },
        { 9, [Link, "usernames=a\nb\nc\n"], "0.012", 3 },
        { 10, [Link, "quantity=100", "hashtag=b"], "0.19", 100 },
        { 11, [Link, "quantity=100", "username=b"], "0.17", 100 },
        { 12, [Link, "quantity=100", "media=https://example.com/p/2"], "0.18", 100 },
        { 13, [Link, "quantity=10", "username=b"], "0.012", 10 },
        { 14, [Link, "username=b", "comments=one"], "0.009", 1 },
        { 15, [Link, "quantity=50", "answer_number=2"], "0.065", 50 },
        { 16, [Link, "quantity=50", "groups=a\nb"], "0.3", 50 },
        { 17, ["username=someone", "min=20", "max=30", "delay=0", "posts=2"], "0", 0 },
        { 18, [Link, "quantity=100", "country=EG", "device=5", "type_of_traffic=3", "runs=2", "interval=60"], "0.07", 200 },
    };

    [Theory]
    [MemberData(nameof(Orders))]
    public async Task An_order_of_each_type_is_charged_by_what_it_counts(int service, string[] fields, string charge, long count)
    {
        var order = await _panel.OrderAsync(service, fields);

        Assert.Equal(23501, order);
        var placed = (await _panel.StateAsync())["orders"]![0]!;
        Assert.Equal(charge, (string?)placed["charge"]);
        Assert.Equal(count, (long)placed["count"]!);
        Assert.Equal(1000m - (decimal)placed["charge"]!, _panel.Sandbox.Balance);
    }

    [Theory]
    [MemberData(nameof(Orders))]
    public async Task A_field_that_the_type_requires_is_missed(int service, string[] fields, string charge, long count)
    {
        _ = (charge, count);
        foreach (var left in fields)
        {
            if (left.Split('=')[0] is var name and not ("runs" or "interval" or "posts"))
            {
                var error = await _panel.ErrorAsync("add", [$"service={service}", .. fields.Where(field => field != left)]);
                Assert.Equal($"Missing required parameter: {name}", error);
            }
        }

        Assert.Equal(0, _panel.Sandbox.OrderCount);
    }

    [Theory]
    [InlineData("Incorrect service ID", "service=999", Link, "quantity=100")]
    [InlineData("Incorrect service ID", "service=one", Link, "quantity=100")]
    [InlineData("Missing required parameter: service", Link, "quantity=100")]
    [InlineData("Bad link", "service=1", "link=", "quantity=100")]
    [InlineData("Bad link", "service=1", "link=two words", "quantity=100")]
    [InlineData("Quantity less than minimal 50", "service=1", Link, "quantity=49")]
    [InlineData("Quantity more than maximum 10000", "service=1", Link, "quantity=10001")]
    [InlineData("Quantity less than minimal 50", "service=1", Link, "quantity=10", "runs=10")]
    [InlineData("Quantity less than minimal 2", "service=5", Link, "comments=only one")]
    [InlineData("Incorrect quantity", "service=1", Link, "quantity=1e3")]
    [InlineData("Incorrect quantity", "service=1", Link, "quantity=-100")]
    [InlineData("Incorrect quantity", "service=1", Link, "quantity=99999999999999999999")]
    [InlineData("Incorrect runs", "service=1", Link, "quantity=100", "runs=0")]
    [InlineData("Incorrect interval", "service=1", Link, "quantity=100", "runs=2", "interval=soon")]
    [InlineData("Incorrect answer_number", "service=15", Link, "quantity=50", "answer_number=first")]
    [InlineData("Incorrect device", "service=18", Link, "quantity=100", "country=EG", "device=6", "type_of_traffic=3")]
    [InlineData("Incorrect type_of_traffic", "service=18", Link, "quantity=100", "country=EG", "device=1", "type_of_traffic=0")]
    [InlineData("Missing required parameter: "
        + "google_keyword", "service=18", Link, "quantity=100", "country=EG", "device=1", "type_of_traffic=1")]
    [InlineData("Missing required parameter: "
        + "referring_url", "service=18", Link, "quantity=100", "country=EG", "device=1", "type_of_traffic=2")]
    [InlineData("Quantity less than minimal 20", "service=17", "username=a", "min=19", "max=30", "delay=0")]
    [InlineData("Quantity more than maximum 100", "service=17", "username=a", "min=20", "max=101", "delay=0")]
    [InlineData("Incorrect max", "service=17", "username=a", "min=30", "max=20", "delay=0")]
    [InlineData("Incorrect delay", "service=17", "username=a", "min=20", "max=30", "delay=7")]
    [InlineData("Incorrect expiry", "service=17", "username=a", "min=20", "max=30", "delay=0", "expiry=2026-12-31")]
    [InlineData("Incorrect posts", "service=17", "username=a", "min=20", "max=30", "delay=0", "posts=many")]
    public async Task An_invalid_field_is_refused_and_nothing_is_charged(string error, params string[] fields)
    {
        Assert.Equal(error, await _panel.ErrorAsync("add", fields));
        Assert.Equal(0, _panel.Sandbox.OrderCount);
        Assert.Equal(1000m, _panel.Sandbox.Balance);
    }

    [Fact]
    public async Task A_user_name_will_do_for_a_link()
    {
        await _panel.OrderAsync(RunningSandbox.Likes, "link=@someone", "quantity=50");

        Assert.Equal("@someone", (string?)(await _panel.StateAsync())["orders"]![0]!["link"]);
    }

    [Fact]
    public async Task Order_ids_count_up_from_23501()
    {
        for (var id = 23501; id < 23510; id++)
            Assert.Equal(id, await _panel.OrderLikesAsync());
    }

    [Fact]
    public async Task An_order_that_the_balance_does_not_cover_is_refused()
    {
        using var panel = new RunningSandbox(RunningSandbox.Options(balance: 1m));
        await panel.OrderLikesAsync(1000);

        Assert.Equal("Not enough funds on balance", await panel.ErrorAsync("add", "service=1", Link, "quantity=1000"));
        Assert.Equal(0.1m, panel.Sandbox.Balance);
    }

    [Fact]
    public async Task Concurrent_orders_never_spend_more_than_the_balance()
    {
        using var panel = new RunningSandbox(RunningSandbox.Options(balance: 9m));

        var answers = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => panel.AskAsync("add", "service=1", Link, "quantity=1000")));

        Assert.Equal(10, answers.Count(answer => answer["order"] is not null));
        Assert.Equal(40, answers.Count(answer => (string?)answer["error"] == "Not enough funds on balance"));
        Assert.Equal(10, answers.Select(answer => (long?)answer["order"]).OfType<long>().Distinct().Count());
        Assert.Equal(0m, panel.Sandbox.Balance);
    }

    [Fact]
    public async Task A_second_order_for_an_active_link_is_taken_unless_the_sandbox_is_told_to_refuse_it()
    {
        await _panel.OrderLikesAsync();
        await _panel.OrderLikesAsync();
        Assert.Equal(2, _panel.Sandbox.OrderCount);

        using var strict = new RunningSandbox(RunningSandbox.Options(refuseActiveLink: true));
        await strict.OrderLikesAsync();
        Assert.Equal(
            "You have active order with this link. Please wait until order being completed.",
            await strict.ErrorAsync("add", "service=1", Link, "quantity=100"));
        await strict.OrderAsync(2, Link, "quantity=100");
        strict.Pass(minutes: 10);
        await strict.OrderLikesAsync();
    }

    public void Dispose() => _panel.Dispose();
}
