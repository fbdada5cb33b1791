namespace YallaTake.Pipeline;

/// <summary>A cmdlet that reads the catalogue of a panel.</summary>
public abstract class CatalogueCommand : PanelCommand
{
    /// <summary>
    /// The services as they arrive, some at a time. Once it fails nothing more will come, and half a catalogue must not pass for a whole
    /// one: the pipeline ends.
    /// </summary>
    private protected async IAsyncEnumerable<IReadOnlyList<Service>> ReadAsync(Panel panel, bool refresh)
    {
        var progress = new WorkProgress(this, $"Reading the services of {panel.Name}");
        var count = 0;
        await using var services = panel.Catalogue.BatchesAsync(Call, refresh).GetAsyncEnumerator();
        for (; await OrEndAsync(NextAsync(), panel.Name); count += services.Current.Count)
            yield return services.Current;
        progress.Complete();

        async ValueTask<bool> NextAsync()
        {
            var next = services.MoveNextAsync();
            if (next.IsCompleted)
                return await next;

            var arriving = next.AsTask();
            await progress.WatchAsync(arriving, () => count == 0 ? "waiting for the first" : $"{count} so far");
            return await arriving;
        }
    }
}
