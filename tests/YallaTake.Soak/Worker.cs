using System.Diagnostics;

namespace YallaTake;

/// <summary>A process with eight users, who work for a while.</summary>
internal static class Worker
{
    private const int Clients = 8;

    // Two seconds an answer and a few attempts are over long before.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    public static async Task<WorkerReport> RunAsync(string name, TimeSpan time, int seed)
    {
        var journal = new Journal(ExpectedErrors());
        var clients = Enumerable.Range(0, Clients).Select(number => new Client($"{name}-{number}", seed + number, journal)).ToArray();

        await WorkAsync(clients, time / 4, journal);
        var early = Usage.Now();
        await WorkAsync(clients, time * 3 / 4, journal);
        var late = Usage.Now();

        // A client that hangs is left alone; the process ends all the same.
        using var process = Process.GetCurrentProcess();
        return new WorkerReport
        {
            Name = name,
            Actions = journal.Actions,
            Errors = journal.Errors,
            Problems = journal.Problems,
            Placed = journal.Placed,
            Early = early,
            Late = late,
            PeakMemory = process.PeakWorkingSet64,
        };
    }

    // The ledger is left in peace, and has no excuse.
    private static HashSet<string> ExpectedErrors()
    {
        using var session = new PowerShellSession(Repository.Manifest);
        return [.. session.Values("[enum]::GetNames([YallaTake.ErrorId]) -ne 'LedgerUnavailable'").Cast<string>()];
    }

    private static async Task WorkAsync(Client[] clients, TimeSpan time, Journal journal)
    {
        var work = Task.WhenAll(clients.Select(client => Task.Factory.StartNew(() => client.Work(time), TaskCreationOptions.LongRunning)));
        while (await Task.WhenAny(work, Task.Delay(1000)) != work)
        {
            foreach (var (action, since) in clients.Select(client => client.Current))
            {
                if (since > Patience)
                {
                    journal.Trouble($"'{action}' hangs.");
                    return;
                }
            }
        }

        await work;
    }
}
