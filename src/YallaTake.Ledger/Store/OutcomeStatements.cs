using YallaTake.Ledger.Entries;

namespace YallaTake.Ledger.Store;

/// <summary>Writes down what became of orders: by their answer, by this machine's journal, or by a person.</summary>
internal sealed class OutcomeStatements
{
    // Of an entry that was found to be placed, while it is not known which of the ids is its own.
    private const string IsCandidate = "',' || candidates || ',' LIKE '%,' || @order || ',%'";

    private readonly SqlDialect _dialect;
    private readonly string _entries;
    private readonly string _columns;
    private readonly string _adopted;

    public OutcomeStatements(SqlDialect dialect)
    {
        _dialect = dialect;
        _entries = dialect.Schema + "entries";
        _columns = OrderRow.Columns(dialect);

        // An order that went over to another account of its address, when that got a name.
        _adopted =
            $"""
            SELECT 1 FROM {_entries} AS t JOIN {dialect.Schema}accounts AS a ON a.account = t.account
                JOIN {dialect.Schema}accounts AS b ON b.address = a.address
            WHERE b.account = @account AND t.account <> @account AND t.reference = @reference AND t.order_id = @order
            """;
    }

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
        WHERE {OrderRow.IsOfReference}
            AND (claim_mark = @claim OR @order IS NOT NULL AND (state NOT IN ('Placed', 'Sending') OR in_doubt OR {IsCandidate}))
        RETURNING {_columns}
        """,
        [
            .. Outcome(outcome),
            Given.Text("evidence", outcome.OrderId is { } id ? ClaimRules.SentAgain(id) : null),
            Given.Time("now", now),
            Given.Id("claim", outcome.Claim),
        ]);

    /// <summary>Writes again an entry that the store has lost, or what this machine knows better of one that is not placed.</summary>
    public IReadOnlyList<Statement> Restore(JournalEntry outcome, DateTimeOffset now) =>
        [.. OrderStatements.Widen(_dialect, outcome.Reference, outcome.IsLedgerWide), RestoreEntry(outcome, now)];

    private Statement RestoreEntry(JournalEntry outcome, DateTimeOffset now) => new(
        $"""
        INSERT INTO {_entries} (account, reference, {OrderStatements.Columns}, candidates, attempts, rules)
        SELECT @account, @reference, @service, @name, @category, @link, @target, @fields, @quantity, @estimate, @currency, @state, @order,
            @error, @sent, @sent, @now, @balance, @spent, @open, @candidates, 1, {OrderStatements.Rules}
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
        INSERT INTO {_entries} (account, reference, {OrderStatements.Columns}, attempts, rules)
        VALUES (@account, @second, @service, @name, @category, @link, @target, @fields, @quantity, @estimate, @currency, 'Placed', @order,
            @error, @sent, @sent, @now, @balance, @spent, @open, 1, {OrderStatements.Rules})
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
        OrderStatements.Queued(_dialect, [account], [new(
        $"""
        UPDATE {_entries} SET state = @state, order_id = @order, error = @error, settled_at = @now, holder = NULL, claim_mark = NULL,
            lease_end = NULL, is_open = @placed, spent = CASE WHEN @placed THEN spent ELSE 0 END, evidence = @evidence,
            candidates = @candidates, in_doubt = FALSE
        WHERE {OrderRow.IsOfReference} AND (state IN ('Unknown', 'Sending') OR {IsCandidate})
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
}
