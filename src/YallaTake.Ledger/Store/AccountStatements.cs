using YallaTake.Client.Values;
using YallaTake.Ledger.Entries;

namespace YallaTake.Ledger.Store;

/// <summary>Finds the account of a key in a ledger: by the key, by its name, or by the rule of version 0.1.0.</summary>
internal sealed class AccountStatements(SqlDialect dialect)
{
    /// <summary>The account, and what is to be written with its first order so that the ledger knows it from then on.</summary>
    /// <exception cref="YallaTakeException">NameInUse: the key belongs to an account of another name.</exception>
    public async Task<(LedgerAccount Account, IReadOnlyList<Statement> Registration)> FindAsync(
        ILedgerStore store, AccountKey key, LedgerIdentity identity, CancellationToken cancellationToken)
    {
        var fingerprint = key.Fingerprint(identity.Salt);
        var known = await FirstAsync(
            $"SELECT a.account, a.name FROM {Keys} AS k JOIN {Accounts} AS a ON a.account = k.account WHERE k.fingerprint = @value",
            fingerprint).ConfigureAwait(false)
            ?? await EarlierAsync().ConfigureAwait(false);
        if (key.Name is null)
            return Registered(known?.Id ?? fingerprint, known?.Name);

        if (known?.Name is { } other && !IsSame(other, key.Name))
            throw new YallaTakeException(
                ErrorId.NameInUse, $"The ledger knows this key's account as '{other}'. Nothing was sent. Connect with -Account '{other}'.");

        var named = known?.Name is null ? await NamedAsync().ConfigureAwait(false) : known;
        var account = Registered(named?.Id ?? known?.Id ?? Hash.Of("account", key.Address, key.Name), named?.Name ?? key.Name);

        // What was ordered with this key before the account had a name belongs to it, but for references that it has already.
        return known is { Name: null } && known.Id != account.Account.Id
            ? (account.Account, [.. account.Registration, .. Adoption(known.Id, account.Account.Id)])
            : account;

        async Task<Known?> FirstAsync(string sql, string value) => await store.FirstAsync(
            new Statement(sql, Given.Text("value", value)), Account, cancellationToken).ConfigureAwait(false);

        async Task<Known?> NamedAsync()
        {
            var named = await store.ReadAsync(
                new Statement(
                    $"SELECT account, name FROM {Accounts} WHERE address = @value AND name IS NOT NULL", Given.Text("value", key.Address)),
                Account,
                cancellationToken).ConfigureAwait(false);
            return named.FirstOrDefault(account => account.Name == key.Name)
                ?? named.FirstOrDefault(account => IsSame(account.Name!, key.Name));
        }

        // Its orders carry the fingerprint itself.
        async Task<Known?> EarlierAsync() =>
            await FirstAsync(
                $"SELECT account, NULL AS name FROM {dialect.Schema}entries WHERE account = @value LIMIT 1",
                key.EarlierFingerprint(identity.Salt)).ConfigureAwait(false) is { } earlier
                ? earlier with { IsWritten = false }
                : null;

        (LedgerAccount Account, IReadOnlyList<Statement> Registration) Registered(string id, string? name) => (
            new LedgerAccount(id, key.Address, name),
            known is not null && known.Id == id && known.Name == name && known.IsWritten ? [] : Registration(id, name));

        IReadOnlyList<Statement> Registration(string id, string? name) =>
        [
            new(
                $"INSERT INTO {dialect.Schema}panels (address, claims) VALUES (@address, 0) ON CONFLICT (address) DO NOTHING",
                Given.Text("address", key.Address)),
            new(
                $"INSERT INTO {Accounts} AS a (account, address, name) VALUES (@account, @address, @name) ON CONFLICT (account) DO UPDATE "
                + "SET name = coalesce(a.name, excluded.name)",
                Given.Text("account", id),
                Given.Text("address", key.Address),
                Given.Text("name", name)),
            new(
                $"INSERT INTO {Keys} (fingerprint, account) VALUES (@fingerprint, @account) ON CONFLICT (fingerprint) DO UPDATE SET "
                + "account = excluded.account",
                Given.Text("fingerprint", fingerprint),
                Given.Text("account", id)),
        ];
    }

    /// <summary>Remembers in which field the panel was seen to give the same id back; null for none any more.</summary>
    public Statement RecordTestedField(LedgerAccount account, string? field) => new(
        $"UPDATE {Accounts} SET tested_field = @field WHERE account = @account",
        Given.Text("account", account.Id),
        Given.Text("field", field));

    public Statement TestedField(LedgerAccount account) =>
        new($"SELECT tested_field FROM {Accounts} WHERE account = @account", Given.Text("account", account.Id));

    // A second account by mistake would buy everything again.
    private static bool IsSame(string name, string other) =>
        string.Equals(SeenText.Of(name), SeenText.Of(other), StringComparison.OrdinalIgnoreCase);

    private static Known Account(Row row) => new(row.Text("account")!, row.Text("name"));

    private string Accounts => dialect.Schema + "accounts";

    private string Keys => dialect.Schema + "keys";

    private IReadOnlyList<Statement> Adoption(string from, string to)
    {
        Parameter[] accounts = [Given.Text("from", from), Given.Text("to", to)];
        var adopted = $"SELECT e.entry FROM {dialect.Schema}entries AS e WHERE e.account = @from AND NOT EXISTS (SELECT 1 FROM "
            + $"{dialect.Schema}entries AS t WHERE t.account = @to AND t.reference = e.reference)";
        return
        [
            new(
                $"UPDATE {dialect.Schema}balances SET account = @to WHERE account = @from AND NOT EXISTS (SELECT 1 FROM "
                + $"{dialect.Schema}balances AS t WHERE t.account = @to AND t.asked_at = balances.asked_at)",
                accounts),
            new(
                $"UPDATE {dialect.Schema}catalogues SET account = @to WHERE account = @from "
                    + $"AND NOT EXISTS (SELECT 1 FROM {dialect.Schema}catalogues AS t WHERE t.account = @to)",
                accounts),
            new(
                $"UPDATE {Accounts} SET other_order = coalesce(other_order, (SELECT f.other_order FROM {Accounts} AS f "
                    + "WHERE f.account = @from)) WHERE account = @to",
                accounts),
            new($"UPDATE {dialect.Schema}refills SET account = @to WHERE entry IN ({adopted})", accounts),
            new($"UPDATE {dialect.Schema}entries SET account = @to WHERE entry IN ({adopted})", accounts),
        ];
    }

    private sealed record Known(string Id, string? Name)
    {
        public bool IsWritten { get; init; } = true;
    }
}
