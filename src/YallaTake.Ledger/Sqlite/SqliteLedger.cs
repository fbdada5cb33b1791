using System.Globalization;
using System.Runtime.CompilerServices;
using Microsoft.Data.Sqlite;

namespace YallaTake;

/// <summary>The ledger in a file of its own, shared by every process of this machine. Nothing is opened before the first use.</summary>
internal sealed partial class SqliteLedger : OrderLedger
{
    private readonly LedgerFile _file;
    private readonly CommitGroup _writes;
    private readonly string? _panel;
    private readonly Func<byte[], string> _fingerprint;
    private readonly TimeProvider _time;
    private Task<string>? _account;

    /// <summary>Makes a ledger of one account in a file.</summary>
    /// <param name="path">The file; it is made at the first order.</param>
    /// <param name="panel">The name that orders carry as their panel.</param>
    /// <param name="fingerprint">Names the account by a slow hash with the ledger's salt, so that no key is stored: see <see cref="PanelClient.Fingerprint"/>.</param>
    /// <param name="time">The time that is written down, and that leases go by.</param>
    /// <param name="chance">Where a new file's salt comes from.</param>
    internal SqliteLedger(string path, string? panel, Func<byte[], string> fingerprint, TimeProvider time, Chance chance)
    {
        _file = new LedgerFile(path, chance);
        _writes = new CommitGroup(_file);
        _panel = panel;
        _fingerprint = fingerprint;
        _time = time;
    }

    /// <inheritdoc/>
    public override string Address => _file.Path;

    /// <inheritdoc/>
    public override Task<OrderClaim> ClaimAsync(OrderIntent intent) => WriteAsync<OrderClaim>(account =>
    {
        var fields = OrderRow.Fields(intent.Request);
        return connection => Claim(connection, account, intent, fields);
    });

    /// <inheritdoc/>
    public override Task<bool> RenewAsync(OrderClaim claim, TimeSpan lease) => WriteAsync<bool>(_ => connection => connection.Execute(
        "UPDATE orders SET lease_until = @lease WHERE entry = @entry AND holder = @holder",
        ("@lease", Now() + (long)lease.TotalMilliseconds),
        ("@holder", ((SqliteClaim)claim).Holder),
        ("@entry", claim.Entry)) == 1);

    /// <inheritdoc/>
    public override Task<Order> SettleAsync(OrderClaim claim, OrderOutcome outcome) => WriteAsync<Order>(account => connection =>
    {
        var entry = One(connection, "entry = @entry", ("@entry", claim.Entry))!;

        // An answer may come after the entry was settled by hand; then only that the order was placed is news.
        connection.Execute(
            """
            UPDATE orders SET state = @state, order_id = @order, error = @error, settled_at = @now, holder = NULL, lease_until = NULL,
                is_open = @open, spent = CASE WHEN @open THEN @spent ELSE 0 END
            WHERE entry = @entry AND (holder = @holder OR @order IS NOT NULL AND state NOT IN ('Placed', 'Sending'))
            """,
            ("@state", outcome.State.ToString()),
            ("@order", outcome.OrderId),
            ("@error", outcome.Failure?.Message),
            ("@now", Now()),
            ("@open", outcome.State is OrderState.Placed or OrderState.Unknown),
            ("@spent", Money.Units(entry.EstimatedCharge)),
            ("@holder", ((SqliteClaim)claim).Holder),
            ("@entry", claim.Entry));
        var settled = One(connection, "entry = @entry", ("@entry", claim.Entry))!;
        return outcome.OrderId is { } bought && bought != settled.OrderIdText ? AddSecond(connection, account, settled, bought) : settled;
    });

    /// <inheritdoc/>
    public override async Task<Order?> RecallAsync(string reference, OrderRequest request)
    {
        if (!_file.Exists)
            return null;

        var account = await AccountAsync().ConfigureAwait(false);
        return Read(connection => Recall(connection, account, reference, request.ServiceId, OrderRow.Fields(request)));
    }

    /// <inheritdoc/>
    public override async Task<YallaTakeException?> PreviewAsync(OrderIntent intent, decimal alreadyCounted)
    {
        if (!_file.Exists)
            return Refusal(() => ClaimRules.ThrowIfLimited(intent, alreadyCounted));

        var account = await AccountAsync().ConfigureAwait(false);
        return Read(connection => Refusal(() => Check(connection, account, intent, OrderRow.Fields(intent.Request), alreadyCounted)));
    }

    /// <inheritdoc/>
    public override async Task<Order?> GetAsync(string reference)
    {
        if (!_file.Exists)
            return null;

        var account = await AccountAsync().ConfigureAwait(false);
        return Read(connection => Get(connection, account, reference));
    }

    /// <inheritdoc/>
    public override async IAsyncEnumerable<Order> FindAsync(OrderFilter filter, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        if (!_file.Exists)
            yield break;

        var account = await AccountAsync().ConfigureAwait(false);
        var (sql, parameters) = OrderQuery.Build(account, filter);
        using var connection = Guard(_file.OpenForReading);
        using var rows = Guard(() => connection.Query(sql, parameters));
        while (Guard(rows.Read))
        {
            cancellationToken.ThrowIfCancellationRequested();
            var order = OrderRow.Read(rows, _panel, _time.GetUtcNow());
            if (filter.States is not { } states || states.Contains(order.State))
                yield return order;
        }
    }

    /// <inheritdoc/>
    public override Task<Order> ResolveAsync(string reference, string? orderIdText) => WriteAsync<Order>(account => connection =>
    {
        var entry = Get(connection, account, reference) ?? throw ClaimRules.NotFound(reference);
        if (entry.State != OrderState.Unknown)
            throw ClaimRules.NothingToResolve(entry);
        if (orderIdText is not null && One(connection, "account = @account AND order_id = @order", ("@account", account), ("@order", orderIdText)) is { } other)
            throw ClaimRules.OrderIdTaken(orderIdText, other.Reference!);

        connection.Execute(
            """
            UPDATE orders SET state = @state, order_id = @order, error = @error, settled_at = @now, holder = NULL, lease_until = NULL,
                is_open = @placed, spent = CASE WHEN @placed THEN spent ELSE 0 END
            WHERE account = @account AND reference = @reference
            """,
            ("@state", (orderIdText is null ? OrderState.NotSent : OrderState.Placed).ToString()),
            ("@order", orderIdText),
            ("@error", orderIdText is null ? "Settled as not placed." : null),
            ("@now", Now()),
            ("@placed", orderIdText is not null),
            ("@account", account),
            ("@reference", reference));
        return Get(connection, account, reference)!;
    });

    /// <inheritdoc/>
    public override Task RecordAsync(IReadOnlyList<OrderStatus> statuses) => RecordAsync(
        statuses,
        """
        UPDATE orders SET status = @status, charge = coalesce(@charge, charge), start_count = coalesce(@start, start_count), remains = coalesce(@remains, remains),
            status_at = @now, is_open = NOT @final,
            spent = CASE WHEN @units IS NULL THEN spent WHEN @final THEN @units ELSE max(spent, @units) END
        WHERE account = @account AND order_id = @order
        """,
        status =>
        [
            ("@order", Text(status.OrderId)),
            ("@status", status.Status),
            ("@charge", Money.Text(status.Charge)),
            ("@start", status.StartCount),
            ("@remains", status.Remains),
            ("@final", status.IsFinal),
            ("@units", status.Charge is { } charge ? Money.Units(charge) : null),
        ]);

    /// <inheritdoc/>
    public override Task RecordAsync(IReadOnlyList<Refill> refills) => RecordAsync(
        refills,
        """
        INSERT INTO refills (account, refill_id, entry, requested_at)
        SELECT account, @refill, entry, @now FROM orders WHERE account = @account AND order_id = @order
        ON CONFLICT DO NOTHING
        """,
        refill => [("@order", Text(refill.OrderId)), ("@refill", refill.RefillId)]);

    /// <inheritdoc/>
    public override Task RecordAsync(IReadOnlyList<RefillStatus> statuses) => RecordAsync(
        statuses,
        "UPDATE refills SET status = @status, status_at = @now WHERE account = @account AND refill_id = @refill",
        status => [("@refill", status.RefillId), ("@status", status.Status)]);

    /// <inheritdoc/>
    public override Task RecordAsync(IReadOnlyList<Cancellation> cancellations) => RecordAsync(
        cancellations,
        "UPDATE orders SET cancel_at = coalesce(cancel_at, @now) WHERE account = @account AND order_id = @order",
        cancellation => [("@order", Text(cancellation.OrderId))]);

    /// <inheritdoc/>
    protected override void Dispose(bool disposing) => _writes.Dispose();

    private async Task<T> WriteAsync<T>(Func<string, Func<LedgerConnection, T>> work)
    {
        try
        {
            var account = await AccountAsync().ConfigureAwait(false);
            return await _writes.RunAsync(work(account)).ConfigureAwait(false);
        }
        catch (YallaTakeException exception) when (exception.Id == ErrorId.LedgerUnavailable)
        {
            // By the next time another file may be in its place, with a salt of its own.
            _account = null;
            throw;
        }
    }

    private Task<string> AccountAsync() => _account is { IsFaulted: false } account ? account : _account = NameAccountAsync();

    private async Task<string> NameAccountAsync() =>
        _fingerprint(await _writes.RunAsync(connection => connection.Scalar<byte[]>("SELECT salt FROM ledger")!).ConfigureAwait(false));

    private T Read<T>(Func<LedgerConnection, T> read) => Guard(() =>
    {
        using var connection = _file.OpenForReading();
        return read(connection);
    });

    private T Guard<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception exception) when (exception is SqliteException or InvalidDataException)
        {
            throw _file.Unavailable(exception);
        }
    }

    private static YallaTakeException? Refusal(Action check)
    {
        try
        {
            check();
            return null;
        }
        catch (YallaTakeException exception)
        {
            return exception;
        }
    }

    private long Now() => _time.GetUtcNow().ToUnixTimeMilliseconds();

    private long Since(TimeSpan time) => time >= TimeSpan.FromDays(36500) ? 0 : (_time.GetUtcNow() - time).ToUnixTimeMilliseconds();

    private static string Text(long id) => id.ToString(CultureInfo.InvariantCulture);

    private sealed record SqliteClaim(long Entry, string Holder) : OrderClaim(Entry, null);
}
