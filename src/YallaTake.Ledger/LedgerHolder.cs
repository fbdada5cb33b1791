using System.Diagnostics;
using System.Globalization;

namespace YallaTake;

/// <summary>Names this process in the entries it is sending, so that others see when it is gone.</summary>
internal static class LedgerHolder
{
    private const char Separator = '/';

    // A process that got the number of a dead one has another mark.
    private static readonly string Mark = Guid.NewGuid().ToString("N");

    private static readonly int ProcessId = OwnProcessId();

    public static string Current { get; } = string.Join(Separator.ToString(), Environment.MachineName, ProcessId.ToString(CultureInfo.InvariantCulture), Mark);

    /// <summary>Whether the holder is surely gone. One on another machine is not known to be: its lease decides.</summary>
    public static bool IsGone(string? holder)
    {
        var parts = holder?.Split(Separator);
        if (parts is not { Length: 3 } || parts[0] != Environment.MachineName || !int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var id))
            return false;

        return id == ProcessId ? parts[2] != Mark : !IsRunning(id);
    }

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

    private static int OwnProcessId()
    {
        using var process = Process.GetCurrentProcess();
        return process.Id;
    }
}
