using System.Diagnostics;

namespace YallaTake;

/// <summary>What a process uses while it rests.</summary>
/// <param name="Memory">The memory that objects hold after a collection, in bytes.</param>
/// <param name="Handles">The open handles: files and sockets.</param>
/// <param name="Threads">The threads.</param>
internal sealed record Usage(long Memory, int Handles, int Threads)
{
    public static Usage Now()
    {
        for (var i = 0; i < 3; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }

        using var process = Process.GetCurrentProcess();
        return new Usage(GC.GetTotalMemory(forceFullCollection: true), process.HandleCount, process.Threads.Count);
    }
}
