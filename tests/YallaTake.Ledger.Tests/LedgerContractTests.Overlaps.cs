namespace YallaTake;

public abstract partial class LedgerContractTests
{
    [Theory]
    [InlineData(OrderState.Sending, "is being sent right now")]
    [InlineData(OrderState.Unknown, "Resolve-YtOrder")]
    [InlineData(OrderState.Placed, "Wait-YtOrder")]
    [InlineData(OrderState.Rejected, null)]
    [InlineData(OrderState.NotSent, null)]
    public async Task An_order_beside_an_open_one_is_refused_when_asked(OrderState state, string? next)
    {
        await BringToAsync(state, TestOrders.Intent("first"));

        var refusal = await RefusalAsync(() => Ledger.ClaimAsync(TestOrders.Intent("second", noOverlap: true)));

        Assert.Equal(next is null ? null : ErrorId.OrderOverlaps, refusal?.Id);
        if (next is not null)
        {
            Assert.Contains("'first'", refusal!.Message, StringComparison.Ordinal);
            Assert.Contains(next, refusal.Message, StringComparison.Ordinal);
            Assert.Contains("Nothing was sent.", refusal.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Only_an_order_of_the_same_service_or_category_for_what_the_link_points_to_overlaps()
    {
        await PlaceAsync("first", "1", TestOrders.Intent("first", service: 7, category: "Likes"));

        await RefusedAsync(ErrorId.OrderOverlaps, () => Overlap("same service", service: 7, category: "Renamed"));
        await RefusedAsync(ErrorId.OrderOverlaps, () => Overlap("same category", service: 8));
        await RefusedAsync(ErrorId.OrderOverlaps, () => Overlap("same page", link: "http://www.example.com/p/1/?utm_source=mail"));
        await Overlap("other category", service: 8, category: "Views");
        await Overlap("other link", link: "https://example.com/p/2");
        await Overlap("no link", link: null);
        await Overlap("no link either", link: null);
        await Ledger.ClaimAsync(TestOrders.Intent("not asked"));

        Task Overlap(string reference, PanelId? service = null, string category = "Likes", string? link = TestOrders.Link) =>
            Ledger.ClaimAsync(TestOrders.Intent(reference, service: service, category: category, link: link, noOverlap: true));
    }

    [Theory]
    [InlineData("Completed", false)]
    [InlineData("Canceled", false)]
    [InlineData("In progress", true)]
    [InlineData("A new word", true)]
    public async Task An_order_overlaps_until_its_final_status_is_heard(string status, bool refused)
    {
        await PlaceAsync("first", "23501", TestOrders.Intent("first"));
        await RefusedAsync(ErrorId.OrderOverlaps, () => Ledger.ClaimAsync(TestOrders.Intent("second", noOverlap: true)));

        await Ledger.RecordAsync([TestOrders.Status(23501, status)]);

        var refusal = await RefusalAsync(() => Ledger.ClaimAsync(TestOrders.Intent("second", noOverlap: true)));
        Assert.Equal(refused ? ErrorId.OrderOverlaps : null, refusal?.Id);
        if (refused)
            Assert.Contains(status, refusal!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_order_does_not_overlap_with_its_own_earlier_attempt()
    {
        await BringToAsync(OrderState.NotSent, TestOrders.Intent("order", noOverlap: true));

        var claim = await Ledger.ClaimAsync(TestOrders.Intent("order", noOverlap: true));
        await Ledger.SettleAsync(claim, TestOrders.Placed("1"), TestOrders.Intent("order"));

        Assert.Equal(1L, (await Ledger.ClaimAsync(TestOrders.Intent("order", noOverlap: true))).Existing?.OrderId);
    }

    [Fact]
    public async Task A_corrected_order_overlaps_by_its_new_link()
    {
        await BringToAsync(OrderState.Rejected, TestOrders.Intent("first", link: "https://example.com/p/2"));
        await Ledger.ClaimAsync(TestOrders.Intent("first"));

        await RefusedAsync(ErrorId.OrderOverlaps, () => Ledger.ClaimAsync(TestOrders.Intent("second", noOverlap: true)));
        await Ledger.ClaimAsync(TestOrders.Intent("third", link: "https://example.com/p/2", noOverlap: true));
    }

    [Fact]
    public async Task Of_orders_at_once_for_one_link_only_one_goes_through()
    {
        var claims = await Task.WhenAll(Enumerable.Range(1, 16).Select(number => Task.Run(() => RefusalAsync(
            () => Open().ClaimAsync(TestOrders.Intent($"order {number}", service: number, noOverlap: true))))));

        Assert.Single(claims, refusal => refusal is null);
        Assert.All(claims.OfType<YallaTakeException>(), refusal => Assert.Equal(ErrorId.OrderOverlaps, refusal.Id));
    }

    [Fact]
    public async Task An_order_under_another_key_of_the_address_overlaps()
    {
        await PlaceAsync("first", "1", TestOrders.Intent("first"));

        await RefusedAsync(ErrorId.OrderOverlaps, () => Open("new key").ClaimAsync(TestOrders.Intent("second", noOverlap: true)));
        await Open("key", "other.example").ClaimAsync(TestOrders.Intent("second", noOverlap: true));
    }

    [Fact]
    public async Task An_overlap_is_foreseen()
    {
        await PlaceAsync("first", "1", TestOrders.Intent("first"));

        Assert.Equal(
            ErrorId.OrderOverlaps, (await Ledger.PreviewAsync(TestOrders.Intent("second", noOverlap: true), alreadyCounted: 0))?.Id);
        Assert.Null(await Ledger.PreviewAsync(TestOrders.Intent("second"), alreadyCounted: 0));
    }
}
