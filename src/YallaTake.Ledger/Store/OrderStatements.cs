using System.Globalization;
using YallaTake.Ledger.Entries;

namespace YallaTake.Ledger.Store;

/// <summary>Claims and settles entries: the SQL of placing orders, once for both stores.</summary>
internal sealed class OrderStatements
{
    /// <summary>The version of the rules by which entries are written now: how outcomes are decided and orders compared.</summary>
    public const int Rules = 2;

    /// <summary>What every entry is written with.</summary>
    public const string Columns =
        "service, service_name, category, link, target, fields, quantity, estimate, currency, state, order_id, error, created_at, sent_at, "
        + "settled_at, balance_before, spent, is_open";

    // Of an entry that was found to be placed, while it is not known which of the ids is its own.
    private const string IsCandidate = "',' || candidates || ',' LIKE '%,' || @order || ',%'";

    // Of an entry that is claimed again, beside the row that was to be inserted.
    private const string IsSameClaim = "coalesce(entries.claim_mark = excluded.claim_mark, FALSE)";
    private const string WasFree = "entries.state IN ('Rejected', 'NotSent')";
    private const string CarriesSame =
        "entries.request_field = excluded.request_field AND entries.request_value = excluded.request_value";

    // Of an entry whose outcome is unknown, and which nobody has touched since it was looked at.
    private const string IsSeen =
        "entries.state IN ('Unknown', 'Sending') AND entries.claim_mark IS NOT DISTINCT FROM @seen AND "
        + "entries.lease_end IS NOT DISTINCT FROM @lapse AND entries.attempts = @attempts";

    private static readonly DateTimeOffset Epoch = DateTimeOffset.FromUnixTimeMilliseconds(0);

    private readonly SqlDialect _dialect;
    private readonly string _entries;
    private readonly string _columns;
    private readonly string _spent;
    private readonly string _otherKey;
    private readonly string _elsewhere;
    private readonly string _adopted;

    public OrderStatements(SqlDialect dialect)
    {
        _dialect = dialect;
        _entries = dialect.Schema + "entries";
        _columns = OrderRow.Columns(dialect);

        // The same address under another key may be the same account, until both have names.
        var (others, related) = (OfAddress(), Related());
        _spent =
            $"""
            SELECT {dialect.Sum("s.spent")} FROM {_entries} AS s
            WHERE s.account IN ({related}) AND NOT (s.account = @account AND s.reference = @reference) AND s.sent_at > @window
                AND s.spent > 0
            """;
        _otherKey =
            $"""
            SELECT k.created_at FROM {_entries} AS k
            WHERE k.account IN ({others}) AND k.reference = @reference AND k.state IN ('Sending', 'Placed', 'Unknown')
            """;
        _elsewhere =
            $"""
            SELECT 1 FROM {_entries} AS e LEFT JOIN {dialect.Schema}accounts AS a ON a.account = e.account
            WHERE e.reference = @reference AND e.account <> @account AND e.state IN ('Sending', 'Placed', 'Unknown')
                AND {OrderRow.IsOfSameKind} AND {OrderRow.IsLedgerWide(dialect, "@reference")}
            """;

        // An order that went over to another account of its address, when that got a name.
        _adopted =
            $"""
            SELECT 1 FROM {_entries} AS t JOIN {dialect.Schema}accounts AS a ON a.account = t.account
                JOIN {dialect.Schema}accounts AS b ON b.address = a.address
            WHERE b.account = @account AND t.account <> @account AND t.reference = @reference AND t.order_id = @order
            """;
    }

    /// <summary>Makes a reference one for the whole ledger.</summary>
    public Statement Widen(string reference) => new(
        $"INSERT INTO {_dialect.Schema}ledger_references (reference) VALUES (@reference) ON CONFLICT (reference) DO NOTHING",
        Given.Text("reference", reference));

    /// <summary>
    /// Writes the intent down, unless something forbids it: then no row comes back. An entry that carries the claim already was written by
    /// an attempt whose outcome is not known.
    /// </summary>
    /// <param name="account">Whose it is.</param>
    /// <param name="intent">The order.</param>
    /// <param name="claim">The mark of the claim.</param>
    /// <param name="holder">Who claims.</param>
    /// <param name="unknown">The entry as it was seen, when its outcome is unknown and it may be sent again all the same.</param>
    /// <param name="now">The time.</param>
    public IReadOnlyList<Statement> Claim(
        LedgerAccount account, OrderIntent intent, string claim, string holder, SeenClaim? unknown, DateTimeOffset now)
    {
        var claiming = new Statement(
            $"""
            INSERT INTO {_entries} (account, reference, {Columns}, holder, claim_mark, lease_end, attempts, rules, request_field,
                request_value, repeats)
            SELECT @account, @reference, @service, @name, @category, @link, @target, @fields, @quantity, @estimate, @currency, 'Sending',
                NULL, NULL, @now, @now, NULL, @balance, @spent, @open, @holder, @claim, {_dialect.LeaseEnd}, 1, {Rules}, @field, @value,
                @repeats
            WHERE (@duplicate IS NULL OR NOT EXISTS ({Duplicates(intent)})) AND (NOT @alone OR NOT EXISTS ({Overlaps(intent)}))
                AND (@room IS NULL OR ({_spent}) <= @room) AND NOT EXISTS ({_otherKey})
                AND NOT EXISTS ({_elsewhere})
            ON CONFLICT (account, reference) DO UPDATE SET service = excluded.service, service_name = excluded.service_name,
                category = excluded.category, link = excluded.link, target = excluded.target, fields = excluded.fields,
                quantity = excluded.quantity, estimate = excluded.estimate,
                currency = excluded.currency, state = excluded.state, error = NULL, settled_at = NULL,
                evidence = NULL, candidates = NULL, holder = excluded.holder, claim_mark = excluded.claim_mark,
                lease_end = excluded.lease_end, is_open = excluded.is_open,
                sent_at = CASE WHEN {WasFree} THEN excluded.sent_at ELSE entries.sent_at END,
                balance_before = CASE WHEN {WasFree} THEN excluded.balance_before ELSE entries.balance_before END,
                spent = CASE WHEN {WasFree} OR entries.spent < excluded.spent THEN excluded.spent ELSE entries.spent END,
                attempts = CASE WHEN {IsSameClaim} THEN entries.attempts ELSE entries.attempts + 1 END,
                in_doubt = CASE WHEN {IsSameClaim} THEN entries.in_doubt ELSE NOT {WasFree} END,
                request_field = CASE WHEN {CarriesSame} THEN excluded.request_field END,
                request_value = CASE WHEN {CarriesSame} THEN excluded.request_value END, rules = excluded.rules
            WHERE {IsSameClaim} OR {WasFree} AND entries.repeats IS NOT DISTINCT FROM excluded.repeats
                OR @again AND {IsSeen} AND entries.repeats IS NULL AND {CarriesSame}
            RETURNING entries.entry, entries.attempts, entries.in_doubt, entries.created_at,
                {OrderRow.IsLedgerWide(_dialect, "entries.reference")} AS ledger_wide
            """,
            [
                .. About(account, intent, now),
                .. Content(intent),
                Given.Text("holder", holder),
                Given.Id("claim", claim),
                Given.Number("lease", (long)intent.Lease.TotalMilliseconds),
                Given.Flag("open", true),
                Given.Text("field", intent.Repeats is null ? intent.IdempotencyField?.Name : null),
                Given.Text("value", intent.Repeats is null ? intent.FieldValue : null),
                Given.Text("repeats", intent.Repeats?.Reference),
                Given.Flag("again", unknown is not null),
                .. Seen(unknown),
            ]);
        IReadOnlyList<Statement> statements =
        [
            .. intent.IsLedgerWide ? [Widen(intent.Reference)] : Array.Empty<Statement>(),

            // Claims of a reference see what those before them wrote, whatever their accounts. Nothing else is waited for from here on.
            .. _dialect.ReferenceQueue is { } sql
                ? [new Statement(sql, Given.Text("reference", intent.Reference))]
                : Array.Empty<Statement>(),
            claiming,
        ];
        return intent.SpendLimit is not null || intent.NoDuplicateWithin is not null || intent.NoOverlap
            ? Queued([account, .. intent.OtherChoices.Select(other => other.Account)], statements)
            : statements;
    }

    /// <summary>Lengthens a claim. One that was held up on its way does not take back what a later one said.</summary>
    public Statement Renew(LedgerAccount account, OrderClaim claim, TimeSpan lease, DateTimeOffset now) => new(
        $"""
        UPDATE {_entries} SET lease_end = CASE WHEN lease_end > {_dialect.LeaseEnd} THEN lease_end ELSE {_dialect.LeaseEnd} END
        WHERE account = @account AND reference = @reference AND claim_mark = @claim AND state = 'Sending'
        RETURNING entry
        """,
        Given.Text("account", account.Id),
        Given.Text("reference", claim.Reference),
        Given.Id("claim", claim.Mark),
        Given.Number("lease", (long)lease.TotalMilliseconds),
        Given.Time("now", now));

    /// <summary>
    /// Writes an outcome down. An answer may come after the entry was settled otherwise; then only that the order was placed is news, or
    /// under which id. One that an earlier attempt may have bought stays unknown until an id is known; which attempt bought it, and so when
    /// it was accepted, is not known then either.
    /// </summary>
    public Statement Settle(JournalEntry outcome, DateTimeOffset now) => new(
        $"""
        UPDATE {_entries} SET state = CASE WHEN in_doubt AND @order IS NULL THEN 'Unknown' ELSE @state END, order_id = @order,
            error = @error, settled_at = @now, holder = NULL, claim_mark = NULL, lease_end = NULL, is_open = @open OR in_doubt,
            spent = CASE WHEN in_doubt AND spent > @spent THEN spent WHEN @open THEN @spent ELSE 0 END, candidates = NULL,
            evidence = CASE WHEN in_doubt THEN @evidence END, in_doubt = in_doubt AND @order IS NULL
        WHERE account = @account AND reference = @reference
            AND (claim_mark = @claim OR @order IS NOT NULL AND (state NOT IN ('Placed', 'Sending') OR in_doubt OR {IsCandidate}))
        RETURNING {_columns}
        """,
        [
            .. Outcome(outcome),
            Given.Text("evidence", outcome.OrderId is { } id ? ClaimRules.SentAgain(id) : null),
            Given.Time("now", now),
            Given.Id("claim", outcome.Claim),
        ]);

    /// <summary>Writes an entry anew that the store has lost, or what this machine knows better of one that is not placed.</summary>
    public IReadOnlyList<Statement> Restore(JournalEntry outcome, DateTimeOffset now) =>
        [.. outcome.IsLedgerWide ? [Widen(outcome.Reference)] : Array.Empty<Statement>(), RestoreEntry(outcome, now)];

    private Statement RestoreEntry(JournalEntry outcome, DateTimeOffset now) => new(
        $"""
        INSERT INTO {_entries} (account, reference, {Columns}, candidates, attempts, rules)
        SELECT @account, @reference, @service, @name, @category, @link, @target, @fields, @quantity, @estimate, @currency, @state, @order,
            @error, @sent, @sent, @now, @balance, @spent, @open, @candidates, 1, {Rules}
        WHERE NOT EXISTS ({_adopted})
        ON CONFLICT (account, reference) DO UPDATE SET state = excluded.state, order_id = excluded.order_id, error = excluded.error,
            settled_at = excluded.settled_at, holder = NULL, claim_mark = NULL, lease_end = NULL, spent = excluded.spent,
            is_open = excluded.is_open, evidence = NULL, candidates = excluded.candidates, request_field = NULL, request_value = NULL,
            in_doubt = FALSE
        WHERE entries.state <> 'Placed'
        RETURNING {_columns}
        """,
        [.. Outcome(outcome), .. Content(outcome), Given.Time("now", now), Given.Time("sent", outcome.SentAt)]);

    /// <summary>An order that was bought beside the one of its reference: both cost.</summary>
    public Statement AddSecond(JournalEntry outcome, DateTimeOffset now) => new(
        $"""
        INSERT INTO {_entries} (account, reference, {Columns}, attempts, rules)
        VALUES (@account, @second, @service, @name, @category, @link, @target, @fields, @quantity, @estimate, @currency, 'Placed', @order,
            @error, @sent, @sent, @now, @balance, @spent, @open, 1, {Rules})
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

    /// <summary>
    /// Settles an entry whose outcome or id is unknown, as it was seen: one that was claimed, renewed or settled since may have been
    /// bought since.
    /// </summary>
    public IReadOnlyList<Statement> Resolve(
        LedgerAccount account, string reference, SeenClaim seen, Settlement settlement, DateTimeOffset now) =>
        Queued([account], [new(
        $"""
        UPDATE {_entries} SET state = @state, order_id = @order, error = @error, settled_at = @now, holder = NULL, claim_mark = NULL,
            lease_end = NULL, is_open = @placed, spent = CASE WHEN @placed THEN spent ELSE 0 END, evidence = @evidence,
            candidates = @candidates, in_doubt = FALSE
        WHERE account = @account AND reference = @reference AND (state IN ('Unknown', 'Sending') OR {IsCandidate})
            AND claim_mark IS NOT DISTINCT FROM @claim AND lease_end IS NOT DISTINCT FROM @lease AND attempts = @attempts
            AND (@order IS NULL OR NOT EXISTS (SELECT 1 FROM {_entries} AS t WHERE t.account = @account AND t.order_id = @order))
        RETURNING {_columns}
        """,
        Given.Text("account", account.Id),
        Given.Text("reference", reference),
        Given.Id("claim", seen.Mark),
        Given.Time("lease", seen.LeaseUntil),
        Given.Number("attempts", seen.Attempts),
        Given.Text("state", (settlement.IsPlaced ? OrderState.Placed : OrderState.NotSent).ToString()),
        Given.PanelId("order", settlement.OrderId),
        Given.Text("candidates", settlement.Candidates),
        Given.Text("error", settlement.IsPlaced ? null : "Settled as not placed."),
        Given.Text("evidence", settlement.Evidence),
        Given.Flag("placed", settlement.IsPlaced),
        Given.Time("now", now))]);

    /// <summary>Orders of a link of which it is not known whether they were bought.</summary>
    public Statement Doubtful(LedgerAccount account, string? link, string reference) => new(
        $"""
        SELECT d.reference FROM {_entries} AS d
        WHERE d.account = @account AND {_dialect.IsLink("d.link", "@link")} AND d.reference <> @reference
            AND d.state IN ('Sending', 'Unknown') LIMIT 1
        """,
        Given.Text("account", account.Id),
        Given.Text("link", link),
        Given.Text("reference", reference));

    /// <summary>The reference of a duplicate, its service, and its panel's address.</summary>
    public Statement Duplicates(LedgerAccount account, OrderIntent intent, DateTimeOffset now) => new(
        $"""
        SELECT u.reference, u.service, (SELECT a.address FROM {_dialect.Schema}accounts AS a WHERE a.account = u.account) AS address
        FROM ({Duplicates(intent)}) AS u ORDER BY u.entry DESC LIMIT 1
        """,
        About(account, intent, now));

    /// <summary>An order that may still change, of the same service or category and for the same link; and its panel's address.</summary>
    public Statement Overlapping(LedgerAccount account, OrderIntent intent, DateTimeOffset now) => new(
        $"""
        SELECT {_columns}, (SELECT a.address FROM {_dialect.Schema}accounts AS a WHERE a.account = entries.account) AS address
        FROM {_entries} WHERE entries.entry IN ({Overlaps(intent)}) ORDER BY entries.entry LIMIT 1
        """,
        About(account, intent, now));

    /// <summary>Entries that may still change, of a version that did not write down what their links point to.</summary>
    public Statement WithoutTarget() =>
        new($"SELECT entry, link FROM {_entries} WHERE is_open AND target IS NULL AND link IS NOT NULL");

    public Statement RecordTarget(long entry, string? target) => new(
        $"UPDATE {_entries} SET target = @target WHERE entry = @entry", Given.Number("entry", entry), Given.Text("target", target));

    /// <summary>What other orders cost or may have cost within the window, as <c>spent</c>.</summary>
    public Statement Spent(LedgerAccount account, OrderIntent intent, DateTimeOffset now) =>
        new($"SELECT ({_spent}) AS spent", About(account, intent, now));

    /// <summary>What all orders cost or may have cost within a time, as <c>spent</c>.</summary>
    public Statement Spent(LedgerAccount account, TimeSpan window, DateTimeOffset now) => new(
        $"SELECT ({_spent}) AS spent",
        [.. Account(account), Given.Text("reference", string.Empty), Given.Time("window", Since(now, window))]);

    /// <summary>When an order of this reference was made under another key of the same address.</summary>
    public Statement OtherKey(LedgerAccount account, string reference) => new(
        $"{_otherKey} LIMIT 1",
        [.. Account(account), Given.Text("reference", reference)]);

    private string OfAddress(string choice = "") =>
        $"SELECT a.account FROM {_dialect.Schema}accounts AS a WHERE a.address = @address{choice} AND a.account <> @account{choice} AND "
        + $"(a.name IS NULL OR @named{choice} IS NULL)";

    private string Related(string choice = "") => $"SELECT @account{choice} UNION ALL {OfAddress(choice)}";

    private string Duplicates(OrderIntent intent)
    {
        return OfEachChoice(intent, Of);

        string Of(string choice, string isOwn) =>
            $"""
            SELECT o.entry, o.reference, o.service, o.account FROM {_entries} AS o
            WHERE o.account IN ({Related(choice)}) AND o.service = @service{choice} AND {_dialect.IsLink("o.link", "@link")}
                AND NOT ({isOwn}) AND o.sent_at > @duplicate AND o.state IN ('Sending', 'Placed', 'Unknown')
            """;
    }

    // The category of another choice's service is not known before its turn.
    private string Overlaps(OrderIntent intent)
    {
        return OfEachChoice(intent, Of);

        string Of(string choice, string isOwn) =>
            $"""
            SELECT o.entry FROM {_entries} AS o
            WHERE o.account IN ({Related(choice)}) AND NOT ({isOwn})
                AND o.is_open AND o.target = @target AND (o.service = @service{choice} OR o.category = @category)
            """;
    }

    // Each choice has its own index to look in. What another choice has of the reference, which is one for the whole ledger, is this order.
    private static string OfEachChoice(OrderIntent intent, Func<string, string, string> of) => string.Join(
        " UNION ALL ",
        Enumerable.Range(0, intent.OtherChoices.Count)
            .Select(number => of(Name(number), "o.reference = @reference"))
            .Prepend(of(string.Empty, "o.account = @account AND o.reference = @reference")));

    private static string Name(int choice) => choice.ToString("'_'0", CultureInfo.InvariantCulture);

    // In order, so that no two wait for each other crosswise.
    private IReadOnlyList<Statement> Queued(IEnumerable<LedgerAccount> accounts, IReadOnlyList<Statement> statements) =>
        _dialect.HasParallelWriters
            ?
            [
                .. accounts.Select(account => account.Address).Distinct().OrderBy(address => address, StringComparer.Ordinal).Select(Queue),
                .. statements,
            ]
            : statements;

    // A panel without any order has no row yet.
    private Statement Queue(string address) => new(
        $"INSERT INTO {_dialect.Schema}panels AS p (address, claims) VALUES (@address, 1) ON CONFLICT (address) DO UPDATE SET "
        + "claims = p.claims + 1",
        Given.Text("address", address));

    private static Parameter[] Account(LedgerAccount account, string choice = "") =>
    [
        Given.Text("account" + choice, account.Id), Given.Text("address" + choice, account.Address),
        Given.Text("named" + choice, account.Name),
    ];

    // What duplicates and the sum are asked about.
    private static Parameter[] About(LedgerAccount account, OrderIntent intent, DateTimeOffset now) =>
    [
        .. Account(account),
        .. intent.OtherChoices.SelectMany((other, number) => Account(other.Account, Name(number))
            .Append(Given.PanelId("service" + Name(number), other.ServiceId))),
        Given.Text("reference", intent.Reference),
        Given.PanelId("service", intent.Service.ServiceId),
        Given.Text("link", intent.Request.Link),
        Given.Text("target", intent.Target),
        Given.Text("category", intent.Service.Category),
        Given.Flag("alone", intent.NoOverlap),
        Given.Time("duplicate", Since(now, intent.NoDuplicateWithin)),
        Given.Time("window", Since(now, intent.SpendLimit?.Window)),
        Given.Flag("local", account.IsLocal),
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
        Given.Text("service", entry.ServiceId),
        Given.Text("name", entry.ServiceName),
        Given.Text("category", entry.Category),
        Given.Text("link", entry.Link),
        Given.Text("target", LinkTarget.Of(entry.Link)),
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
        Given.Text("candidates", outcome.Candidates),
        Given.Text("error", outcome.Error),
        Given.Flag("open", outcome.MayCost),
        Given.Number("spent", outcome.MayCost ? Money.Units(outcome.EstimatedCharge) : 0),
    ];

    private static Parameter[] Seen(SeenClaim? seen) =>
        [Given.Id("seen", seen?.Mark), Given.Time("lapse", seen?.LeaseUntil), Given.Number("attempts", seen?.Attempts)];

    private static DateTimeOffset? Since(DateTimeOffset now, TimeSpan? time) =>
        time is not { } span ? null : span < now - Epoch ? now - span : Epoch;
}
