using System.Text;
using Newtonsoft.Json;
using YallaTake.Ledger.Entries;

namespace YallaTake.Ledger.Journal;

/// <summary>
/// Keeps outcomes on this computer while their ledger cannot be written, and of a shared ledger what was placed in the last days. Each
/// entry has its own file, so that processes need not wait for each other, none is ever half written, and a bad one blocks nothing. The
/// content of a file is flushed to the disk, and its name in the folder is not. A power failure may lose it, and its order then reads as
/// Unknown.
/// </summary>
/// <param name="folder">The journals of all ledgers.</param>
/// <param name="earlier">The folder in which version 0.1.0 kept outcomes of this ledger; null when it kept none.</param>
internal sealed class OutcomeJournal(string folder, string? earlier = null)
{
    private const string Suffix = ".json";

    // A lagging standby or a restored database lacks hours, not weeks.
    private static readonly TimeSpan Remembered = TimeSpan.FromDays(7);

    /// <summary>How many outcomes wait for the ledger of this id.</summary>
    public int Waiting(string ledger) => WaitingFiles(ledger).Length;

    /// <summary>Keeps an outcome until the ledger can be written. Returns whether it is kept.</summary>
    public bool Keep(string ledger, JournalEntry entry) => Quietly(
        () => Write(WaitingFolder(ledger), Hash.Of(entry.Account, entry.Reference, entry.Claim!), entry, flush: true));

    /// <summary>
    /// Remembers what was placed, should the shared ledger lose it: by its reference, for every account. Only where another order has the
    /// reference, an account's order has a file of its own.
    /// </summary>
    public void Remember(string ledger, JournalEntry placed) => Quietly(() =>
    {
        var (into, name) = (ReferenceFolder(ledger), ReferenceName(placed.Reference, placed.IsLocal));
        var there = Read(Path.Combine(into, name + Suffix));
        if (there is not null && (there.Account, there.OrderId) != (placed.Account, placed.OrderId))
        {
            RememberApart(ledger, there);
            RememberApart(ledger, placed);
        }

        // One that every account must see comes first.
        if (placed.IsLedgerWide || there is not { IsLedgerWide: true })
            Write(into, name, placed, flush: false);
    });

    /// <summary>What this machine placed, or may have placed, under a reference in the last days; null when there is nothing.</summary>
    /// <param name="ledger">The ledger's id.</param>
    /// <param name="account">Whose order it is.</param>
    /// <param name="isLocal">Whether that is one of a panel of this machine.</param>
    /// <param name="reference">Its name.</param>
    /// <param name="isLedgerWide">Whether orders of other accounts are the same order too; what is kept may say so as well.</param>
    /// <param name="now">The time.</param>
    public JournalEntry? Recall(
        string ledger, string account, bool isLocal, string reference, bool isLedgerWide, DateTimeOffset now)
    {
        return Placed(PlacedFolder(ledger), Hash.Of(account, reference))
            ?? Placed(ReferenceFolder(ledger), ReferenceName(reference, isLocal))
            ?? WaitingFiles(ledger)
                .Select(Read)
                .FirstOrDefault(kept => kept is { MayCost: true } && kept.Reference == reference && IsSame(kept));

        JournalEntry? Placed(string folder, string name) =>
            Read(Path.Combine(folder, name + Suffix)) is { State: OrderState.Placed } placed
                && now - placed.SentAt < Remembered
                && IsSame(placed)
                ? placed
                : null;

        bool IsSame(JournalEntry kept) => kept.Account == account || (kept.IsLocal == isLocal && (isLedgerWide || kept.IsLedgerWide));
    }

    /// <summary>Gives the ledger what waits for it, and forgets what it took. Others may do so at the same time.</summary>
    /// <returns>How many outcomes it took.</returns>
    public async Task<int> SettleAsync(string ledger, Func<JournalEntry, Task<bool>> settle)
    {
        var settled = 0;
        foreach (var path in WaitingFiles(ledger))
        {
            if (Read(path) is { } entry && await settle(entry).ConfigureAwait(false))
            {
                Quietly(() => File.Delete(path));
                settled++;
            }
        }

        return settled;
    }

    /// <summary>Forgets what was placed too long ago to be lost now.</summary>
    public void Forget(string ledger, DateTimeOffset now) => Quietly(() =>
    {
        foreach (var path in Files(PlacedFolder(ledger)).Concat(Files(ReferenceFolder(ledger))))
        {
            if (now - File.GetLastWriteTimeUtc(path) > Remembered)
                File.Delete(path);
        }
    });

    // What was bought beside another one must not take its place.
    private void RememberApart(string ledger, JournalEntry placed)
    {
        var (into, name) = (PlacedFolder(ledger), Hash.Of(placed.Account, placed.Reference));
        if (!(Read(Path.Combine(into, name + Suffix)) is { OrderId: not null } first && first.OrderId != placed.OrderId))
            Write(into, name, placed, flush: false);
    }

    public string WaitingFolder(string ledger) => Path.Combine(folder, ledger, "waiting");

    private string PlacedFolder(string ledger) => Path.Combine(folder, ledger, "placed");

    private string ReferenceFolder(string ledger) => Path.Combine(folder, ledger, "references");

    private static string ReferenceName(string reference, bool isLocal) =>
        isLocal ? Hash.Of(reference, "local") : Hash.Of(reference);

    private string[] WaitingFiles(string ledger) => [.. Files(WaitingFolder(ledger)), .. earlier is null ? [] : Files(earlier)];

    private static string[] Files(string of)
    {
        string[] files = [];
        Quietly(() => files = Directory.Exists(of) ? Directory.GetFiles(of, "*" + Suffix) : []);

        // File systems list them in different orders.
        Array.Sort(files, StringComparer.Ordinal);
        return files;
    }

    private static void Write(string into, string name, JournalEntry entry, bool flush)
    {
        Directory.CreateDirectory(into);
        var path = Path.Combine(into, name);
        var unfinished = $"{path}.{entry.Claim}";
        var text = Encoding.UTF8.GetBytes(JsonConvert.SerializeObject(entry) + "\n");

        // A new file, not one that is emptied: such a one some file systems write to the disk at once, flushed or not.
        File.Delete(unfinished);
        using (var file = new FileStream(unfinished, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 1))
        {
            file.Write(text, 0, text.Length);
            file.Flush(flushToDisk: flush);
        }

        // Only now is it seen by others.
#if NET
        File.Move(unfinished, path + Suffix, overwrite: true);
#else
        File.Delete(path + Suffix);
        File.Move(unfinished, path + Suffix);
#endif
    }

    // Null for one that another process has settled, and for one that cannot be read: a person may look at it.
    private static JournalEntry? Read(string path)
    {
        JournalEntry? entry = null;
        Quietly(
            () => entry = File.Exists(path)
                && JsonConvert.DeserializeObject<JournalEntry>(File.ReadAllText(path)) is { IsWhole: true } whole ? whole : null);
        return entry;
    }

    // Whatever is wrong with the folder, orders and their outcomes do not hang on it.
    private static bool Quietly(Action act)
    {
        try
        {
            act();
            return true;
        }
        catch (Exception)
        {
            return false;
        }
    }
}
