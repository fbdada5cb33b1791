using YallaTake.Client.Answers;
using YallaTake.Ledger.Search;

namespace YallaTake;

/// <summary>What a panel's list of orders says of an order whose outcome is unknown.</summary>
public sealed class OrderListJudgeTests
{
    private static readonly DateTimeOffset Sent = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan Zone = TimeSpan.FromHours(3);

    private readonly List<ListedOrder> _listed = [Listed(23501, at: Sent - TimeSpan.FromHours(1), link: "https://example.com/before")];

    private readonly Dictionary<PanelId, Order> _ours = new()
    {
        [23501] = Entry("before", Sent - TimeSpan.FromHours(1), "https://example.com/before", OrderState.Placed),
    };

    private readonly List<Order> _open = [Entry("order", Sent)];

    [Theory]
    [InlineData(0)]
    [InlineData(5)]
    public void The_one_order_of_the_list_that_is_the_same_and_in_no_entry_is_it(int acceptedAfterMinutes)
    {
        _listed.Add(Listed(23502, Sent + TimeSpan.FromMinutes(acceptedAfterMinutes)));

        var verdict = Judge();

        Assert.Equal((SearchOutcome.Placed, "23502"), (verdict?.Outcome, Assert.Single(verdict!.OrderIds).ToString()));
        Assert.StartsWith("Placed: order 23502 is in the panel's list", verdict.Seen, StringComparison.Ordinal);
    }

    [Fact]
    public void That_the_list_has_no_such_order_says_nothing() => Assert.Null(Judge());

    [Theory]
    [InlineData("service")]
    [InlineData("link")]
    [InlineData("link in capitals")]
    [InlineData("quantity")]
    [InlineData("too early")]
    [InlineData("too late")]
    [InlineData("no service")]
    [InlineData("no link")]
    [InlineData("no quantity")]
    [InlineData("no time")]
    [InlineData("in the ledger")]
    [InlineData("one of another order's ids")]
    public void An_order_that_is_not_the_same_in_all_is_not_it(string how)
    {
        var order = Listed(23502, Sent);
        _listed.Add(how switch
        {
            "service" => order with { ServiceId = 8 },
            "link" => order with { Link = TestOrders.Link + "0" },
            "link in capitals" => order with { Link = TestOrders.Link.ToUpperInvariant() },
            "quantity" => order with { Quantity = 999 },
            "too early" => order with { CreatedAt = order.CreatedAt - TimeSpan.FromMinutes(3) },
            "too late" => order with { CreatedAt = order.CreatedAt + TimeSpan.FromMinutes(20) },
            "no service" => order with { ServiceId = null },
            "no link" => order with { Link = null },
            "no quantity" => order with { Quantity = null },
            "no time" => order with { CreatedAt = null },
            _ => order,
        });
        if (how == "in the ledger")
            _ours[23502] = Entry("other", Sent, state: OrderState.Placed);
        if (how == "one of another order's ids")
            _open.Add(Entry("other", Sent, "https://example.com/p/2", OrderState.Placed, [23502L, 23503L]));

        Assert.Null(Judge());
    }

    [Theory]
    [InlineData("two such orders")]
    [InlineData("another unknown order of the same content")]
    [InlineData("another order of the same content that is being sent")]
    [InlineData("others use the account")]
    [InlineData("no order of ours")]
    [InlineData("our order is of last week")]
    [InlineData("our order has no time")]
    [InlineData("the list has days only")]
    [InlineData("two time zones")]
    [InlineData("another service of our order")]
    [InlineData("another link of our order of the same service")]
    public void What_leaves_doubt_shows_the_order_and_settles_nothing(string how)
    {
        _listed.Add(Listed(23502, Sent));
        switch (how)
        {
            case "two such orders":
                _listed.Add(Listed(23503, Sent));
                break;
            case "another unknown order of the same content":
                _open.Add(Entry("other", Sent));
                break;
            case "another order of the same content that is being sent":
                _open.Add(Entry("other", Sent, state: OrderState.Sending));
                break;
            case "no order of ours":
                _ours.Clear();
                _listed.RemoveAt(0);
                break;
            case "our order is of last week":
                _ours[23501] = Entry("before", Sent - TimeSpan.FromDays(7), "https://example.com/before", OrderState.Placed);
                break;
            case "our order has no time":
                _listed[0] = _listed[0] with { CreatedAt = null };
                break;
            case "the list has days only":
                _listed[0] = _listed[0] with { CreatedAt = Sent.Date - TimeSpan.FromMinutes(4) };
                break;
            case "two time zones":
                _ours[23500] = Entry("zone", Sent, "https://example.com/zone", OrderState.Placed);
                _listed.Add(Listed(23500, Sent + TimeSpan.FromHours(1), "https://example.com/zone"));
                break;
            case "another service of our order":
                _listed[0] = _listed[0] with { ServiceId = 8 };
                break;
            case "another link of our order of the same service":
                _listed[0] = _listed[0] with { Link = "https://example.com/elsewhere" };
                break;
        }

        var verdict = Judge(isShared: how == "others use the account");

        Assert.Equal(SearchOutcome.Undecided, verdict?.Outcome);
        Assert.Contains("list of orders has order 23502", verdict!.Seen, StringComparison.Ordinal);
    }

    private SearchVerdict? Judge(bool isShared = false) => new OrderListJudge(_listed, _ours, _open).Judge(_open[0], isShared);

    // The panel writes its own time.
    private static ListedOrder Listed(long id, DateTimeOffset at, string link = TestOrders.Link) =>
        new(id) { ServiceId = 7, Link = link, Quantity = 1000, CreatedAt = at + Zone + TimeSpan.FromSeconds(1) };

    private static Order Entry(
        string reference,
        DateTimeOffset sentAt,
        string link = TestOrders.Link,
        OrderState state = OrderState.Unknown,
        object[]? candidates = null) => new()
        {
            Reference = reference,
            ServiceId = 7L,
            Link = link,
            Count = 1000,
            Phase = state,
            SentAt = sentAt,
            LeftBy = sentAt + TimeSpan.FromSeconds(30),
            CandidateId = candidates ?? [],
        };
}
