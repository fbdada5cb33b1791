using System.Security;
using YallaTake.Client;
using YallaTake.Client.Orders;
using YallaTake.Client.Resilience;
using YallaTake.Client.Transport;
using YallaTake.Ledger;
using YallaTake.Ledger.Desk;
using YallaTake.Ledger.Entries;
using YallaTake.Ledger.Journal;
using YallaTake.Ledger.Sqlite;

namespace YallaTake;

/// <summary>Runs the customer's script: desk, client and ledger as they are, over a simulated clock, network and disk.</summary>
internal sealed class VirtualProcess : IDisposable
{
    private static readonly SpendLimit Limit = new(History.Limit * SimulatedPanel.Price, TimeSpan.FromDays(1000));
    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(60);

    /// <summary>The field of the client's id, which the panel remembers for a while.</summary>
    public static IdempotencyField Field { get; } = new("request_id", TimeSpan.FromMinutes(10));

    private readonly World _world;
    private readonly bool _isTested;
    private readonly SimulatedPanel _panel;
    private readonly CancellationTokenSource _stop = new();
    private readonly HashSet<string> _told = [];
    private readonly PanelClient _client;
    private readonly StoredLedger _ledger;
    private readonly OrderDesk _desk;

    /// <param name="history">What it takes part in.</param>
    /// <param name="number">The process's number, which another may have had before.</param>
    /// <param name="isPerson">Whether a person looks and resolves here, instead of ordering.</param>
    public VirtualProcess(History history, int number, bool isPerson = false)
    {
        (_world, _panel, IsPerson, Number, Bug) = (history.World, history.Panel, isPerson, number, history.Bug);
        var mark = _world.Chance.Guid().ToString("N");
        Actor = new Actor(_world, (isPerson ? "person " : "process ") + mark[..4]) { MayCrash = true };
        var time = new SimulatedTime(_world, Actor);
        var scheduler = new SimulatedScheduler(_world, Actor);
        var journal = new OutcomeJournal(Bug == PlantedBug.JournalIsNotAsked ? history.Journal + mark : history.Journal);
        var store = new SimulatedStore(new SqliteStore(history.Path, makes: false, time, _world.Chance, scheduler), history, this);
        var holder = new LedgerHolder("machine " + (number % 2), number, mark, history.IsRunning);
        _ledger = new StoredLedger(store, TestLedgers.Key(), journal, "panel", holder, time, _world.Chance);
        using var key = new SecureString();
        key.AppendChar('k');
        _client = new PanelClient(new PanelOptions
        {
            Uri = new Uri("https://panel.example/api/v2"),
            ApiKey = key,
            Name = "panel",
            MaximumRetryCount = _world.Below(4),
            Time = time,
            Chance = _world.Chance,
            Handler = _panel.Network(this),
        });

        _isTested = history.Field == PanelField.Honored;

        // A desk whose clock never moves believes every claim to be fresh.
        TimeProvider deskTime = Bug == PlantedBug.ClaimIsNotCheckedBeforeSending ? new StoppedClock() : time;
        _desk = new OrderDesk(
            _client,
            new Catalogue(_client, time, new ImmediateScheduler()),
            _ledger,
            new OrderDeskSettings("panel", "USD", Limit, Lease)
            {
                IdempotencyField = history.Field == PanelField.None ? null
                    : Bug == PlantedBug.WindowIsIgnored ? Field with { Window = TimeSpan.FromDays(1) } : Field,
            },
            deskTime,
            _world.Chance);
    }

    public Actor Actor { get; }

    public int Number { get; }

    public bool IsPerson { get; }

    public PlantedBug Bug { get; }

    /// <summary>Whether it has come to its end.</summary>
    public bool HasEnded { get; private set; }

    /// <summary>Runs the script, two orders at a time.</summary>
    public async Task RunAsync(IReadOnlyList<string> references)
    {
        try
        {
            var half = references.Count / 2;
            await Task.WhenAll(PlaceAsync(references.Take(half)), PlaceAsync(references.Skip(half)));
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            _world.Tell($"{Actor.Name} was stopped");
        }
        catch (Exception exception)
        {
            _world.Fail($"a raw exception came out: {exception}");
        }

        HasEnded = true;
    }

    /// <summary>Settles what is unknown by what the panel shows, once nothing is under way.</summary>
    public async Task ResolveAsync(IReadOnlyList<string> references)
    {
        foreach (var reference in references)
        {
            try
            {
                if (await _ledger.CatchUpAsync(CancellationToken.None) > 0)
                    _world.Note("outcome taken from the journal");
                var order = await _ledger.GetAsync(reference, CancellationToken.None);
                if (order?.State != OrderState.Unknown || _ledger.Kept > 0 || _panel.IsUnderWay(reference))
                    continue;

                var id = _panel.Sold(reference) is [var sold, ..] ? sold : null;
                await _ledger.ResolveAsync(reference, Settlement.ByPerson(id is null ? null : PanelId.Of(id)), CancellationToken.None);
                _world.Note(id is null ? "person settles as not placed" : "person settles as placed");
            }
            catch (YallaTakeException refusal)
            {
                _world.Tell($"{Actor.Name} could not settle {reference}: {refusal.Id}");
            }
            catch (Exception exception)
            {
                _world.Fail($"a raw exception came out: {exception}");
            }
        }

        HasEnded = true;
    }

    /// <summary>Presses Ctrl+C.</summary>
    public void Stop()
    {
        // A canceled Task.Delay goes on in the thread pool; one that ends at the same moment goes on here.
        using var first = _stop.Token.Register(() => _world.EndWaits(Actor));
        _stop.Cancel();
    }

    public bool IsStopped => _stop.IsCancellationRequested;

    /// <summary>Remembers that an answer with the order's number reached it.</summary>
    public void WasTold(string reference, string id) => _told.Add($"{reference} {id}");

    public void Dispose()
    {
        Actor.Kill();
        _world.RunOut(Actor);
        _ledger.Dispose();
        _client.Dispose();
        _stop.Dispose();
    }

    private async Task PlaceAsync(IEnumerable<string> references)
    {
        foreach (var reference in references)
        {
            _stop.Token.ThrowIfCancellationRequested();
            try
            {
                if (_isTested && !_world.Draw(3))
                    await _ledger.RecordTestedFieldAsync(Field.Name, _stop.Token);
                await PlaceAsync(reference, new PanelCall(Bug == PlantedBug.StopIsIgnored ? CancellationToken.None : _stop.Token));
            }
            catch (YallaTakeException refusal)
            {
                _world.Tell($"{Actor.Name} could not order {reference}: {refusal.Id}");
            }
        }
    }

    private async Task PlaceAsync(string reference, PanelCall call)
    {
        var request = new OrderRequest(7, [new("link", "https://example.com/" + reference), new("quantity", "1000")])
        {
            Reference = reference,
        };
        var check = await _desk.CheckAsync(request, new OrderTerms(), counted: null, call);
        var result = check.Intent is { } intent
            ? await _desk.PlaceAsync(intent, call)
            : new OrderResult(check.Existing, check.Problems is [var first, ..] ? first : null);
        if (Bug == PlantedBug.FailedSettleHidesNumber && result.Problem?.Id == ErrorId.OrderNotRecorded)
            result = new OrderResult(null, result.Problem);

        var id = result.Order?.OrderId?.ToString();
        _world.Tell($"{Actor.Name}: {reference} is {id ?? "no order"}, {result.Problem?.Id}");
        Note(result);
        if (id is not null && !_panel.Sold(reference).Contains(id))
            _world.Fail($"{reference} came out as {id}, which was not sold for it");
        if (_panel.Sold(reference).FirstOrDefault(sold => _told.Contains($"{reference} {sold}")) is { } told && id != told)
            _world.Fail($"{reference} was placed as {told}, the answer came, and the number did not come out");
    }

    private void Note(OrderResult result)
    {
        if (result.Problem is { Id: ErrorId.OrderNotRecorded } problem)
        {
            var isLost = problem.Message.Contains("could not be stored", StringComparison.Ordinal);
            _world.Note(isLost ? "outcome not recorded anywhere" : "outcome kept in the journal");
        }

        if (result is { Problem: null, Order: { } order } && !_told.Contains($"{order.Reference} {order.OrderId}"))
            _world.Note("order came back");
        if (result.Problem?.Id == ErrorId.SpendLimitReached)
            _world.Note("limit reached");
        if (result.Problem?.Message.Contains("An earlier attempt may have placed it", StringComparison.Ordinal) == true)
            _world.Note("still unknown after it was sent again");
        if (result.Problem?.Message.Contains("waited longer than its claim holds", StringComparison.Ordinal) == true)
            _world.Note("claim lost before sending");
    }
}
