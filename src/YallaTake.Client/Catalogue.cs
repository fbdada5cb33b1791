using System.Threading.Channels;
using YallaTake.Client.Resilience;

namespace YallaTake.Client;

/// <summary>A panel's services: streamed as they arrive, and kept for a while, because panels limit how often they may be read.</summary>
/// <param name="client">Asks the panel.</param>
/// <param name="time">The time that what is kept grows old by.</param>
/// <param name="scheduler">Runs the downloads.</param>
internal sealed class Catalogue(PanelClient client, TimeProvider time, TaskScheduler? scheduler = null)
{
    // A larger catalogue is kept only where an order needs it, so that reading through one takes no memory.
    private const int LargestInPassing = 20_000;

    // What so many services have, as panels write them. Whatever is kept until there prove to be more, the garbage collector moves about.
    private const int LongestInPassing = 10_000_000;

    // Handing over one by one would cost more than reading.
    private const int Together = 64;

    private const int BatchesAhead = 8;

    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(5);

    private readonly object _lock = new();
    private volatile Snapshot? _last;
    private Download? _download;

    /// <summary>The services as last read, in the panel's order; null when that is too long ago.</summary>
    public IReadOnlyList<Service>? Recent => Fresh?.Services;

    private Snapshot? Fresh => _last is { } last && time.GetElapsedTime(last.ReadAt) < Lifetime ? last : null;

    /// <summary>
    /// The services in the panel's order, each as soon as it has arrived. All who read at the same time share one download.
    /// </summary>
    /// <param name="call">Gives up; the other readers go on.</param>
    /// <param name="refresh">Whether the panel is asked, however recent the last reading is.</param>
    /// <param name="keep">Whether the services are kept, however many they are.</param>
    public async IAsyncEnumerable<Service> StreamAsync(PanelCall call, bool refresh = false, bool keep = false)
    {
        await foreach (var batch in BatchesAsync(call, refresh, keep).ConfigureAwait(false))
        {
            foreach (var service in batch)
                yield return service;
        }
    }

    /// <summary>The same, as many at a time as have arrived together: for a reader with work of its own to do for each.</summary>
    /// <param name="call">Gives up; the other readers go on.</param>
    /// <param name="refresh">Whether the panel is asked, however recent the last reading is.</param>
    /// <param name="keep">Whether the services are kept, however many they are.</param>
    public async IAsyncEnumerable<IReadOnlyList<Service>> BatchesAsync(PanelCall call, bool refresh = false, bool keep = false)
    {
        if (!refresh && Fresh is { } fresh)
        {
            yield return fresh.Services;
            yield break;
        }

        var (download, batches) = Join(call, keep);
        try
        {
            while (await batches.WaitToReadAsync(call.Token).ConfigureAwait(false))
            {
                if (batches.TryRead(out var batch))
                    yield return batch.Take();
            }

            if (download.LeftOut is { } leftOut)
                call.OnWarning?.Invoke(leftOut);
        }
        finally
        {
            Leave(download, call, batches);
        }
    }

    /// <summary>The services by id, read from the panel when the last reading is too old.</summary>
    public async Task<IReadOnlyDictionary<PanelId, Service>> GetAsync(PanelCall call)
    {
        if (Fresh is { } fresh)
            return fresh.ById.Value;

        await foreach (var _ in StreamAsync(call, keep: true).ConfigureAwait(false))
        {
        }

        return _last!.ById.Value;
    }

    private (Download Download, ChannelReader<Batch> Batches) Join(PanelCall call, bool keep)
    {
        lock (_lock)
        {
            var isNew = _download?.Batches is null;
            var download = isNew ? _download = new Download() : _download!;
            var reader = Channel.CreateUnbounded<Batch>(new UnboundedChannelOptions { SingleReader = true, SingleWriter = true });
            foreach (var batch in download.Batches!)
                reader.Writer.TryWrite(batch);
            download.Readers.Add(reader);
            download.IsKept |= keep;
            download.OnWait += call.OnWait;
            download.OnAnswer += call.OnAnswer;

            // Not before its first reader hears of it.
            if (isNew)
            {
                _ = new TaskFactory(scheduler ?? TaskScheduler.Default).StartNew(
                    () => RunAsync(download), TaskCreationOptions.HideScheduler);
            }

            return (download, reader);
        }
    }

    private void Leave(Download download, PanelCall call, ChannelReader<Batch> batches)
    {
        lock (_lock)
        {
            download.OnWait -= call.OnWait;
            download.OnAnswer -= call.OnAnswer;
            download.Readers.RemoveAll(reader => reader.Reader == batches);
            if (download.Readers.Count > 0)
                return;
            download.Batches = null;
        }

        download.Stopping.Cancel();
    }

    // On no reader's thread: whoever gives up, the others go on.
    private async Task RunAsync(Download download)
    {
        var call = new PanelCall(download.Stopping.Token, wait => download.OnWait?.Invoke(wait))
        {
            OnAnswer = text => download.OnAnswer?.Invoke(text),
        };
        var services = new List<Service>(Together);
        try
        {
            using (var answer = await client.OpenServicesAsync(call).ConfigureAwait(false))
            {
                download.IsLong = answer.Length > LongestInPassing;
                answer.OnPause = HandOver;
                while (await answer.ReadAsync(call.Token).ConfigureAwait(false) is { } service)
                {
                    if (services.Count == 0)
                        await download.Room.WaitAsync(call.Token).ConfigureAwait(false);
                    services.Add(service);
                    if (services.Count == Together)
                        HandOver();
                }

                download.LeftOut = answer.LeftOut;
            }

            HandOver();
            End(download, failure: null);
        }
        catch (Exception exception)
        {
            HandOver();
            End(download, exception);
        }

        void HandOver()
        {
            if (services.Count == 0)
                return;

            lock (_lock)
                download.HandOver(services);
            services = new List<Service>(Together);
        }
    }

    private void End(Download download, Exception? failure)
    {
        lock (_lock)
        {
            if (failure is null && download.Batches is { } batches)
                _last = new Snapshot([.. batches.SelectMany(batch => batch.Services)], time.GetTimestamp());
            download.Batches = null;
            foreach (var reader in download.Readers)
                reader.Writer.TryComplete(failure);
        }
    }

    /// <summary>What those who read at the same time share; its lists under the catalogue's lock.</summary>
    private sealed class Download
    {
        private int _count;

        /// <summary>Hangs up on the panel.</summary>
        public CancellationTokenSource Stopping { get; } = new();

        /// <summary>For how many batches the download may be ahead of its readers.</summary>
        public SemaphoreSlim Room { get; } = new(BatchesAhead);

        /// <summary>All batches so far; null when they are not kept, and it is too late to join.</summary>
        public List<Batch>? Batches { get; set; } = [];

        /// <summary>Whether the panel says that the answer is a long one.</summary>
        public bool IsLong { get; set; }

        public List<Channel<Batch>> Readers { get; } = [];

        /// <summary>Which rows were left out, once all are read; null when none was.</summary>
        public string? LeftOut { get; set; }

        public bool IsKept { get; set; }

        public Action<PanelWait>? OnWait { get; set; }

        /// <summary>The readers who are told of its answers.</summary>
        public Action<string>? OnAnswer { get; set; }

        public void HandOver(List<Service> services)
        {
            var batch = new Batch(services, Room);
            _count += services.Count;
            Batches?.Add(batch);
            if (!IsKept && (IsLong || _count > LargestInPassing))
                Batches = null;
            foreach (var reader in Readers)
                reader.Writer.TryWrite(batch);
        }
    }

    /// <summary>Services that arrived together.</summary>
    private sealed class Batch(IReadOnlyList<Service> services, SemaphoreSlim room)
    {
        private int _isTaken;

        public IReadOnlyList<Service> Services => services;

        /// <summary>The services; the reader who is the first to take them makes room for more.</summary>
        public IReadOnlyList<Service> Take()
        {
            if (Interlocked.Exchange(ref _isTaken, 1) == 0)
                room.Release();
            return services;
        }
    }

    private sealed record Snapshot(IReadOnlyList<Service> Services, long ReadAt)
    {
        // Ids repeat now and then; the last entry is the panel's latest word.
        public Lazy<Dictionary<PanelId, Service>> ById { get; } =
            new(() => Services.GroupBy(service => PanelId.Of(service.ServiceId)).ToDictionary(same => same.Key, same => same.Last()));
    }
}
