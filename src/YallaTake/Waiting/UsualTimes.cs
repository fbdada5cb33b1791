using YallaTake.Ledger.Entries;

namespace YallaTake.Waiting;

/// <summary>
/// How long orders of a service take, as far as the ledger of their panel knows. It is asked once for each, in the background.
/// </summary>
/// <param name="stop">Gives up asking.</param>
internal sealed class UsualTimes(CancellationToken stop) : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = CancellationTokenSource.CreateLinkedTokenSource(stop);
    private readonly Dictionary<(Panel Panel, PanelId Service), Task<IReadOnlyDictionary<PanelId, TimeSpan?>>> _asked = [];

    /// <summary>Gives up, and waits until nothing is asked any more: no ledger is read beyond the cmdlet.</summary>
    public async ValueTask DisposeAsync()
    {
        _stop.Cancel();
        await Task.WhenAll(_asked.Values).ConfigureAwait(false);
        _stop.Dispose();
    }

    /// <summary>What is left of the median time of an order of its service; null when it is not known, or the order takes longer.</summary>
    public TimeSpan? Left(Followed order, DateTimeOffset now) =>
        order.Order is { } known
        && _asked.TryGetValue((order.Panel, PanelId.Of(known.ServiceId)), out var asked)
        && asked is { Status: TaskStatus.RanToCompletion, Result: var times }
        && times.TryGetValue(PanelId.Of(known.ServiceId), out var usual)
        && known.SentAt + usual - now is { Ticks: > 0 } left
            ? left
            : null;

    public void Ask(IEnumerable<Followed> orders)
    {
        foreach (var ofPanel in orders.Where(order => order.Order is not null).GroupBy(order => order.Panel))
        {
            PanelId[] services =
            [
                .. ofPanel.Select(order => PanelId.Of(order.Order!.ServiceId)).Distinct()
                    .Where(service => !_asked.ContainsKey((ofPanel.Key, service))),
            ];
            if (services.Length == 0)
                continue;

            var asking = MeasureAsync(ofPanel.Key, services);
            foreach (var service in services)
                _asked.Add((ofPanel.Key, service), asking);
        }
    }

    // A bar can do without a time.
    private async Task<IReadOnlyDictionary<PanelId, TimeSpan?>> MeasureAsync(Panel panel, PanelId[] services)
    {
        try
        {
            var filter = new OrderFilter { ServiceIds = [.. services.Select(service => service.ToString())] };
            var records = await panel.RunAsync(() => Task.Run(() => panel.Ledger.MeasureServicesAsync(filter, _stop.Token)))
                .ConfigureAwait(false);
            return records.ToDictionary(record => PanelId.Of(record.ServiceId), record => record.TimeToEnd);
        }
        catch (Exception exception) when (exception is YallaTakeException or OperationCanceledException)
        {
            return new Dictionary<PanelId, TimeSpan?>();
        }
    }
}
