using YallaTake.Client.Resilience;
using YallaTake.Ledger.Postgres;

namespace YallaTake;

[Collection(PostgresCollection.Name)]
[Trait("Speed", "Slow")]
public sealed class PostgresConformTests : ConformTests
{
    private readonly PostgresServer _server;

    public PostgresConformTests(PostgresServer server, ITestOutputHelper output)
        : base(output)
    {
        PostgresServer.SkipIfMissing();
        _server = server;
    }

    [Theory]
    [InlineData(true, nameof(PanelField.None))]
    [InlineData(false, nameof(PanelField.None))]
    [InlineData(false, nameof(PanelField.Honored))]
    public async Task A_database_does_what_the_specification_says(bool isLimited, string field)
    {
        using var store = await OpenAsync();
        await ConformAsync(store, isLimited, Enum.Parse<PanelField>(field));
    }

    [Fact]
    public async Task A_database_does_what_the_specification_says_of_fallbacks()
    {
        using var store = await OpenAsync();
        await ConformWithFallbacksAsync(store);
    }

    [Fact]
    public async Task A_database_keeps_the_sums_of_what_was_spent()
    {
        using var store = await OpenAsync();
        await ConformSpendingAsync(store);
    }

    private async Task<PostgresStore> OpenAsync() => new(
        PostgresAddress.Parse(_server.Address(await _server.NewDatabaseAsync()), null), makes: true, TimeProvider.System, Chance.System)
    {
        ServerTime = () => (Clock.Value ?? TimeProvider.System).GetUtcNow(),
    };
}
