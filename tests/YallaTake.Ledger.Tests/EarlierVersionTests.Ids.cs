using Microsoft.Data.Sqlite;
using YallaTake.Ledger;
using YallaTake.Ledger.Entries;
using YallaTake.Ledger.Journal;
using YallaTake.Ledger.Postgres;
using YallaTake.Ledger.Sqlite;

namespace YallaTake;

/// <summary>Ids were integers in the columns of services and refills up to version 2 of the schema.</summary>
public sealed partial class EarlierVersionTests
{
    /// <summary>
    /// What a process of an earlier schema does when it orders, and when it asks for refills where that is different now.
    /// </summary>
    private static readonly string[] Ordering = ["claim", "renew", "settle", "restore"];

    public static TheoryData<int, string[]> Schemas =>
        new() { { 2, [.. Ordering, "refill"] }, { 3, Ordering }, { 4, Ordering }, { 5, Ordering }, { 6, Ordering }, { 7, Ordering } };

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    [InlineData(7)]
    public async Task Ids_of_services_and_refills_are_the_numbers_that_they_were(int schema)
    {
        foreach (var ledger in await BothOfAsync(schema))
        {
            await foreach (var order in ledger.FindAsync(new OrderFilter(), TestContext.Current.CancellationToken))
                Assert.InRange(Assert.IsType<long>(order.ServiceId), 101, 118);

            Assert.Equal([501L, 502L, 503L], (await ledger.GetAsync("refilled"))?.RefillId);
            Assert.Equal([504L], (await ledger.GetAsync("status-completed"))?.RefillId);
            Assert.Equal("type-package", await ledger.FindAsync(new OrderFilter { ServiceIds = ["102"], References = ["type-*"] }));
            foreach (var refill in new object[] { "d458005f6fc6", 501L })
                await ledger.RecordAsync([new Refill { RefillId = refill, OrderId = 23530L }]);
            Assert.Equal([501L, 502L, 503L, "d458005f6fc6"], (await ledger.GetAsync("refilled"))?.RefillId);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    [InlineData(7)]
    public async Task A_duplicate_of_what_was_ordered_before_is_seen(int schema)
    {
        foreach (var ledger in await BothOfAsync(schema))
        {
            var order = await ledger.GetAsync("type-package");
            var again = TestOrders.Intent("next", service: 102, link: order!.Link, noDuplicateWithin: TimeSpan.FromDays(1));
            await TestLedgers.RefusedAsync(ErrorId.DuplicateOrder, () => ledger.ClaimAsync(again));
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(6)]
    [InlineData(7)]
    public async Task An_overlap_with_what_was_ordered_before_is_seen(int schema)
    {
        foreach (var ledger in await BothOfAsync(schema))
        {
            var order = await ledger.GetAsync("type-package");
            var link = $"{order!.Link!.Replace("https://", "http://www.", StringComparison.Ordinal)}/?utm_source=mail";
            var again = TestOrders.Intent("next", service: 102, link: link, noOverlap: true);
            Assert.Equal(ErrorId.OrderOverlaps, (await ledger.PreviewAsync(again, alreadyCounted: 0))?.Id);
            await TestLedgers.RefusedAsync(ErrorId.OrderOverlaps, () => ledger.ClaimAsync(again));
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(7)]
    [InlineData(8)]
    public async Task The_sums_that_are_kept_from_then_on_are_those_of_all_orders(int schema)
    {
        var file = FileOf(schema);
        var database = await DatabaseOfAsync(schema);
        foreach (var ledger in new[] { file, OpenDatabase(database) })
        {
            var spent = await ledger.GetSpentAsync(TimeSpan.MaxValue, TestContext.Current.CancellationToken);
            await ledger.ClaimAsync(TestOrders.Intent("next", charge: 3));
            Assert.Equal(spent + 3, await ledger.GetSpentAsync(TimeSpan.MaxValue, TestContext.Current.CancellationToken));
        }

        using var connection = new LedgerConnection($"Data Source={_folder.File("orders.db")};Pooling=False");
        connection.Open();
        Assert.Equal(
            0,
            connection.Scalar<long>(
                """
                SELECT count(*) FROM (
                    SELECT 1 FROM (
                        SELECT account, day, thousands * 1000 + rest AS amount FROM spending
                        UNION ALL
                        SELECT account, sent_at / 86400000, -spent FROM entries WHERE spent > 0)
                    GROUP BY account, day HAVING sum(amount) <> 0)
                """));
        Assert.Equal(
            "0",
            await server.AskAsync(
                database,
                $"""
                SELECT count(*) FROM (
                    SELECT 1 FROM (
                        SELECT account, day, thousands * 1000 + rest AS amount FROM yallatake.spending
                        UNION ALL
                        SELECT account, {PostgresSchema.Day("sent_at")}, -spent FROM yallatake.entries WHERE spent > 0) AS a
                    GROUP BY account, day HAVING sum(amount) <> 0) AS d
                """));
    }

    [Fact]
    public async Task A_process_of_the_schema_before_keeps_the_sums_too()
    {
        const string Settle = "SET state = 'NotSent', spent = 0, is_open = FALSE WHERE reference = 'next'";
        var file = FileOf(8);
        var database = await DatabaseOfAsync(8);
        var shared = OpenDatabase(database);
        var before = await file.GetSpentAsync(TimeSpan.MaxValue, TestContext.Current.CancellationToken);
        foreach (var ledger in new[] { file, shared })
            await ledger.PlaceAsync("next", "1", TestOrders.Intent("next", charge: 3));

        // It opened the ledger before the update.
        using (var connection = new LedgerConnection($"Data Source={_folder.File("orders.db")};Pooling=False"))
        {
            connection.Open();
            connection.Execute($"UPDATE entries {Settle}");
        }

        await server.ExecuteAsync(database, $"UPDATE yallatake.entries {Settle}");

        foreach (var ledger in new[] { file, shared })
            Assert.Equal(before, await ledger.GetSpentAsync(TimeSpan.MaxValue, TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData(5)]
    [InlineData(6)]
    [InlineData(7)]
    public async Task An_order_that_was_sent_again_is_as_old_as_its_first_attempt(int schema)
    {
        var file = FileOf(schema);
        using (var connection = new LedgerConnection($"Data Source={_folder.File("orders.db")};Pooling=False"))
        {
            connection.Open();
            connection.Execute(
                "UPDATE entries SET state = 'Unknown', in_doubt = TRUE, sent_at = created_at + 3600000 WHERE reference = 'type-package'");
        }

        var database = await DatabaseOfAsync(schema);
        await server.ExecuteAsync(
            database,
            "UPDATE yallatake.entries SET state = 'Unknown', in_doubt = TRUE, sent_at = created_at + interval '1 hour' "
            + "WHERE reference = 'type-package'");

        foreach (var ledger in new[] { file, OpenDatabase(database) })
        {
            var order = await ledger.GetAsync("type-package");
            Assert.Equal((OrderState.Unknown, order!.CreatedAt), (order.Phase, order.SentAt));
        }
    }

    [Theory]
    [MemberData(nameof(Schemas))]
    public async Task A_process_of_an_earlier_schema_can_neither_claim_nor_settle_in_a_file(int schema, string[] statements)
    {
        await FileOf(schema).GetAsync("own-field");
        using var connection = new SqliteConnection($"Data Source={_folder.File("orders.db")};Pooling=False");
        connection.Open();

        foreach (var statement in statements)
        {
            using var command = connection.CreateCommand();
            command.CommandText = Statement(Schema(schema), $"sqlite {statement}");
            Assert.Matches("no such column|has no column", Assert.Throws<SqliteException>(() => command.ExecuteNonQuery()).Message);
        }
    }

    [Theory]
    [MemberData(nameof(Schemas))]
    public async Task A_process_of_an_earlier_schema_can_neither_claim_nor_settle_in_a_database(int schema, string[] statements)
    {
        var database = await DatabaseOfAsync(schema);
        await OpenDatabase(database).GetAsync("own-field");

        foreach (var statement in statements)
        {
            var failure = await Assert.ThrowsAsync<InvalidOperationException>(
                () => server.ExecuteAsync(database, Parameter().Replace(Statement(Schema(schema), $"postgres {statement}"), "NULL")));
            Assert.Matches("column .* does not exist", failure.Message);
        }
    }

    [Theory]
    [MemberData(nameof(Schemas))]
    public async Task The_same_statements_run_before_the_ledger_is_brought_up_to_date(int schema, string[] statements)
    {
        FileOf(schema);
        using var connection = new SqliteConnection($"Data Source={_folder.File("orders.db")};Pooling=False");
        connection.Open();
        var database = await DatabaseOfAsync(schema);

        foreach (var statement in statements.Except(["claim", "restore"]))
        {
            using var command = connection.CreateCommand();
            command.CommandText = Parameter().Replace(Statement(Schema(schema), $"sqlite {statement}"), "NULL");
            command.ExecuteNonQuery();
            await server.ExecuteAsync(database, Parameter().Replace(Statement(Schema(schema), $"postgres {statement}"), "NULL"));
        }
    }

    [Fact]
    public async Task A_role_that_could_order_before_can_order_after_the_update()
    {
        var database = await DatabaseOfAsync(3);
        await server.ExecuteAsync("postgres", $"CREATE ROLE {database}_user LOGIN PASSWORD 'sesam open'");
        await server.ExecuteAsync(
            database,
            $"GRANT USAGE ON SCHEMA yallatake TO {database}_user; "
            + $"GRANT SELECT, INSERT, UPDATE ON ALL TABLES IN SCHEMA yallatake TO {database}_user");
        await OpenDatabase(database).GetAsync("own-field");

        var address = server.Address(database, $"{database}_user") + ";Password=sesam open";
        var ledger = Opened(TestLedgers.InDatabase(address, new OutcomeJournal(_folder.File("journal")), time: Time));
        await ledger.ClaimAsync(TestOrders.Intent(balanceBefore: 5));

        Assert.Equal(5, Assert.Single(await ledger.GetBalancesAsync(default, TestContext.Current.CancellationToken)).Balance);
    }

    private static string Schema(int version) => Path.Combine(AppContext.BaseDirectory, "Fixtures", $"schema-{version}");

    private async Task<OrderLedger[]> BothOfAsync(int schema) => [FileOf(schema), OpenDatabase(await DatabaseOfAsync(schema))];

    private StoredLedger FileOf(int schema)
    {
        var path = _folder.File("orders.db");
        File.Copy(Path.Combine(Fixtures, "orders.db"), path);
        using (var connection = new LedgerConnection($"Data Source={path};Pooling=False"))
        {
            connection.Open();
            for (var version = 1; version < schema; version++)
                connection.Execute($"BEGIN; {SqliteSchema.Migrations[version]} PRAGMA user_version = {version + 1}; COMMIT");
        }

        return OpenFile();
    }

    private async Task<string> DatabaseOfAsync(int schema)
    {
        var database = await RestoreAsync();
        for (var version = 1; version < schema; version++)
            await server.ExecuteAsync(database, PostgresSchema.Migrations[version]);
        await server.ExecuteAsync(database, $"UPDATE yallatake.ledger SET version = {schema}");
        return database;
    }
}
