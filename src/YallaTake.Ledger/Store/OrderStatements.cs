using YallaTake.Ledger.Entries;

namespace YallaTake.Ledger.Store;

/// <summary>Claims entries: the SQL of placing orders, once for both stores.</summary>
internal sealed class OrderStatements(SqlDialect dialect)
{
    /// <summary>The version of the rules by which entries are written now: how outcomes are decided and orders compared.</summary>
    public const int Rules = 2;

    /// <summary>What every entry is written with.</summary>
    public const string Columns =
        "service, service_name, category, link, target, fields, quantity, estimate, currency, state, order_id, error, created_at, sent_at, "
        + "settled_at, balance_before, spent, is_open";

    // Of an entry that is claimed again, beside the row that was to be inserted.
    private const string IsSameClaim = "coalesce(entries.claim_mark = excluded.claim_mark, FALSE)";
    private const string WasFree = "entries.state IN ('Rejected', 'NotSent')";
    private const string CarriesSame =
        "entries.request_field = excluded.request_field AND entries.request_value = excluded.request_value";

    // Of an entry whose outcome is unknown, and which nobody has touched since it was looked at.
    private const string IsSeen =
        "entries.state IN ('Unknown', 'Sending') AND entries.claim_mark IS NOT DISTINCT FROM @seen AND "
        + "entries.lease_end IS NOT DISTINCT FROM @lapse AND entries.attempts = @attempts";

    private readonly string _entries = dialect.Schema + "entries";
    private readonly LimitStatements _limits = new(dialect);

    /// <summary>Makes a reference one for the whole ledger, if it is to be.</summary>
    public static IReadOnlyList<Statement> Widen(SqlDialect dialect, string reference, bool isLedgerWide) => !isLedgerWide ? [] :
    [
        new(
            $"INSERT INTO {dialect.Schema}ledger_references (reference) VALUES (@reference) ON CONFLICT (reference) DO NOTHING",
            Given.Text("reference", reference)),
    ];

    /// <summary>Statements that wait for others of the same panels; in order, so that no two deadlock.</summary>
    public static IReadOnlyList<Statement> Queued(
        SqlDialect dialect, IEnumerable<LedgerAccount> accounts, IReadOnlyList<Statement> statements) =>
        dialect.IsShared
            ?
            [
                .. accounts.Select(account => account.Address).Distinct().OrderBy(address => address, StringComparer.Ordinal).Select(
                    address => Queue(dialect, address)),
                .. statements,
            ]
            : statements;

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
                NULL, NULL, @now, @now, NULL, @balance, @spent, @open, @holder, @claim, {dialect.LeaseEnd}, 1, {Rules}, @field, @value,
                @repeats
            WHERE {_limits.Allows(intent)}
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
                {OrderRow.IsLedgerWide(dialect, "entries.reference")} AS ledger_wide
            """,
            [
                .. LimitStatements.About(account, intent, now),
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
            .. Widen(dialect, intent.Reference, intent.IsLedgerWide),

            // Claims of a reference see what those before them wrote, whatever their accounts. Nothing else is waited for from here on.
            .. dialect.ReferenceQueue is { } sql
                ? [new Statement(sql, Given.Text("reference", intent.Reference))]
                : Array.Empty<Statement>(),
            claiming,
        ];
        return intent.SpendLimit is not null || intent.NoDuplicateWithin is not null || intent.NoOverlap
            ? Queued(dialect, [account, .. intent.OtherChoices.Select(other => other.Account)], statements)
            : statements;
    }

    /// <summary>Lengthens a claim. One that was held up on its way does not take back what a later one said.</summary>
    public Statement Renew(LedgerAccount account, OrderClaim claim, TimeSpan lease, DateTimeOffset now) => new(
        $"""
        UPDATE {_entries} SET lease_end = CASE WHEN lease_end > {dialect.LeaseEnd} THEN lease_end ELSE {dialect.LeaseEnd} END
        WHERE {OrderRow.IsOfReference} AND claim_mark = @claim AND state = 'Sending'
        RETURNING entry
        """,
        Given.Text("account", account.Id),
        Given.Text("reference", claim.Reference),
        Given.Id("claim", claim.Mark),
        Given.Number("lease", (long)lease.TotalMilliseconds),
        Given.Time("now", now));

    // A panel without any order has no row yet.
    private static Statement Queue(SqlDialect dialect, string address) => new(
        $"INSERT INTO {dialect.Schema}panels AS p (address, claims) VALUES (@address, 1) ON CONFLICT (address) DO UPDATE SET "
        + "claims = p.claims + 1",
        Given.Text("address", address));

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

    private static Parameter[] Seen(SeenClaim? seen) =>
        [Given.Id("seen", seen?.Mark), Given.Time("lapse", seen?.LeaseUntil), Given.Number("attempts", seen?.Attempts)];
}
