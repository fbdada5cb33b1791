using System.Net;
using System.Text.RegularExpressions;
using YallaTake.Client.Resilience;
using YallaTake.Ledger;
using YallaTake.Ledger.Entries;
using YallaTake.Ledger.Journal;
using YallaTake.Ledger.Sqlite;
using YallaTake.Ledger.Store;
using YallaTake.Settings;
#if NET
using YallaTake.Ledger.Postgres;
#endif

namespace YallaTake.Session;

/// <summary>Where the ledger is, and what it is: a file, or a database that many machines share.</summary>
internal static class LedgerLocation
{
    public const string Variable = "YALLATAKE_LEDGER";

    private static readonly Regex DatabaseForm = new(
        @"^\s*postgres(ql)?://|(^|[;\s])(host|server)\s*=", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    // What may hold a password must not become the name of a file.
    private static readonly Regex ConnectionForm = new(
        @"^\s*[a-z][a-z0-9+.-]*://|(^|;)\s*(user(name| ?id)?|uid|password|pwd|database|db|initial catalog|data source|port|ssl ?mode"
            + @"|integrated security)\s*=",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    /// <summary>The environment's ledger; null when it names none.</summary>
    public static string? FromEnvironment() => Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } location
        ? (IsDatabase(location) ? location : Path.GetFullPath(location))
        : null;

    /// <summary>The ledger file when no other is named: one for all panels and accounts.</summary>
    public static string UserFile() => Path.Combine(UserFolder.Path, "orders.db");

    /// <summary>Whether a location is a PostgreSQL database: a postgresql:// address, or settings among which is a host.</summary>
    /// <exception cref="YallaTakeException">
    /// LedgerUnavailable: it looks like a connection string and is not a valid one. It is not quoted, because it may hold a password.
    /// </exception>
    public static bool IsDatabase(string location)
    {
        if (DatabaseForm.IsMatch(location))
            return true;
        return ConnectionForm.IsMatch(location)
            ? throw Invalid(
                "The ledger looks like the address of a database and names no host. Nothing was sent. "
                + "Write it as Host=db.example;Database=orders;Username=reseller, or as postgresql://reseller@db.example/orders.")
            : false;
    }

    /// <summary>A ledger of an account; it is opened at its first use.</summary>
    /// <param name="location">The file or the database; null for the user's own file.</param>
    /// <param name="makes">Whether it is made where it does not exist. The user's own file always is.</param>
    /// <param name="credential">The role and password for the database.</param>
    /// <param name="account">The account's address, key and name.</param>
    /// <param name="panel">The panel's name.</param>
    /// <param name="time">The ledger's clock.</param>
    /// <param name="chance">The ledger's source of chance.</param>
    /// <exception cref="YallaTakeException">LedgerUnavailable: the location cannot be used here.</exception>
    public static OrderLedger Open(
        string? location, bool makes, NetworkCredential? credential, AccountKey account, string panel, TimeProvider time, Chance chance)
    {
        var journals = Path.Combine(UserFolder.Path, "journal");
        if (location is not null && IsDatabase(location))
        {
#if NET
            var address = PostgresAddress.Parse(location, credential);
            var journal = new OutcomeJournal(journals, Path.Combine(journals, address.EarlierJournal));
            return Ledger(new PostgresStore(address, makes, time, chance), journal);
#else
            throw Invalid(
                "A shared ledger needs PowerShell 7.4 or later. Nothing was sent. Run this in pwsh, or give a ledger's file with -Ledger.");
#endif
        }

        if (credential is not null)
            throw Invalid(
                "A ledger's file takes no credential. Nothing was sent. Leave out -LedgerCredential, or give the database with -Ledger "
                + "'Host=…;Database=…'.");

        return Ledger(
            new SqliteStore(location ?? UserFile(), makes || location is null, time, chance), new OutcomeJournal(journals));

        StoredLedger Ledger(ILedgerStore store, OutcomeJournal journal) =>
            new(store, account, journal, panel, LedgerHolder.ThisProcess, time, chance);
    }

    /// <summary>Which ledger is at a location, by its own id.</summary>
    /// <exception cref="YallaTakeException">LedgerUnavailable: there is none, or it cannot be used here.</exception>
    public static async Task<string> IdentifyAsync(
        string location, bool makes, NetworkCredential? credential, TimeProvider time, Chance chance, CancellationToken cancellationToken)
    {
#if NET
        using ILedgerStore store = IsDatabase(location)
            ? new PostgresStore(PostgresAddress.Parse(location, credential), makes, time, chance)
            : new SqliteStore(location, makes || location == UserFile(), time, chance);
#else
        using var store = new SqliteStore(location, makes || location == UserFile(), time, chance);
#endif
        var identity = await new LedgerBoundary(store).RunAsync(
            () => store.OpenAsync(cancellationToken), cancellationToken).ConfigureAwait(false);
        return identity.Id;
    }

    /// <summary>Whether the address of a database holds a password, which is in no file.</summary>
    public static bool HoldsPassword(string location) =>
#if NET
        IsDatabase(location) && PostgresAddress.Parse(location, null).HoldsPassword;
#else
        IsDatabase(location);
#endif

    /// <summary>A temporary file for a sandbox, whose orders are not real.</summary>
    public static string Temporary(Chance chance) => Path.Combine(Path.GetTempPath(), $"yallatake-sandbox-{chance.Guid():N}.db");

    /// <summary>Removes a ledger that is closed, with SQLite's side files.</summary>
    public static void Delete(string path)
    {
        foreach (var suffix in new[] { string.Empty, "-wal", "-shm" })
        {
            try
            {
                File.Delete(path + suffix);
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                // Another runspace still reads it, and it stays in the temporary folder.
            }
        }
    }

    private static YallaTakeException Invalid(string message) => new(ErrorId.LedgerUnavailable, message);
}
