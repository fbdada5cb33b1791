using System.Diagnostics;
using System.Globalization;

namespace YallaTake.Ledger.Entries;

/// <summary>Names who is sending an entry: a process, so that others see when it is gone, and the claim within it.</summary>
/// <param name="machine">The machine, or the container on it.</param>
/// <param name="processId">The process's number.</param>
/// <param name="mark">Another process that gets the same number has another mark.</param>
/// <param name="isRunning">Whether the machine has a process of a number.</param>
internal sealed class LedgerHolder(string machine, int processId, string mark, Func<int, bool> isRunning)
{
    private long _claims;

    /// <summary>The process that runs this.</summary>
    public static LedgerHolder ThisProcess { get; } = OfThisProcess();

    /// <summary>A name for one claim.</summary>
    public string NewClaim() => FormattableString.Invariant($"{machine}/{processId}/{mark}/{Interlocked.Increment(ref _claims)}");

    /// <summary>Whether a holder is surely gone. One on another machine is not known to be: its lease decides.</summary>
    public bool IsGone(string? holder)
    {
        var parts = holder?.Split('/');
        if (parts is not { Length: 4 }
            || parts[0] != machine
            || !int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var id))
            return false;

        return id == processId ? parts[2] != mark : !isRunning(id);
    }

    private static LedgerHolder OfThisProcess()
    {
        using var process = Process.GetCurrentProcess();
        var startedAt = process.StartTime.ToUniversalTime().Ticks.ToString("x", CultureInfo.InvariantCulture);
        return new LedgerHolder(Environment.MachineName + Namespace(), process.Id, startedAt, IsRunning);
    }

    // Containers may share a machine's name and a file, and yet not see each other's processes.
    private static string? Namespace() =>
#if NET
        OperatingSystem.IsLinux() && new FileInfo("/proc/self/ns/pid").LinkTarget is { } target ? ":" + target : null;
#else
        null;
#endif

    private static bool IsRunning(int id)
    {
        try
        {
            using var process = Process.GetProcessById(id);
            return !process.HasExited;
        }
        catch (ArgumentException)
        {
            return false;
        }
        catch (Exception exception) when (exception is InvalidOperationException or System.ComponentModel.Win32Exception)
        {
            // It is there, and another user's.
            return true;
        }
    }
}
