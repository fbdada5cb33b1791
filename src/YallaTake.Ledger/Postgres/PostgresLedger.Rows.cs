using System.Globalization;
using Npgsql;

namespace YallaTake;

internal sealed partial class PostgresLedger
{
    private NpgsqlParameter Now => Given.Time("now", _time.GetUtcNow());

    private NpgsqlParameter ServerNow => Given.Time("server_now", ServerTime?.Invoke());

    /// <inheritdoc/>
    public override Task RecordAsync(IReadOnlyList<OrderStatus> statuses) => RecordAsync(
        statuses.OrderBy(status => status.OrderId),
        $"""
        UPDATE yallatake.orders SET status = @status, charge = coalesce(@charge, charge), start_count = coalesce(@start, start_count), remains = coalesce(@remains, remains),
            status_at = @now, is_open = NOT @final,
            spent = CASE WHEN @units IS NULL THEN spent WHEN @final THEN @units ELSE greatest(spent, @units) END
        WHERE account = @account AND order_id = @order
        """,
        status =>
        [
            Order(status.OrderId),
            Given.Text("status", status.Status),
            Given.Money("charge", status.Charge),
            Given.Number("start", status.StartCount),
            Given.Number("remains", status.Remains),
            Given.Flag("final", status.IsFinal),
            Given.Number("units", status.Charge is { } charge ? Money.Units(charge) : null),
        ]);

    /// <inheritdoc/>
    public override Task RecordAsync(IReadOnlyList<Refill> refills) => RecordAsync(
        refills.OrderBy(refill => refill.RefillId),
        $"""
        INSERT INTO yallatake.refills (account, refill_id, entry, requested_at)
        SELECT account, @refill, entry, @now FROM yallatake.orders WHERE account = @account AND order_id = @order
        ON CONFLICT DO NOTHING
        """,
        refill => [Order(refill.OrderId), Given.Number("refill", refill.RefillId)]);

    /// <inheritdoc/>
    public override Task RecordAsync(IReadOnlyList<RefillStatus> statuses) => RecordAsync(
        statuses.OrderBy(status => status.RefillId),
        $"UPDATE yallatake.refills SET status = @status, status_at = @now WHERE account = @account AND refill_id = @refill",
        status => [Given.Number("refill", status.RefillId), Given.Text("status", status.Status)]);

    /// <inheritdoc/>
    public override Task RecordAsync(IReadOnlyList<Cancellation> cancellations) => RecordAsync(
        cancellations.OrderBy(cancellation => cancellation.OrderId),
        $"UPDATE yallatake.orders SET cancel_at = coalesce(cancel_at, @now) WHERE account = @account AND order_id = @order",
        cancellation => [Order(cancellation.OrderId)]);

    private static NpgsqlParameter Account(string account) => Given.Text("account", account);

    private static NpgsqlParameter Order(long id) => Given.Text("order", id.ToString(CultureInfo.InvariantCulture));

    private Task<Order?> GetAsync(NpgsqlConnection connection, string account, string reference) =>
        OneAsync(connection, "o.account = @account AND o.reference = @reference", Account(account), Now, ServerNow, Given.Text("reference", reference));

    private Task<Order?> OneAsync(NpgsqlConnection connection, string where, params NpgsqlParameter[] parameters) =>
        OneOfAsync(connection, $"SELECT {PostgresRow.Columns} FROM yallatake.orders AS o WHERE {where} LIMIT 1", parameters);

    private Task<Order?> OneOfAsync(NpgsqlConnection connection, string sql, params NpgsqlParameter[] parameters) =>
        connection.FirstAsync(sql, row => PostgresRow.Read(row, _panel), parameters);

    // All in one round trip and one transaction; in order, so that two hosts do not wait for each other crosswise.
    private async Task RecordAsync<T>(IEnumerable<T> items, string sql, Func<T, NpgsqlParameter[]> parameters)
    {
        var all = items.ToArray();
        if (all.Length == 0)
            return;

        await RunAsync(async (connection, account) =>
        {
            var batch = connection.CreateBatch();
            await using var _ = batch.ConfigureAwait(false);
            foreach (var item in all)
                batch.Add(sql, [Account(account), Now, ServerNow, .. parameters(item)]);
            return await batch.ExecuteNonQueryAsync().ConfigureAwait(false);
        }).ConfigureAwait(false);
    }

    // What is kept on this machine comes first: it may be about the very order in question.
    private async Task<T> RunAsync<T>(Func<NpgsqlConnection, string, Task<T>> work)
    {
        try
        {
            return await _store.RunAsync(async connection =>
            {
                var account = await AccountAsync(connection).ConfigureAwait(false);
                if (await _journal.SettleAsync(account, kept => SettleKeptAsync(connection, kept)).ConfigureAwait(false) is > 0 and var settled)
                    Interlocked.Add(ref _caughtUp, settled);
                return await work(connection, account).ConfigureAwait(false);
            }).ConfigureAwait(false);
        }
        catch (YallaTakeException exception) when (exception.Id == ErrorId.LedgerUnavailable)
        {
            // By the next time another database may be in its place, with a salt of its own.
            _account = null;
            if (Kept == 0)
                throw;
            throw new YallaTakeException(exception.Id, $"{exception.Message} Until then what {Kept} orders came to is kept in {_journal.Folder}; it is written down as soon as the ledger is back.", exception.InnerException);
        }
    }

    private async Task<bool> SettleKeptAsync(NpgsqlConnection connection, KeptOutcome kept) =>
        await SettleAsync(connection, kept).ConfigureAwait(false) is not null || !kept.MayCost;

    private Task<string> AccountAsync(NpgsqlConnection connection) =>
        _account is { IsFaulted: false, IsCanceled: false } account ? account : _account = NameAccountAsync(connection);

    private async Task<string> NameAccountAsync(NpgsqlConnection connection) => _fingerprint(await PostgresSchema.PrepareAsync(connection, _chance).ConfigureAwait(false));
}
