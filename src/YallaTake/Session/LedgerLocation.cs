namespace YallaTake;

/// <summary>Where the ledger's file is when the user does not say.</summary>
internal static class LedgerLocation
{
    public const string Variable = "YALLATAKE_LEDGER";

    /// <summary>The environment's ledger, else one file in the user's data folder for all panels and accounts.</summary>
    public static string Default() => Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } path
        ? Path.GetFullPath(path)
        : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.Create), "YallaTake", "orders.db");

    /// <summary>A file for a sandbox, whose orders are worth nothing.</summary>
    public static string Temporary() => Path.Combine(Path.GetTempPath(), $"yallatake-sandbox-{Guid.NewGuid():N}.db");

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
}
