namespace YallaTake;

/// <summary>What is asked of a store about orders: the SQL stands here once, for both.</summary>
internal sealed class OrderStatements
{
    /// <summary>The version of the rules by which entries are written now: how outcomes are decided and orders compared.</summary>
    public const int Rules = 2;

    private const string OrderColumns =
        "service_id, service_name, link, fields, quantity, estimate, currency, state, order_id, error, created_at, sent_at, settled_at, balance_before, spent, is_open";

    private static readonly DateTimeOffset Epoch = DateTimeOffset.FromUnixTimeMilliseconds(0);

    private readonly SqlDialect _dialect;
    private readonly string _entries;
    private readonly string _columns;
    private readonly string _duplicates;
    private readonly string _spent;
    private readonly string _otherKey;

    public OrderStatements(SqlDialect dialect)
    {
        _dialect = dialect;
        _entries = dialect.Schema + "entries";
        _columns =
            $"""
            entries.entry, entries.reference, entries.service_id, entries.service_name, entries.link, entries.fields, entries.quantity, entries.estimate, entries.currency, entries.state, entries.order_id, entries.error, entries.created_at, entries.settled_at,
            entries.holder, entries.claim, entries.lease_until, entries.attempts, entries.balance_before, entries.status, entries.charge, entries.start_count, entries.remains, entries.status_at, entries.cancel_at, entries.lease_until < {dialect.LeaseNow} AS lapsed, {dialect.Refills} AS refills
            """;

        // The same address under another key may be the same account, until both have names.
        var others = $"SELECT a.account FROM {dialect.Schema}accounts AS a WHERE a.address = @address AND a.account <> @account AND (a.name IS NULL OR @named IS NULL)";
        var related = $"SELECT @account UNION ALL {others}";
        _duplicates =
            $"""
            SELECT d.reference FROM {_entries} AS d
            WHERE d.account IN ({related}) AND d.service_id = @service AND {dialect.IsLink("d.link", "@link")} AND NOT (d.account = @account AND d.reference = @reference)
                AND d.sent_at > @duplicate AND d.state IN ('Sending', 'Placed', 'Unknown')
            """;
        _spent =
            $"""
            SELECT {dialect.Sum("s.spent")} FROM {_entries} AS s
            WHERE s.account IN ({related}) AND NOT (s.account = @account AND s.reference = @reference) AND s.sent_at > @window AND s.spent > 0
            """;
        _otherKey =
            $"""
            SELECT k.created_at FROM {_entries} AS k
            WHERE k.account IN ({others}) AND k.reference = @reference AND k.state IN ('Sending', 'Placed', 'Unknown')
            """;
    }

    /// <summary>Writes the intent down, unless something forbids it: then no row comes back. An entry that carries the claim already was written by an attempt that nobody heard of.</summary>
    public IReadOnlyList<Statement> Claim(LedgerAccount account, OrderIntent intent, string claim, string holder, DateTimeOffset now)
    {
        var claiming = new Statement(
            $"""
            INSERT INTO {_entries} (account, reference, {OrderColumns}, holder, claim, lease_until, attempts, rules)
            SELECT @account, @reference, @service, @name, @link, @fields, @quantity, @estimate, @currency, 'Sending', NULL, NULL, @now, @now, NULL, @balance, @spent, @open, @holder, @claim, {_dialect.LeaseEnd}, 1, {Rules}
            WHERE (@duplicate IS NULL OR NOT EXISTS ({_duplicates})) AND (@room IS NULL OR ({_spent}) <= @room) AND NOT EXISTS ({_otherKey})
            ON CONFLICT (account, reference) DO UPDATE SET service_id = excluded.service_id, service_name = excluded.service_name, link = excluded.link, fields = excluded.fields,
                quantity = excluded.quantity, estimate = excluded.estimate, currency = excluded.currency, state = excluded.state, error = NULL, sent_at = excluded.sent_at, settled_at = NULL,
                holder = excluded.holder, claim = excluded.claim, lease_until = excluded.lease_until, balance_before = excluded.balance_before, spent = excluded.spent, is_open = excluded.is_open,
                attempts = CASE WHEN entries.claim = excluded.claim THEN entries.attempts ELSE entries.attempts + 1 END, rules = excluded.rules
            WHERE entries.claim = excluded.claim OR entries.state IN ('Rejected', 'NotSent')
            RETURNING entries.entry, entries.attempts
            """,
            [.. About(account, intent, now), .. Content(intent), Given.Text("holder", holder), Given.Id("claim", claim), Given.Number("lease", (long)intent.Lease.TotalMilliseconds), Given.Flag("open", true)]);
        return intent.SpendLimit is not null || intent.NoDuplicateWithin is not null ? Queued(account, claiming) : [claiming];
    }

    public Statement Renew(LedgerAccount account, OrderClaim claim, TimeSpan lease, DateTimeOffset now) => new(
        $"UPDATE {_entries} SET lease_until = {_dialect.LeaseEnd} WHERE account = @account AND reference = @reference AND claim = @claim AND state = 'Sending' RETURNING entry",
        Given.Text("account", account.Id),
        Given.Text("reference", claim.Reference),
        Given.Id("claim", claim.Mark),
        Given.Number("lease", (long)lease.TotalMilliseconds),
        Given.Time("now", now));

    /// <summary>Writes an outcome down. An answer may come after the entry was settled by hand; then only that the order was placed is news.</summary>
    public Statement Settle(JournalEntry outcome, DateTimeOffset now) => new(
        $"""
        UPDATE {_entries} SET state = @state, order_id = @order, error = @error, settled_at = @now, holder = NULL, claim = NULL, lease_until = NULL,
            is_open = @open, spent = CASE WHEN @open THEN @spent ELSE 0 END
        WHERE account = @account AND reference = @reference AND (claim = @claim OR @order IS NOT NULL AND state NOT IN ('Placed', 'Sending'))
        RETURNING {_columns}
        """,
        [.. Outcome(outcome), Given.Time("now", now), Given.Id("claim", outcome.Claim)]);

    /// <summary>Writes an entry anew that the store has lost, or what this machine knows better of one that is not placed.</summary>
    public Statement Restore(JournalEntry outcome, DateTimeOffset now) => new(
        $"""
        INSERT INTO {_entries} (account, reference, {OrderColumns}, attempts, rules)
        VALUES (@account, @reference, @service, @name, @link, @fields, @quantity, @estimate, @currency, @state, @order, @error, @sent, @sent, @now, @balance, @spent, @open, 1, {Rules})
        ON CONFLICT (account, reference) DO UPDATE SET state = excluded.state, order_id = excluded.order_id, error = excluded.error, settled_at = excluded.settled_at,
            holder = NULL, claim = NULL, lease_until = NULL, spent = excluded.spent, is_open = excluded.is_open
        WHERE entries.state <> 'Placed'
        RETURNING {_columns}
        """,
        [.. Outcome(outcome), .. Content(outcome), Given.Time("now", now), Given.Time("sent", outcome.SentAt)]);

    /// <summary>An order that was bought beside the one of its reference: both cost.</summary>
    public Statement AddSecond(JournalEntry outcome, DateTimeOffset now) => new(
        $"""
        INSERT INTO {_entries} (account, reference, {OrderColumns}, attempts, rules)
        VALUES (@account, @second, @service, @name, @link, @fields, @quantity, @estimate, @currency, 'Placed', @order, @error, @sent, @sent, @now, @balance, @spent, @open, 1, {Rules})
        ON CONFLICT (account, reference) DO UPDATE SET order_id = excluded.order_id
        RETURNING {_columns}
        """,
        [
            .. Outcome(outcome with { Error = ClaimRules.Second(outcome.Reference) }),
            .. Content(outcome),
            Given.Text("second", ClaimRules.SecondReference(outcome.Reference, outcome.OrderId!)),
            Given.Time("now", now),
            Given.Time("sent", outcome.SentAt),
        ]);

    /// <summary>Settles an entry whose outcome is unknown, as it was seen: one that was claimed, renewed or settled since may have been bought since.</summary>
    public IReadOnlyList<Statement> Resolve(LedgerAccount account, string reference, SeenClaim seen, string? orderId, DateTimeOffset now) => Queued(account, new(
        $"""
        UPDATE {_entries} SET state = @state, order_id = @order, error = @error, settled_at = @now, holder = NULL, claim = NULL, lease_until = NULL,
            is_open = @placed, spent = CASE WHEN @placed THEN spent ELSE 0 END
        WHERE account = @account AND reference = @reference AND state IN ('Unknown', 'Sending')
            AND claim IS NOT DISTINCT FROM @claim AND lease_until IS NOT DISTINCT FROM @lease AND attempts = @attempts
            AND (@order IS NULL OR NOT EXISTS (SELECT 1 FROM {_entries} AS t WHERE t.account = @account AND t.order_id = @order))
        RETURNING {_columns}
        """,
        Given.Text("account", account.Id),
        Given.Text("reference", reference),
        Given.Id("claim", seen.Mark),
        Given.Time("lease", seen.LeaseUntil),
        Given.Number("attempts", seen.Attempts),
        Given.Text("state", (orderId is null ? OrderState.NotSent : OrderState.Placed).ToString()),
        Given.Text("order", orderId),
        Given.Text("error", orderId is null ? "Settled as not placed." : null),
        Given.Flag("placed", orderId is not null),
        Given.Time("now", now)));

    public Statement Get(LedgerAccount account, string reference, DateTimeOffset now) =>
        One(account, "entries.reference = @reference", now, Given.Text("reference", reference));

    public Statement WithOrderId(LedgerAccount account, string orderId, DateTimeOffset now) =>
        One(account, "entries.order_id = @order", now, Given.Text("order", orderId));

    /// <summary>Orders of a link that may have been bought and nobody knows.</summary>
    public Statement Doubtful(LedgerAccount account, string? link, string reference) => new(
        $"""
        SELECT d.reference FROM {_entries} AS d
        WHERE d.account = @account AND {_dialect.IsLink("d.link", "@link")} AND d.reference <> @reference AND d.state IN ('Sending', 'Unknown') LIMIT 1
        """,
        Given.Text("account", account.Id),
        Given.Text("link", link),
        Given.Text("reference", reference));

    /// <summary>The reference of a duplicate.</summary>
    public Statement Duplicates(LedgerAccount account, OrderIntent intent, DateTimeOffset now) =>
        new($"{_duplicates} ORDER BY d.entry DESC LIMIT 1", About(account, intent, now));

    /// <summary>What other orders cost or may have cost within the window, as <c>spent</c>.</summary>
    public Statement Spent(LedgerAccount account, OrderIntent intent, DateTimeOffset now) => new($"SELECT ({_spent}) AS spent", About(account, intent, now));

    /// <summary>When an order of this reference was made under another key of the same address.</summary>
    public Statement OtherKey(LedgerAccount account, string reference) => new(
        $"{_otherKey} LIMIT 1",
        [.. Account(account), Given.Text("reference", reference)]);

    /// <summary>The entries of the orders that are asked for, the oldest first; or the newest.</summary>
    public Statement Find(LedgerAccount account, OrderFilter filter)
    {
        var parameters = new List<Parameter> { Given.Text("account", account.Id) };
        var where = new List<string> { "account = @account" };

        if (filter.OrderIds is { } ids)
            Add(_dialect.IsAmong("order_id", "@ids"), Given.Texts("ids", ids));
        if (filter.References is { } references)
            AddPatterns("reference", _dialect.IsAmong, references);
        if (filter.Links is { } links)
            AddPatterns("link", _dialect.IsLinkAmong, links);
        if (filter.ServiceIds is { } services)
            Add(_dialect.IsAmong("service_id", "@services"), Given.Numbers("services", services));

        // One that is being sent may turn out unknown once its row is read.
        if (filter.States is { } states)
            Add(_dialect.IsAmong("state", "@states"), Given.Texts("states", states.Select(state => state.ToString()).Concat(states.Contains(OrderState.Unknown) ? ["Sending"] : [])));
        if (filter.After is { } from)
            Add("created_at >= @from", Given.Time("from", from));
        if (filter.Before is { } before)
            Add("created_at < @before", Given.Time("before", before));
        if (filter.Open)
            where.Add("is_open");

        // Of those in a state, some may be left out once their rows are read.
        var limit = filter is { Newest: { } newest, States: null } ? FormattableString.Invariant($" LIMIT {newest}") : string.Empty;
        return new Statement($"SELECT entry FROM {_entries} WHERE {string.Join(" AND ", where)} ORDER BY entry{(filter.Newest is null ? string.Empty : " DESC")}{limit}", [.. parameters]);

        void Add(string condition, Parameter parameter)
        {
            where.Add(condition);
            parameters.Add(parameter);
        }

        void AddPatterns(string column, Func<string, string, string> isAmong, IReadOnlyList<string> texts)
        {
            var patterns = texts.ToLookup(text => text.IndexOfAny(['*', '?']) >= 0);
            var plain = isAmong(column, $"@{column}");
            Add(patterns[true].Any() ? $"({plain} OR {_dialect.MatchesOne(column, $"@{column}_patterns")})" : plain, Given.Texts(column, patterns[false]));
            parameters.Add(Given.Texts($"{column}_patterns", patterns[true].Select(_dialect.Pattern)));
        }
    }

    /// <summary>The orders of entries.</summary>
    public Statement Get(IEnumerable<long> entries, DateTimeOffset now) => new(
        $"SELECT {_columns} FROM {_entries} WHERE {_dialect.IsAmong("entries.entry", "@entries")}",
        Given.Numbers("entries", entries),
        Given.Time("now", now));

    /// <summary>What the panel says of an order. A charge in another currency than the account's, or a doubtful one, changes nothing that is summed.</summary>
    public Statement Record(LedgerAccount account, OrderStatus status, DateTimeOffset now)
    {
        const string Known = "@units IS NOT NULL AND (@currency IS NULL OR currency IS NULL OR lower(currency) = lower(@currency))";
        return new Statement(
            $"""
            UPDATE {_entries} SET status = @status, charge = CASE WHEN {Known} THEN @charge ELSE charge END, start_count = coalesce(@start, start_count), remains = coalesce(@remains, remains),
                status_at = @now, is_open = NOT @final,
                spent = CASE WHEN NOT ({Known}) THEN spent WHEN @final AND (@currency IS NULL OR currency IS NOT NULL) OR spent < @units THEN @units ELSE spent END
            WHERE account = @account AND order_id = @order
            """,
            Given.Text("account", account.Id),
            Given.Text("order", IdText.Of(status.OrderId)),
            Given.Text("status", status.Status),
            Given.Money("charge", status.Charge),
            Given.Text("currency", status.Currency),
            Given.Number("start", status.StartCount),
            Given.Number("remains", status.Remains),
            Given.Flag("final", status.IsFinal),
            Given.Number("units", status.Charge >= 0 ? Money.Units(status.Charge) : null),
            Given.Time("now", now));
    }

    public Statement Record(LedgerAccount account, Refill refill, DateTimeOffset now) => new(
        $"""
        INSERT INTO {_dialect.Schema}refills (account, refill_id, entry, requested_at)
        SELECT account, @refill, entry, @now FROM {_entries} WHERE account = @account AND order_id = @order
        ON CONFLICT (account, refill_id) DO NOTHING
        """,
        Given.Text("account", account.Id),
        Given.Number("refill", refill.RefillId),
        Given.Text("order", IdText.Of(refill.OrderId)),
        Given.Time("now", now));

    public Statement Record(LedgerAccount account, RefillStatus status, DateTimeOffset now) => new(
        $"UPDATE {_dialect.Schema}refills SET status = @status, status_at = @now WHERE account = @account AND refill_id = @refill",
        Given.Text("account", account.Id),
        Given.Number("refill", status.RefillId),
        Given.Text("status", status.Status),
        Given.Time("now", now));

    public Statement Record(LedgerAccount account, Cancellation cancellation, DateTimeOffset now) => new(
        $"UPDATE {_entries} SET cancel_at = coalesce(cancel_at, @now) WHERE account = @account AND order_id = @order",
        Given.Text("account", account.Id),
        Given.Text("order", IdText.Of(cancellation.OrderId)),
        Given.Time("now", now));

    /// <summary>Every order of an account, with what users do not see of it.</summary>
    public Statement All(LedgerAccount account, DateTimeOffset now) =>
        new($"SELECT {_columns}, entries.sent_at, entries.spent, entries.is_open, entries.rules FROM {_entries} WHERE entries.account = @account ORDER BY entries.entry", Given.Text("account", account.Id), Given.Time("now", now));

    public Statement AllRefills(LedgerAccount account) => new(
        $"SELECT r.refill_id, entries.reference, r.requested_at, r.status, r.status_at FROM {_dialect.Schema}refills AS r JOIN {_entries} ON entries.entry = r.entry WHERE entries.account = @account",
        Given.Text("account", account.Id));

    /// <summary>Writes an order of another ledger. What is there already may have gone on, and stays; unless it was not bought there and then was by way of the other.</summary>
    public Statement Copy(LedgerAccount account, CopiedOrder copied) => new(
        $"""
        INSERT INTO {_entries} (account, reference, {OrderColumns}, status, charge, start_count, remains, status_at, cancel_at, attempts, rules)
        VALUES (@account, @reference, @service, @name, @link, @fields, @quantity, @estimate, @currency, @state, @order, @error, @created, @sent, @settled, @balance, @spent, @open,
            @status, @charge, @start, @remains, @status_at, @cancel, @attempts, @rules)
        ON CONFLICT (account, reference) DO UPDATE SET service_id = excluded.service_id, service_name = excluded.service_name, link = excluded.link, fields = excluded.fields,
            quantity = excluded.quantity, estimate = excluded.estimate, currency = excluded.currency, state = excluded.state, order_id = excluded.order_id, error = excluded.error,
            sent_at = excluded.sent_at, settled_at = excluded.settled_at, balance_before = excluded.balance_before, spent = excluded.spent, is_open = excluded.is_open, status = excluded.status,
            charge = excluded.charge, start_count = excluded.start_count, remains = excluded.remains, status_at = excluded.status_at, cancel_at = excluded.cancel_at, rules = excluded.rules
        WHERE entries.state IN ('Rejected', 'NotSent') AND (excluded.state = 'Placed' OR excluded.state = 'Unknown' AND excluded.sent_at > entries.settled_at)
        RETURNING entries.entry
        """,
        Given.Text("account", account.Id),
        Given.Text("reference", copied.Order.Reference),
        Given.Number("service", copied.Order.ServiceId),
        Given.Text("name", copied.Order.ServiceName),
        Given.Text("link", copied.Order.Link),
        Given.Text("fields", copied.Fields),
        Given.Number("quantity", copied.Order.Count),
        Given.Money("estimate", copied.Order.EstimatedCharge),
        Given.Text("currency", copied.Order.Currency),
        Given.Text("state", copied.Order.State.ToString()),
        Given.Text("order", copied.Order.OrderIdText),
        Given.Text("error", copied.Order.Error),
        Given.Time("created", copied.Order.CreatedAt),
        Given.Time("sent", copied.SentAt),
        Given.Time("settled", copied.Order.SettledAt),
        Given.Money("balance", copied.Order.BalanceBefore),
        Given.Number("spent", copied.Spent),
        Given.Flag("open", copied.IsOpen),
        Given.Text("status", copied.Order.Status),
        Given.Money("charge", copied.Order.Charge),
        Given.Number("start", copied.Order.StartCount),
        Given.Number("remains", copied.Order.Remains),
        Given.Time("status_at", copied.Order.StatusAt),
        Given.Time("cancel", copied.Order.CancelRequestedAt),
        Given.Number("attempts", copied.Attempts),
        Given.Number("rules", copied.Rules));

    public Statement Copy(LedgerAccount account, CopiedRefill refill) => new(
        $"""
        INSERT INTO {_dialect.Schema}refills (account, refill_id, entry, requested_at, status, status_at)
        SELECT @account, @refill, entry, @requested, @status, @status_at FROM {_entries} WHERE account = @account AND reference = @reference
        ON CONFLICT (account, refill_id) DO NOTHING
        """,
        Given.Text("account", account.Id),
        Given.Number("refill", refill.RefillId),
        Given.Text("reference", refill.Reference),
        Given.Time("requested", refill.RequestedAt),
        Given.Text("status", refill.Status),
        Given.Time("status_at", refill.StatusAt));

    // A write, and no mere lock: under stricter isolation one that waited would see an old sum, and is refused and repeated instead.
    private IReadOnlyList<Statement> Queued(LedgerAccount account, Statement statement) => _dialect.HasParallelWriters
        ? [new Statement($"UPDATE {_dialect.Schema}panels SET claims = claims + 1 WHERE address = @address", Given.Text("address", account.Address)), statement]
        : [statement];

    private Statement One(LedgerAccount account, string where, DateTimeOffset now, Parameter parameter) =>
        new($"SELECT {_columns} FROM {_entries} WHERE entries.account = @account AND {where} LIMIT 1", Given.Text("account", account.Id), Given.Time("now", now), parameter);

    private static Parameter[] Account(LedgerAccount account) => [Given.Text("account", account.Id), Given.Text("address", account.Address), Given.Text("named", account.Name)];

    // What duplicates and the sum are asked about.
    private static Parameter[] About(LedgerAccount account, OrderIntent intent, DateTimeOffset now) =>
    [
        .. Account(account),
        Given.Text("reference", intent.Reference),
        Given.Number("service", intent.Service.Id),
        Given.Text("link", intent.Request.Link),
        Given.Time("duplicate", Since(now, intent.NoDuplicateWithin)),
        Given.Time("window", Since(now, intent.SpendLimit?.Window)),
        Given.Number("room", intent.Room),
        Given.Time("now", now),
    ];

    private static Parameter[] Content(OrderIntent intent) =>
    [
        Given.Text("name", intent.Service.Name),
        Given.Text("fields", OrderFields.Text(intent.Request.Fields)),
        Given.Number("quantity", intent.Estimate.Count),
        Given.Money("estimate", intent.Estimate.Charge),
        Given.Text("currency", intent.Currency),
        Given.Money("balance", intent.BalanceBefore),
        Given.Number("spent", Money.Units(intent.Estimate.Charge)),
    ];

    private static Parameter[] Content(JournalEntry entry) =>
    [
        Given.Number("service", entry.ServiceId),
        Given.Text("name", entry.ServiceName),
        Given.Text("link", entry.Link),
        Given.Text("fields", entry.Fields),
        Given.Number("quantity", entry.Count),
        Given.Money("estimate", entry.EstimatedCharge),
        Given.Text("currency", entry.Currency),
        Given.Money("balance", entry.BalanceBefore),
    ];

    private static Parameter[] Outcome(JournalEntry outcome) =>
    [
        Given.Text("account", outcome.Account),
        Given.Text("reference", outcome.Reference),
        Given.Text("state", outcome.State.ToString()),
        Given.Text("order", outcome.OrderId),
        Given.Text("error", outcome.Error),
        Given.Flag("open", outcome.MayCost),
        Given.Number("spent", outcome.MayCost ? Money.Units(outcome.EstimatedCharge) : 0),
    ];

    private static DateTimeOffset? Since(DateTimeOffset now, TimeSpan? time) =>
        time is not { } span ? null : span < now - Epoch ? now - span : Epoch;
}
