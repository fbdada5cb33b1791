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
    private readonly History _history;
    private readonly CancellationTokenSource _stop = new();
    private readonly HashSet<string> _told = [];
    private readonly PanelClient[] _clients;
    private readonly StoredLedger[] _ledgers;
    private readonly OrderDesk[] _desks;

    /// <param name="history">What it takes part in.</param>
    /// <param name="number">The process's number, which another may have had before.</param>
    /// <param name="isPerson">Whether a person looks and resolves here, instead of ordering.</param>
    public VirtualProcess(History history, int number, bool isPerson = false)
    {
        (_world, _history, IsPerson, Number, Bug) = (history.World, history, isPerson, number, history.Bug);
        var mark = _world.Chance.Guid().ToString("N");
        Actor = new Actor(_world, (isPerson ? "person " : "process ") + mark[..4]) { MayCrash = true };
        var time = new SimulatedTime(_world, Actor);
        var scheduler = new SimulatedScheduler(_world, Actor);
        var journal = new OutcomeJournal(Bug == PlantedBug.JournalIsNotAsked ? history.Journal + mark : history.Journal);
        var holder = new LedgerHolder("machine " + (number % 2), number, mark, history.IsRunning);
        _ledgers =
        [
            .. history.Panels.Select(panel => new StoredLedger(
                new SimulatedStore(new SqliteStore(history.Path, makes: false, time, _world.Chance, scheduler), history, this),
                TestLedgers.Key(address: panel.Address),
                journal,
                panel.Name,
                holder,
                time,
                _world.Chance)),
        ];
        using var key = new SecureString();
        key.AppendChar('k');
        _clients =
        [
            .. history.Panels.Select(panel => new PanelClient(new PanelOptions
            {
                Uri = new Uri(panel.Address),
                ApiKey = key,
                Name = panel.Name,
                MaximumRetryCount = _world.Below(4),
                Time = time,
                Chance = _world.Chance,
                Handler = panel.Network(this),
            })),
        ];

        _isTested = history.Field == PanelField.Honored;

        // A desk whose clock never moves believes every claim to be fresh.
        TimeProvider deskTime = Bug == PlantedBug.ClaimIsNotCheckedBeforeSending ? new StoppedClock() : time;
        _desks =
        [
            .. history.Panels.Select((panel, number) => new OrderDesk(
                _clients[number],
                new Catalogue(_clients[number], time, new ImmediateScheduler()),
                _ledgers[number],
                new OrderDeskSettings(panel.Name, "USD", Limit, Lease)
                {
                    IdempotencyField = history.Field == PanelField.None ? null
                        : Bug == PlantedBug.WindowIsIgnored ? Field with { Window = TimeSpan.FromDays(1) } : Field,
                },
                deskTime,
                _world.Chance)),
        ];
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
        foreach (var (ledger, panel, reference) in _ledgers.Zip(_history.Panels).SelectMany(
            account => references.Select(reference => (account.First, account.Second, reference))))
        {
            try
            {
                if (await ledger.CatchUpAsync(CancellationToken.None) > 0)
                    _world.Note("outcome taken from the journal");
                var order = await ledger.GetAsync(reference, CancellationToken.None);
                if (order?.Phase != OrderState.Unknown || ledger.Kept > 0 || panel.IsUnderWay(reference))
                    continue;

                var id = panel.Sold(reference) is [var sold, ..] ? sold : null;
                await ledger.ResolveAsync(reference, Settlement.ByPerson(id is null ? null : PanelId.Of(id)), CancellationToken.None);
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
        Array.ForEach(_ledgers, ledger => ledger.Dispose());
        Array.ForEach(_clients, client => client.Dispose());
        _stop.Dispose();
    }

    private async Task PlaceAsync(IEnumerable<string> references)
    {
        foreach (var reference in references)
        {
            _stop.Token.ThrowIfCancellationRequested();
            try
            {
                foreach (var ledger in _isTested && !_world.Draw(3) ? _ledgers : [])
                    await ledger.RecordTestedFieldAsync(Field.Name, _stop.Token);
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
        var desks = DrawChoices();
        var attempt = new OrderAttempt(
            [.. desks.Select(desk => new OrderChoice(desk, request))], new OrderTerms { IsLedgerWide = desks.Length > 1 });
        var check = await attempt.CheckAsync(call);
        if (check.Intent is null && desks.Length > 1)
            await _ledgers[0].WidenAsync(reference, call.Token);
        var result = check.Intent is { } intent
            ? await attempt.PlaceAsync(intent, call)
            : new OrderResult(check.Existing, check.Problems is [var first, ..] ? first : null);
        if (Bug == PlantedBug.UnknownFallsBack && result.Problem?.Id == ErrorId.OrderOutcomeUnknown && attempt.Fallbacks.Any())
        {
            check = await _desks[1].CheckAsync(request, new OrderTerms { IsLedgerWide = true }, counted: null, call);
            result = check.Intent is { } next ? await _desks[1].PlaceAsync(next, call) : result;
        }

        if (Bug == PlantedBug.FailedSettleHidesNumber && result.Problem?.Id == ErrorId.OrderNotRecorded)
            result = new OrderResult(null, result.Problem);

        var id = result.Order?.OrderId?.ToString();
        _world.Tell($"{Actor.Name}: {reference} is {id ?? "no order"}, {result.Problem?.Id}");
        Note(result);
        if (attempt.Refusals.Count > 0)
            _world.Note("went on to another panel");
        var allSold = _history.Panels.SelectMany(panel => panel.Sold(reference)).ToList();
        if (id is not null && !allSold.Contains(id))
            _world.Fail($"{reference} came out as {id}, which was not sold for it");
        if (allSold.Find(sold => _told.Contains($"{reference} {sold}")) is { } told && id != told)
            _world.Fail($"{reference} was placed as {told}, the answer came, and the number did not come out");
    }

    // Without fallbacks an order goes to the first panel alone: nobody said that it is the same on the second.
    private OrderDesk[] DrawChoices() =>
        !_history.HasFallbacks || _world.Draw(3) ? [_desks[0]] : _world.Draw(2) ? _desks : [_desks[1], _desks[0]];

    private void Note(OrderResult result)
    {
        if (result.Order is { Panel: { } address } && _history.Panels.Any(panel => panel.Address == address))
            _world.Note("order came back from another panel");
        if (result.Problem is { Id: ErrorId.OrderOutcomeUnknown } elsewhere
            && elsewhere.Message.Contains(" on https://", StringComparison.Ordinal))
            _world.Note("unknown or under way on another panel");
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
