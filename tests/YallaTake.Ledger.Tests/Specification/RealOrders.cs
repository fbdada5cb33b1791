using System.Globalization;
using CsCheck;
using Newtonsoft.Json;
using YallaTake.Client.Outcomes;
using YallaTake.Client.Resilience;
using YallaTake.Ledger;
using YallaTake.Ledger.Entries;
using YallaTake.Ledger.Journal;
using YallaTake.Ledger.Store;

namespace YallaTake;

/// <summary>Two senders and a person at a real ledger, who do what the model does.</summary>
internal sealed class RealOrders
{
    private const string Reference = "order";

    private const string Columns =
        """
        reference, service, service_name, link, fields, quantity, estimate, currency, state, order_id, error, created_at, sent_at,
        settled_at, balance_before, spent, is_open, holder, claim_mark, lease_end, attempts, rules, request_field,
        request_value, in_doubt, repeats
        """;

    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(10);

    // Many leases, and less than the journal remembers.
    private static readonly IdempotencyField Field = new("request_id", TimeSpan.FromDays(1));

    private readonly RealLedger _ledger;
    private readonly TroubledStore _store;
    private readonly AccountKey _key;
    private readonly LedgerAccount _account;
    private readonly OutcomeJournal _journal;
    private readonly StandingTime _time = new();
    private readonly HashSet<int> _gone = [];
    private readonly RealSender[] _senders;
    private readonly StoredLedger _person;
    private OrderClaim? _other;
    private int _processes;

    public RealOrders(RealLedger ledger)
    {
        (_ledger, _store) = (ledger, new TroubledStore(ledger.Store, ledger.Identity));
        _key = TestLedgers.Key(address: ledger.NewAddress());
        _account = new LedgerAccount(_key.Fingerprint(ledger.Identity.Salt), _key.Address, null);
        _journal = new OutcomeJournal(ledger.JournalOf(_key.Address));
        _person = Open(Process(0), Chance.System);
        _senders = [NewSender(++_processes), NewSender(++_processes)];
    }

    private string Accounts => _store.Dialect.Schema + "accounts";

    private string Entries => _store.Dialect.Schema + "entries";

    private LedgerHolder? Reader => _store.Dialect.IsShared ? null : Process(0);

    /// <summary>The same again, under an account of its own.</summary>
    public async Task<RealOrders> CopyAsync()
    {
        var copy = new RealOrders(_ledger) { _processes = _processes };
        copy._time.Moment = _time.Moment;
        copy._gone.UnionWith(_gone);
        copy._other = _other is null ? null : _other with { Account = copy._account.Id };
        for (var number = 0; number < _senders.Length; number++)
            copy._senders[number] = copy.NewSender(_senders[number].ProcessId).Continue(_senders[number], copy._account.Id);

        await WriteAsync(
            $"INSERT INTO {Entries} (account, {Columns}) SELECT @to, {Columns} FROM {Entries} WHERE account = @account",
            Given.Text("to", copy._account.Id));
        await WriteAsync(
            $"INSERT INTO {Accounts} (account, address, tested_field) SELECT @to, @address, tested_field FROM {Accounts} "
            + "WHERE account = @account",
            Given.Text("to", copy._account.Id),
            Given.Text("address", copy._account.Address));
        foreach (var entry in Journal("waiting"))
            copy._journal.Keep(_ledger.Identity.Id, entry with { Account = copy._account.Id });
        foreach (var entry in Journal("placed").Concat(Journal("references")))
            copy._journal.Remember(_ledger.Identity.Id, entry with { Account = copy._account.Id });
        return copy;
    }

    /// <summary>Does one step. Null when all comes out as the model has it; else the difference.</summary>
    public async Task<string?> ApplyAsync(Transition<OrderModel> step)
    {
        _ledger.Clock.Value = _time;
        var (said, meant) = (await SayAsync(step), Told.By(step));
        if (said != meant)
            return $"'{said}' for '{meant}'";

        var all = new CopyStatements(_store.Dialect).All(_account, _time.GetUtcNow());
        var rows = await _store.ReadAsync(all, row => LedgerRow.Read(row, Reader), CancellationToken.None);
        var placed = Journal("placed").SingleOrDefault() ?? Journal("references").SingleOrDefault();
        var there = LedgerView.Of(rows, Reference, Journal("waiting").SingleOrDefault(), placed, SenderOf);
        var wanted = LedgerView.Of(step.After);
        return there == wanted ? null : $"{there} for {wanted}";
    }

    private async Task<string> SayAsync(Transition<OrderModel> step)
    {
        (_store.IsDown, _store.IsUnheard) = (step.Action.EndsWith("Unwritten", StringComparison.Ordinal), step.Action == "ClaimUnheard");
        try
        {
            return await DoAsync(step);
        }
        catch (YallaTakeException refusal)
        {
            return refusal.Message.Contains("right now", StringComparison.Ordinal) ? $"{refusal.Id} right now" : $"{refusal.Id}";
        }
        finally
        {
            (_store.IsDown, _store.IsUnheard) = (false, false);
        }
    }

    private async Task<string> DoAsync(Transition<OrderModel> step)
    {
        var number = step.Sender();
        var sender = number == 0 ? null : _senders[number - 1];
        switch (step.Action)
        {
            case "Claim" or "ClaimUnheard":
                var carries = step.Before.Field != PanelField.None && OrderSpec.Claims[step.ArgIndex].Carries;

                // The model has no panel that is still executing what was sent.
                if (step.Before.ForClaim().MayRepeat(carries))
                {
                    await _person.CatchUpAsync();
                    _time.Moment += 2 * Lease;
                }

                return await sender!.ClaimAsync(carries);
            case "Send":
                return await sender!.SendAsync();
            case "Stop":
                return await sender!.FinishAsync(TestOrders.Outcome(OrderState.NotSent));
            case "Answer" or "AnswerUnwritten":
                return await sender!.FinishAsync(Outcome(step.Before.Of(number).Outcome(isHeard: true)));
            case "NoAnswer" or "NoAnswerUnwritten":
                return await sender!.FinishAsync(Outcome(step.Before.Of(number).Outcome(isHeard: false)));
            case "Renew":
                return await sender!.RenewAsync();
            case "Crash":
                _gone.Add(sender!.ProcessId);
                _senders[number - 1] = NewSender(++_processes);
                return string.Empty;
            case "CatchUp":
                return $"{await _person.CatchUpAsync()}";
            case "LeaseRunsOut":
                _time.Moment += 2 * Lease;
                return string.Empty;
            case "WindowEnds":
                _time.Moment += Field.Window + Lease;
                return string.Empty;
            case "Test":
                await _person.RecordTestedFieldAsync(Field.Name, CancellationToken.None);
                return string.Empty;
            case "ResolveNotPlaced":
                return $"{(await _person.ResolveAsync(Reference, null)).State}";
            case "ResolvePlaced":
                return $"order {(await _person.ResolveAsync(Reference, $"{OrderSpec.Orders[step.ArgIndex]}")).OrderId}";
            case "ClaimOther":
                _other = await _person.ClaimAsync(Intent("other", carries: false));
                return "claimed";
            case "RejectOther":
                return $"{(await _person.SettleAsync(_other!, TestOrders.Outcome(OrderState.Rejected))).Phase}";
            case "RowIsLost":
                await WriteAsync(
                    $"DELETE FROM {Entries} WHERE account = @account AND reference = @reference", Given.Text("reference", Reference));
                return string.Empty;
            default:
                throw new InvalidOperationException($"Nobody knows how to do {step.Action}.");
        }
    }

    private static OrderOutcome Outcome((OrderState State, int Order) heard) =>
        heard.Order > 0 ? TestOrders.Placed(heard.Order.ToString(CultureInfo.InvariantCulture)) : TestOrders.Outcome(heard.State);

    private JournalEntry[] Journal(string kind) =>
        new DirectoryInfo(Path.Combine(_ledger.JournalOf(_key.Address), _ledger.Identity.Id, kind)) is { Exists: true } folder
        ? [.. folder.GetFiles("*.json").Select(file => JsonConvert.DeserializeObject<JournalEntry>(File.ReadAllText(file.FullName))!)]
        : [];

    private Task<IReadOnlyList<int>> WriteAsync(string sql, params Parameter[] parameters) =>
        _store.WriteAsync([new Statement(sql, [Given.Text("account", _account.Id), .. parameters])], _ => 0, CancellationToken.None);

    private int SenderOf(string? mark) => mark is null ? 0 : Array.FindIndex(_senders, sender => sender.Mark == mark) + 1;

    private RealSender NewSender(int processId) =>
        new(chance => Open(Process(processId), chance), processId, carries => Intent(Reference, carries), _time);

    private LedgerHolder Process(int id) => new("machine", id, $"started-{id}", other => !_gone.Contains(other));

    private StoredLedger Open(LedgerHolder holder, Chance chance) => new(_store, _key, _journal, "panel", holder, _time, chance);

    private OrderIntent Intent(string reference, bool carries) => TestOrders.Intent(
        reference, charge: 1, limit: _ledger.Limit, window: TimeSpan.FromDays(100), lease: Lease, field: carries ? Field : null);
}
