using System.Diagnostics;
using System.Globalization;

namespace YallaTake;

/// <summary>Names who is sending an entry: this process, so that others see when it is gone, and the claim within it.</summary>
internal static class LedgerHolder
{
    // A process that got the number of a dead one has another mark.
    private static readonly string Mark;

    private static readonly int ProcessId;

    private static readonly string Machine = Environment.MachineName + Namespace();

    private static long _claims;

    static LedgerHolder()
    {
        using var process = Process.GetCurrentProcess();
        (ProcessId, Mark) = (process.Id, process.StartTime.ToUniversalTime().Ticks.ToString("x", CultureInfo.InvariantCulture));
    }

    /// <summary>A name for one claim.</summary>
    public static string New() => FormattableString.Invariant($"{Machine}/{ProcessId}/{Mark}/{Interlocked.Increment(ref _claims)}");

    /// <summary>Whether the holder is surely gone. One on another machine is not known to be: its lease decides.</summary>
    public static bool IsGone(string? holder)
    {
        var parts = holder?.Split('/');
        if (parts is not { Length: 4 } || parts[0] != Machine || !int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var id))
            return false;

        return id == ProcessId ? parts[2] != Mark : !IsRunning(id);
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
