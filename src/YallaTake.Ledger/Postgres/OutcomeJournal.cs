using System.Security.Cryptography;
using System.Text;
using Newtonsoft.Json;

namespace YallaTake;

/// <summary>Keeps outcomes on this machine while the shared ledger is gone: a file for each, so that processes need not wait for each other and none is ever half written.</summary>
/// <param name="folder">The journals of all ledgers.</param>
/// <param name="database">The ledger whose outcomes these are.</param>
internal sealed class OutcomeJournal(string folder, string database)
{
    private const string Suffix = ".json";

    public string Folder { get; } = Path.Combine(folder, Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(database)))[..16]);

    /// <summary>How many outcomes wait, of all accounts.</summary>
    public int Count => Files().Length;

    /// <summary>Writes an outcome down, durably.</summary>
    /// <exception cref="YallaTakeException">LedgerUnavailable.</exception>
    public void Keep(KeptOutcome outcome)
    {
        try
        {
            Directory.CreateDirectory(Folder);
            var path = Path.Combine(Folder, outcome.Mark.ToString("N"));
            using (var file = File.Create(path))
            {
                file.Write(Encoding.UTF8.GetBytes(JsonConvert.SerializeObject(outcome) + "\n"));
                file.Flush(flushToDisk: true);
            }

            // Only now is it seen by others.
            File.Move(path, path + Suffix, overwrite: true);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw Unavailable(exception);
        }
    }

    /// <summary>Settles what is kept of an account, and forgets what is settled. Others may do so at the same time.</summary>
    /// <returns>How many outcomes were settled.</returns>
    public async Task<int> SettleAsync(string account, Func<KeptOutcome, Task<bool>> settle)
    {
        var settled = 0;
        foreach (var path in Files())
        {
            if (Read(path) is { } outcome && outcome.Account == account && await settle(outcome).ConfigureAwait(false))
            {
                File.Delete(path);
                settled++;
            }
        }

        return settled;
    }

    private string[] Files() => Directory.Exists(Folder) ? Directory.GetFiles(Folder, "*" + Suffix) : [];

    private KeptOutcome? Read(string path)
    {
        try
        {
            return JsonConvert.DeserializeObject<KeptOutcome>(File.ReadAllText(path));
        }
        catch (FileNotFoundException)
        {
            // Another process has settled it.
            return null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or JsonException)
        {
            throw Unavailable(exception);
        }
    }

    private YallaTakeException Unavailable(Exception exception) =>
        new(ErrorId.LedgerUnavailable, $"The journal {Folder}, which keeps outcomes while the shared ledger is gone, cannot be used: {exception.Message} Mend the folder, then run this again.", exception);
}
