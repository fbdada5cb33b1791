using YallaTake.Client.Resilience;
using YallaTake.Ledger.Sqlite;

namespace YallaTake;

[Trait("Speed", "Slow")]
public sealed class SqliteConformTests(ITestOutputHelper output) : ConformTests(output)
{
    [Fact]
    public Task A_file_does_what_the_specification_says() => ConformAsync(isLimited: true);

    [Fact]
    public Task A_file_does_what_the_specification_says_without_a_limit() => ConformAsync(isLimited: false);

    [Fact]
    public Task A_file_does_what_the_specification_says_at_a_panel_that_gives_orders_back() =>
        ConformAsync(isLimited: false, PanelField.Honored);

    [Fact]
    public async Task A_file_does_what_the_specification_says_of_fallbacks()
    {
        using var store = new SqliteStore(Path.Combine(Folder, "orders.db"), makes: true, TimeProvider.System, Chance.System);
        await ConformWithFallbacksAsync(store);
    }

    [Fact]
    public async Task A_file_keeps_the_sums_of_what_was_spent()
    {
        using var store = new SqliteStore(Path.Combine(Folder, "orders.db"), makes: true, TimeProvider.System, Chance.System);
        await ConformSpendingAsync(store);
    }

    private async Task ConformAsync(bool isLimited, PanelField field = PanelField.None)
    {
        using var store = new SqliteStore(Path.Combine(Folder, "orders.db"), makes: true, TimeProvider.System, Chance.System);
        await ConformAsync(store, isLimited, field);
    }
}
