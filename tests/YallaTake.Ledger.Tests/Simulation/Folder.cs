using YallaTake.Client.Resilience;
using YallaTake.Ledger.Sqlite;

namespace YallaTake;

/// <summary>Where the files of histories are, one after the other: in memory where the system has such a folder.</summary>
internal sealed class Folder : IDisposable
{
    private const string Memory = "/dev/shm";

    private readonly string _path;
    private readonly byte[] _new;

    public Folder()
    {
        _path = Directory.Exists(Memory)
            ? System.IO.Path.Combine(Memory, $"yallatake-{Environment.ProcessId}-{Guid.NewGuid():N}")
            : Directory.CreateTempSubdirectory("yallatake-").FullName;
        Directory.CreateDirectory(_path);

        // The same salt every time, so that a seed replays a run.
        using (var store = new SqliteStore(Ledger, makes: true, TimeProvider.System, new Chance(bytes => Array.Fill(bytes, (byte)7))))
            store.OpenAsync(CancellationToken.None).GetAwaiter().GetResult();
        _new = File.ReadAllBytes(Ledger);
    }

    public string Ledger => System.IO.Path.Combine(_path, "orders.db");

    public string Journal => System.IO.Path.Combine(_path, "journal");

    private string Away => Journal + ".away";

    /// <summary>How many outcomes wait in any journal.</summary>
    public int Kept => Directory.GetFiles(_path, "*.json", SearchOption.AllDirectories).Length;

    /// <summary>A new ledger, and no journal.</summary>
    public void Renew()
    {
        foreach (var entry in new DirectoryInfo(_path).GetFileSystemInfos())
        {
            if (entry is DirectoryInfo folder)
                folder.Delete(recursive: true);
            else
                entry.Delete();
        }

        File.WriteAllBytes(Ledger, _new);
    }

    /// <summary>Puts a file in the journal's place.</summary>
    public void BreakJournal()
    {
        if (Directory.Exists(Journal))
            Directory.Move(Journal, Away);
        File.WriteAllText(Journal, string.Empty);
    }

    public void FixJournal()
    {
        File.Delete(Journal);
        if (Directory.Exists(Away))
            Directory.Move(Away, Journal);
    }

    public void Dispose() => Directory.Delete(_path, recursive: true);
}
