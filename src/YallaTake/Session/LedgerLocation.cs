using System.Net;
using System.Text.RegularExpressions;

namespace YallaTake;

/// <summary>Where the ledger is, and what it is: a file, or a database that many machines share.</summary>
internal static class LedgerLocation
{
    public const string Variable = "YALLATAKE_LEDGER";

    private static readonly Regex DatabaseForm = new(@"^\s*postgres(ql)?://|(^|;)\s*(host|server)\s*=", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    /// <summary>The environment's ledger, else one file in the user's data folder for all panels and accounts.</summary>
    public static string Default() => Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } path
        ? (IsDatabase(path) ? path : Path.GetFullPath(path))
        : UserFile();

    /// <summary>The file of a user who has no other.</summary>
    public static string UserFile() => Path.Combine(UserFolder(), "orders.db");

    /// <summary>Whether a location is a PostgreSQL database: a postgresql:// address, or settings among which is a host.</summary>
    public static bool IsDatabase(string location) => DatabaseForm.IsMatch(location);

    /// <summary>Opens the ledger of an account.</summary>
    /// <exception cref="YallaTakeException">LedgerUnavailable: the location makes no sense here.</exception>
    public static OrderLedger Open(string location, NetworkCredential? credential, string panel, PanelClient client, TimeProvider time, Chance chance)
    {
        if (IsDatabase(location))
#if NET
            return new PostgresLedger(location, credential, Path.Combine(UserFolder(), "journal"), panel, client.Fingerprint, time, chance);
#else
            throw Senseless("A shared ledger needs PowerShell 7.4 or later. Run this in pwsh, or give a ledger's file with -Ledger.");
#endif

        return credential is null
            ? new SqliteLedger(location, panel, client.Fingerprint, time, chance)
            : throw Senseless("A ledger's file takes no credential. Leave out -LedgerCredential, or give the database with -Ledger 'Host=…;Database=…'.");
    }

    /// <summary>A file for a sandbox, whose orders are worth nothing.</summary>
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
                // Another runspace still reads it; the system clears its temporary folder by itself.
            }
        }
    }

    private static string UserFolder() =>
        Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.Create), "YallaTake");

    private static YallaTakeException Senseless(string message) => new(ErrorId.LedgerUnavailable, message);
}
