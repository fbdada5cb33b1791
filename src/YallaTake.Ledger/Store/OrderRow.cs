using YallaTake.Ledger.Entries;

namespace YallaTake.Ledger.Store;

/// <summary>Reads an entry of the ledger as the order that users see.</summary>
internal static class OrderRow
{
    /// <summary>
    /// The columns that <see cref="Read"/> and <see cref="SeenClaim"/> take, of a query of <c>entries</c> with the parameter <c>@now</c>.
    /// </summary>
    public static string Columns(SqlDialect dialect) =>
        $"""
        entries.entry, entries.reference, entries.service, entries.service_name, entries.link, entries.fields, entries.quantity,
        entries.estimate, entries.currency, entries.state, entries.order_id, entries.error, entries.created_at,
        entries.sent_at, entries.settled_at,
        entries.holder, entries.claim_mark, entries.lease_end, entries.attempts, entries.balance_before, entries.status, entries.charge,
        entries.start_count, entries.remains, entries.status_at, entries.cancel_at, entries.evidence, entries.candidates,
        entries.request_field, entries.request_value, entries.repeats, entries.started_after, entries.started_at, entries.ended_after,
        entries.ended_at,
        entries.lease_end < {dialect.LeaseNow} AS lapsed, {dialect.Refills} AS refills,
        {IsLedgerWide(dialect, "entries.reference")} AS ledger_wide
        """;

    /// <summary>
    /// Whether an entry is the order of a reference. It is looked for by the reference: of an account that is new to it, PostgreSQL takes
    /// every index of accounts for as good as any other.
    /// </summary>
    public const string IsOfReference = "reference = @reference AND account IS NOT DISTINCT FROM @account";

    /// <summary>Whether a reference is one for the whole ledger.</summary>
    public static string IsLedgerWide(SqlDialect dialect, string reference) =>
        $"EXISTS (SELECT 1 FROM {dialect.Schema}ledger_references AS w WHERE w.reference = {reference})";

    /// <summary>
    /// Whether what an account of <c>a</c> has may be the order of another account: see <see cref="LedgerAccount.IsLocal"/>.
    /// </summary>
    public const string IsOfSameKind = "(a.address IS NULL OR (a.address LIKE 'http:%') = @local)";

    /// <param name="row">The entry.</param>
    /// <param name="panel">The name that the order carries as its panel.</param>
    /// <param name="holder">Says whether the process that sends it is gone; null where only the lease does.</param>
    public static Order Read(Row row, string? panel, LedgerHolder? holder)
    {
        if (!Enum.TryParse(row.Text("state"), out OrderState state))
            throw new InvalidDataException(
                $"an order has the state '{row.Text("state")}', which this version does not know. Update the module.");

        // Whoever was to settle it is gone.
        var error = row.Text("error");
        if (state == OrderState.Sending && (row.Flag("lapsed") || holder?.IsGone(row.Text("holder")) == true))
            (state, error) = (OrderState.Unknown, "The process that sent it ended before the answer came.");

        var sentAt = row.Time("sent_at")!.Value;
        return new Order
        {
            Entry = row.Number("entry")!.Value,
            Reference = row.Text("reference"),
            ServiceId = row.Id("service")!,
            ServiceName = row.Text("service_name"),
            Link = row.Text("link"),
            Fields = OrderFields.Parse(row.Text("fields")),
            Count = row.Number("quantity"),
            EstimatedCharge = row.Money("estimate"),
            Currency = row.Text("currency"),
            Phase = state,
            OrderId = row.Id("order_id"),
            Error = error,
            CreatedAt = row.Time("created_at")!.Value,
            SettledAt = row.Time("settled_at"),
            SentAt = sentAt,
            LeftBy = row.Time("settled_at") ?? row.Time("lease_end") ?? sentAt,
            Attempts = row.Number("attempts")!.Value,
            RequestField = row.Text("request_field"),
            RequestValue = row.Text("request_value"),
            Repeats = row.Text("repeats"),
            IsLedgerWide = row.Flag("ledger_wide"),
            Evidence = row.Text("evidence"),
            CandidateId = Ids(row.Text("candidates")),
            BalanceBefore = row.Money("balance_before"),
            Status = row.Text("status"),
            Charge = row.Money("charge"),
            StartCount = row.Number("start_count"),
            Remains = row.Number("remains"),
            StatusAt = row.Time("status_at"),
            StartedAfter = row.Time("started_after"),
            StartedAt = row.Time("started_at"),
            EndedAfter = row.Time("ended_after"),
            EndedAt = row.Time("ended_at"),
            CancelRequestedAt = row.Time("cancel_at"),
            RefillId = Ids(row.Text("refills")),
            Panel = panel,
        };
    }

    private static object[] Ids(string? list) =>
    [
        .. (list ?? string.Empty).Split([','], StringSplitOptions.RemoveEmptyEntries)
            .Select(PanelId.Of)
            .OrderBy(id => id)
            .Select(id => id.Value),
    ];
}
