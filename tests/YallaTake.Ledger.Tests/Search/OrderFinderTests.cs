namespace YallaTake;

/// <summary>What a range of ids holds.</summary>
public sealed class OrderFinderTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly SearchAccount _account;

    public OrderFinderTests() => _account = new SearchAccount(_folder.File("orders.db"));

    [Fact]
    public async Task A_range_ends_at_the_last_number_there_is()
    {
        await _account.OrderAsync("first");
        var (finder, before) = (_account.Desk.Finder(), _account.Panel.Requests);

        var found = await finder.FindAsync(long.MaxValue - 150, long.MaxValue, 5, default)
            .ToListAsync(TestContext.Current.CancellationToken);

        Assert.Empty(found);
        Assert.Null(finder.NotSearched);
        Assert.Equal(2, _account.Panel.Requests - before);
    }

    [Fact]
    public async Task An_id_that_the_panel_gave_to_two_orders_is_found_once()
    {
        await _account.OrderAsync("first");
        await _account.OrderAsync("second", fate: new AddFate(Acts: false, Answers: true));

        var found = await _account.Desk.Finder().FindAsync(23501, 23510, 5, default).ToListAsync(TestContext.Current.CancellationToken);

        Assert.Equal((23501L, "first"), found.Select(order => (order.OrderId, order.Reference)).Single());
    }

    public void Dispose()
    {
        _account.Dispose();
        _folder.Dispose();
    }
}
