using System.Net;
using System.Runtime.CompilerServices;
using Npgsql;

namespace YallaTake;

/// <summary>The ledger in a PostgreSQL database, shared by every machine that reaches it. Nothing is opened before the first use.</summary>
/// <remarks>An order is claimed in one round trip and settled in one. Only claims that have a sum or a duplicate to look at wait for each other, and only within their account.</remarks>
internal sealed partial class PostgresLedger : OrderLedger
{
    // Between a refusal and asking why, others may have changed everything; not for ever.
    private const int MostAttempts = 10;

    private readonly PostgresStore _store;
    private readonly OutcomeJournal _journal;
    private readonly string? _panel;
    private readonly Func<byte[], string> _fingerprint;
    private readonly TimeProvider _time;
    private readonly Chance _chance;
    private Task<string>? _account;
    private int _caughtUp;

    /// <summary>Makes a ledger of one account in a database.</summary>
    /// <param name="address">The database, as Npgsql's settings or as a postgresql:// address.</param>
    /// <param name="credential">The role and its password; null when the address, PGPASSFILE or the server's own rules say enough.</param>
    /// <param name="journal">A folder of this user on this machine, to keep outcomes in while the database is gone.</param>
    /// <param name="panel">The name that orders carry as their panel.</param>
    /// <param name="fingerprint">Names the account by a slow hash with the ledger's salt, so that no key is stored: see <see cref="PanelClient.Fingerprint"/>.</param>
    /// <param name="time">The time that is written down, and that waits go by; leases go by the server's.</param>
    /// <param name="chance">Where a new ledger's salt, the marks of claims and the jitter of repeated work come from.</param>
    /// <exception cref="YallaTakeException">LedgerUnavailable: the address cannot be read.</exception>
    internal PostgresLedger(string address, NetworkCredential? credential, string journal, string? panel, Func<byte[], string> fingerprint, TimeProvider time, Chance chance)
    {
        var database = PostgresAddress.Parse(address, credential);
        Address = database.ToString();
        _store = new PostgresStore(database, time, chance);
        _journal = new OutcomeJournal(journal, database.Database);
        _panel = panel;
        _fingerprint = fingerprint;
        (_time, _chance) = (time, chance);
    }

    /// <summary>The server's time, for tests that move it; null for the server's own.</summary>
    internal Func<DateTimeOffset>? ServerTime { get; init; }

    /// <inheritdoc/>
    public override string Address { get; }

    /// <inheritdoc/>
    public override int Kept => _journal.Count;

    /// <inheritdoc/>
    public override async Task<int> CatchUpAsync()
    {
        await RunAsync((_, account) => Task.FromResult(account)).ConfigureAwait(false);
        return Interlocked.Exchange(ref _caughtUp, 0);
    }

    /// <inheritdoc/>
    public override async Task<OrderClaim> ClaimAsync(OrderIntent intent)
    {
        HeldClaim? claim = null;
        var mark = _chance.Guid();
        try
        {
            return await RunAsync((connection, account) => ClaimAsync(connection, claim = new HeldClaim(0, account, mark, intent))).ConfigureAwait(false);
        }
        catch (YallaTakeException exception) when (exception.Id == ErrorId.LedgerUnavailable && claim is not null)
        {
            // It may be written, and nobody heard of it; it will not be sent.
            _journal.Keep(claim.With(OrderOutcome.NotSent(new YallaTakeException(ErrorId.LedgerUnavailable, "The ledger was lost before it was sent."))));
            throw;
        }
    }

    /// <inheritdoc/>
    public override Task<bool> RenewAsync(OrderClaim claim, TimeSpan lease) => RunAsync(async (connection, _) => await connection.ExecuteAsync(
        $"UPDATE yallatake.orders SET lease_until = {PostgresRow.ServerNow} + @lease * interval '1 millisecond' WHERE entry = @entry AND claim = @claim AND state = 'Sending'",
        ServerNow,
        Given.Span("lease", lease),
        Given.Number("entry", claim.Entry),
        Given.Id("claim", ((HeldClaim)claim).Mark)).ConfigureAwait(false) == 1);

    /// <inheritdoc/>
    public override async Task<Order> SettleAsync(OrderClaim claim, OrderOutcome outcome)
    {
        var held = (HeldClaim)claim;
        try
        {
            return await RunAsync((connection, _) => SettleAsync(connection, held.With(outcome))).ConfigureAwait(false)
                ?? throw _store.Unavailable(new InvalidDataException("it has lost an order; was an older copy restored?"));
        }
        catch (YallaTakeException exception) when (exception.Id == ErrorId.LedgerUnavailable && exception.InnerException is not ObjectDisposedException)
        {
            _journal.Keep(held.With(outcome));
            return held.Order(outcome, _panel, _time.GetUtcNow());
        }
    }

    /// <inheritdoc/>
    public override Task<Order?> RecallAsync(string reference, OrderRequest request) =>
        RunAsync((connection, account) => RecallAsync(connection, account, reference, request));

    /// <inheritdoc/>
    public override Task<YallaTakeException?> PreviewAsync(OrderIntent intent, decimal alreadyCounted) => RunAsync<YallaTakeException?>(async (connection, account) =>
    {
        try
        {
            await CheckAsync(connection, account, intent, alreadyCounted).ConfigureAwait(false);
            return null;
        }
        catch (YallaTakeException exception)
        {
            return exception;
        }
    });

    /// <inheritdoc/>
    public override Task<Order?> GetAsync(string reference) => RunAsync((connection, account) => GetAsync(connection, account, reference));

    /// <inheritdoc/>
    public override async IAsyncEnumerable<Order> FindAsync(OrderFilter filter, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var account = await RunAsync((_, account) => Task.FromResult(account)).ConfigureAwait(false);
        var (sql, parameters) = PostgresQuery.Build(filter);

        var connection = await _store.GuardAsync(_store.OpenAsync).ConfigureAwait(false);
        await using var _ = connection.ConfigureAwait(false);
        var command = connection.Command(sql, [Account(account), Now, ServerNow, .. parameters]);
        await using var __ = command.ConfigureAwait(false);
        var rows = await _store.GuardAsync(() => command.ExecuteReaderAsync(cancellationToken)).ConfigureAwait(false);
        await using var ___ = rows.ConfigureAwait(false);
        while (await _store.GuardAsync(() => rows.ReadAsync(cancellationToken)).ConfigureAwait(false))
            yield return PostgresRow.Read(rows, _panel);
    }

    /// <inheritdoc/>
    public override Task<Order> ResolveAsync(string reference, string? orderIdText) => RunAsync(async (connection, account) =>
    {
        var transaction = await connection.BeginTransactionAsync().ConfigureAwait(false);
        await using var _ = transaction.ConfigureAwait(false);

        // Two that settle under the same number see each other.
        await connection.ExecuteAsync(PostgresClaim.Queue, Account(account)).ConfigureAwait(false);
        var entry = await GetAsync(connection, account, reference).ConfigureAwait(false) ?? throw ClaimRules.NotFound(reference);
        if (entry.State != OrderState.Unknown)
            throw ClaimRules.NothingToResolve(entry);
        if (orderIdText is not null && await OneAsync(connection, "o.account = @account AND o.order_id = @order", Account(account), Now, ServerNow, Given.Text("order", orderIdText)).ConfigureAwait(false) is { } other)
            throw ClaimRules.OrderIdTaken(orderIdText, other.Reference!);

        var settled = await OneOfAsync(
            connection,
            $"""
            UPDATE yallatake.orders AS o SET state = @state, order_id = @order, error = @error, settled_at = @now, holder = NULL, claim = NULL, lease_until = NULL,
                is_open = @placed, spent = CASE WHEN @placed THEN spent ELSE 0 END
            WHERE account = @account AND reference = @reference AND (state = 'Unknown' OR {PostgresRow.IsLapsed})
            RETURNING {PostgresRow.Columns}
            """,
            Account(account),
            Now,
            ServerNow,
            Given.Text("state", (orderIdText is null ? OrderState.NotSent : OrderState.Placed).ToString()),
            Given.Text("order", orderIdText),
            Given.Text("error", orderIdText is null ? "Settled as not placed." : null),
            Given.Flag("placed", orderIdText is not null),
            Given.Text("reference", reference)).ConfigureAwait(false);
        await transaction.CommitAsync().ConfigureAwait(false);

        // Its answer came meanwhile.
        return settled ?? throw ClaimRules.NothingToResolve((await GetAsync(connection, account, reference).ConfigureAwait(false))!);
    });

    /// <inheritdoc/>
    protected override void Dispose(bool disposing) => _store.Dispose();

    private async Task<OrderClaim> ClaimAsync(NpgsqlConnection connection, HeldClaim claim)
    {
        for (var attempt = 0; attempt < MostAttempts; attempt++)
        {
            if (await PostgresClaim.TryAsync(connection, claim, Now, ServerNow).ConfigureAwait(false) is { } entry)
                return claim with { Entry = entry };
            if (await CheckAsync(connection, claim.Account, claim.Intent, alreadyCounted: 0).ConfigureAwait(false) is { } placed)
                return new OrderClaim(0, placed);
        }

        throw ClaimRules.Busy(claim.Intent.Reference);
    }

    private async Task<Order?> SettleAsync(NpgsqlConnection connection, KeptOutcome outcome)
    {
        var settled = await OneOfAsync(
            connection,
            // An answer may come after the entry was settled by hand; then only that the order was placed is news.
            $"""
            UPDATE yallatake.orders AS o SET state = @state, order_id = @order, error = @error, settled_at = @now, holder = NULL, claim = NULL, lease_until = NULL,
                is_open = @open, spent = CASE WHEN @open THEN @spent ELSE 0 END
            WHERE account = @account AND reference = @reference AND (claim = @claim OR @order IS NOT NULL AND state NOT IN ('Placed', 'Sending'))
            RETURNING {PostgresRow.Columns}
            """,
            Account(outcome.Account),
            Now,
            ServerNow,
            Given.Text("state", outcome.State.ToString()),
            Given.Text("order", outcome.OrderId),
            Given.Text("error", outcome.Error),
            Given.Flag("open", outcome.MayCost),
            Given.Number("spent", outcome.Spent),
            Given.Text("reference", outcome.Reference),
            Given.Id("claim", outcome.Mark)).ConfigureAwait(false);
        if (settled is not null)
            return settled;

        var entry = await GetAsync(connection, outcome.Account, outcome.Reference).ConfigureAwait(false);
        return entry is not null && outcome.OrderId is { } bought && bought != entry.OrderIdText
            ? await AddSecondAsync(connection, outcome, bought).ConfigureAwait(false)
            : entry;
    }

    private async Task<Order?> AddSecondAsync(NpgsqlConnection connection, KeptOutcome outcome, string orderId)
    {
        var reference = ClaimRules.SecondReference(outcome.Reference, orderId);
        await connection.ExecuteAsync(
            $"""
            INSERT INTO yallatake.orders (account, reference, service_id, service_name, link, fields, quantity, estimate, currency, state, order_id, error, created_at, sent_at, settled_at, balance_before, spent, is_open)
            SELECT account, @second, service_id, service_name, link, fields, quantity, estimate, currency, 'Placed', @order, @error, created_at, sent_at, @now, balance_before, @spent, true
            FROM yallatake.orders WHERE account = @account AND reference = @reference
            ON CONFLICT DO NOTHING
            """,
            Account(outcome.Account),
            Now,
            ServerNow,
            Given.Text("reference", outcome.Reference),
            Given.Text("second", reference),
            Given.Text("order", orderId),
            Given.Text("error", ClaimRules.Second(outcome.Reference)),
            Given.Number("spent", outcome.Spent)).ConfigureAwait(false);
        return await GetAsync(connection, outcome.Account, reference).ConfigureAwait(false);
    }

    // Gives back the order placed before, throws what forbids this one, and is null when it may be sent.
    private async Task<Order?> CheckAsync(NpgsqlConnection connection, string account, OrderIntent intent, decimal alreadyCounted)
    {
        if (await RecallAsync(connection, account, intent.Reference, intent.Request).ConfigureAwait(false) is { } placed)
            return placed;

        if (intent.NoDuplicateWithin is not null && await connection.FirstAsync($"{PostgresClaim.Duplicates} ORDER BY d.entry DESC LIMIT 1", row => row.GetString(0), [Now, ServerNow, .. PostgresClaim.Parameters(account, intent)]).ConfigureAwait(false) is { } duplicate)
            throw ClaimRules.Duplicate(intent, duplicate);

        if (intent.SpendLimit is not null)
            ClaimRules.ThrowIfLimited(intent, alreadyCounted + Money.FromUnits(await connection.FirstAsync(PostgresClaim.Spent, row => row.GetDecimal(0), [Now, ServerNow, .. PostgresClaim.Parameters(account, intent)]).ConfigureAwait(false)));
        return null;
    }

    private async Task<Order?> RecallAsync(NpgsqlConnection connection, string account, string reference, OrderRequest request)
    {
        var (entry, same) = await connection.FirstAsync(
            $"SELECT {PostgresRow.Columns}, o.service_id = @service AND o.fields = @fields FROM yallatake.orders AS o WHERE o.account = @account AND o.reference = @reference",
            row => (PostgresRow.Read(row, _panel), row.GetBoolean(row.FieldCount - 1)),
            Account(account),
            Now,
            ServerNow,
            Given.Text("reference", reference),
            Given.Number("service", request.ServiceId),
            Given.Text("fields", OrderRow.Fields(request))).ConfigureAwait(false);
        return entry is not null && ClaimRules.IsPlaced(entry, same) ? entry : null;
    }
}
