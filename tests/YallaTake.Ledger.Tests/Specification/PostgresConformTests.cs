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
        var address = PostgresAddress.Parse(_server.Address(await _server.NewDatabaseAsync()), null);
        using var store = new PostgresStore(
            address,
            makes: true,
            TimeProvider.System,
            Chance.System)
        { ServerTime = () => (Clock.Value ?? TimeProvider.System).GetUtcNow() };
        await ConformAsync(store, isLimited, Enum.Parse<PanelField>(field));
    }
}
