using YallaTake.Ledger.Entries;

namespace YallaTake.Ledger.Store;

/// <summary>The history of an account's balance, and whether others use the account.</summary>
internal sealed class BalanceStatements(SqlDialect dialect)
{
    private readonly string _accounts = dialect.Schema + "accounts";
    private readonly string _balances = dialect.Schema + "balances";

    public Statement Record(LedgerAccount account, BalanceReading reading) => new(
        $"""
        INSERT INTO {_balances} (account, asked_at, answered_at, balance) VALUES (@account, @asked, @answered, @balance)
        ON CONFLICT (account, asked_at) DO NOTHING
        """,
        Given.Text("account", account.Id),
        Given.Time("asked", reading.AskedAt),
        Given.Time("answered", reading.AnsweredAt),
        Given.Money("balance", reading.Balance));

    /// <summary>The readings since a time, the oldest first.</summary>
    public Statement Since(LedgerAccount account, DateTimeOffset since) => new(
        $"SELECT asked_at, answered_at, balance FROM {_balances} WHERE account = @account AND asked_at >= @since ORDER BY asked_at",
        Given.Text("account", account.Id),
        Given.Time("since", since));

    public static BalanceReading Reading(Row row) =>
        new(row.Time("asked_at")!.Value, row.Time("answered_at")!.Value, row.Money("balance")!.Value);

    /// <summary>Remembers an order of the account that this ledger did not place.</summary>
    public Statement RecordOther(LedgerAccount account, PanelId orderId) => new(
        $"UPDATE {_accounts} SET other_order = coalesce(other_order, @order) WHERE account = @account",
        Given.Text("account", account.Id),
        Given.PanelId("order", orderId));

    public Statement Other(LedgerAccount account) =>
        new($"SELECT other_order FROM {_accounts} WHERE account = @account", Given.Text("account", account.Id));
}
