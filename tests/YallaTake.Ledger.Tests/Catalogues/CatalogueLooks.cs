using YallaTake.Client.Resilience;
using YallaTake.Ledger;
using YallaTake.Ledger.Desk;

namespace YallaTake;

/// <summary>Looks of several processes at one catalogue.</summary>
internal static class CatalogueLooks
{
    /// <summary>Remembers a catalogue that was read at once.</summary>
    public static Task<RememberedLook> LookAsync(
        this CatalogueMemory memory, IReadOnlyCollection<Service> services, bool isForced, CancellationToken cancellationToken)
    {
        var comparison = memory.Begin(cancellationToken);
        foreach (var service in services)
            comparison.Add(service);
        return memory.RememberAsync(comparison, services, isForced, cancellationToken);
    }

    /// <summary>Four processes see the same changes at once; each is recorded once.</summary>
    public static async Task AssertRecordedOnceAsync(OrderLedger ledger, string store)
    {
        var token = TestContext.Current.CancellationToken;
        var memory = new CatalogueMemory(ledger, "panel", TimeProvider.System, Chance.System);
        await memory.LookAsync(LedgerContractTests.Services(1, 1000), isForced: false, token);

        var processes = Enumerable.Range(0, 4).Select(_ => LedgerProcess.Look(store, 101, 1000)).ToArray();
        try
        {
            foreach (var process in processes)
                Assert.Equal("looked", await process.EndAsync());
        }
        finally
        {
            foreach (var process in processes)
                process.Dispose();
        }

        var look = await memory.LookAsync(LedgerContractTests.Services(101, 1000), isForced: false, token);
        var changes = await memory.GetChangesAsync(after: null, look, token);
        Assert.Equal(
            [.. Enumerable.Range(1, 100).Select(id => $"Removed {id}"), .. Enumerable.Range(1001, 100).Select(id => $"Added {id}")],
            changes.Select(change => $"{change.Kind} {change.ServiceId}"));
    }
}
