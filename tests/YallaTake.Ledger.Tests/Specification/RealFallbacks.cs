using System.Globalization;
using CsCheck;
using YallaTake.Client.Outcomes;
using YallaTake.Client.Resilience;
using YallaTake.Ledger;
using YallaTake.Ledger.Entries;
using YallaTake.Ledger.Journal;
using YallaTake.Ledger.Store;

namespace YallaTake;

/// <summary>Two senders and a person at a real ledger with an account on each of two panels, who do what the model does.</summary>
internal sealed class RealFallbacks
{
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(10);

    private readonly RealLedger _ledger;
    private readonly TroubledStore _store;
    private readonly string _reference;
    private readonly AccountKey[] _keys;
    private readonly OutcomeJournal _journal;
    private readonly StandingTime _time = new();
    private readonly HashSet<int> _gone = [];
    private readonly StoredLedger[] _person;
    private readonly StoredLedger[][] _senders;
    private readonly (OrderClaim Claim, OrderIntent Intent)?[] _claims = new (OrderClaim, OrderIntent)?[2];
    private readonly int[] _processIds = [1, 2];
    private int _processes = 2;

    public RealFallbacks(RealLedger ledger)
    {
        (_ledger, _store) = (ledger, new TroubledStore(ledger.Store, ledger.Identity));
        _reference = ledger.NewAddress();
        _keys = [TestLedgers.Key(address: $"{_reference} here"), TestLedgers.Key(address: $"{_reference} there")];
        _journal = new OutcomeJournal(ledger.JournalOf(_reference));
        _person = Open(0);
        _senders = [Open(1), Open(2)];
    }

    private LedgerHolder? Reader => _store.Dialect.IsShared ? null : Process(0);

    /// <summary>Does one step. Null when all comes out as the model has it; else the difference.</summary>
    public async Task<string?> ApplyAsync(Transition<FallbackModel> step)
    {
        _ledger.Clock.Value = _time;
        var claimed = await DoAsync(step);
        if (claimed is { } isClaimed && isClaimed != HasClaim(step.After, step.Before))
            return $"claimed: {isClaimed}";

        foreach (var panel in FallbackSpec.Panels)
        {
            var rows = await _store.ReadAsync(
                new CopyStatements(_store.Dialect).All(Account(panel), _time.GetUtcNow()),
                row => (LedgerRow: LedgerRow.Read(row, Reader), IsWide: row.Flag("ledger_wide")),
                CancellationToken.None);
            var row = rows.Count == 0 ? null : rows.Single().LedgerRow;
            var (there, wanted) = ((Simple(row?.State), Simple(row?.Reads)), (step.After.On(panel).State, step.After.Reads(panel)));
            if (there != wanted)
                return $"{there} on {panel} for {wanted}";
            if (rows.Any(entry => entry.IsWide != step.After.IsWide))
                return $"wide is {!step.After.IsWide}";
        }

        return null;
    }

    // What was not bought is one state to the model.
    private static OrderState? Simple(OrderState? state) => state == OrderState.NotSent ? OrderState.Rejected : state;

    private static bool HasClaim(FallbackModel after, FallbackModel before) => FallbackSpec.Senders.Any(
        sender => before.Of(sender).Phase != FallbackPhase.Claimed && after.Of(sender).Phase == FallbackPhase.Claimed);

    // Whether it was claimed; null for what is no claim.
    private async Task<bool?> DoAsync(Transition<FallbackModel> step)
    {
        _store.IsDown = step.Action == "AnswerUnwritten";
        switch (step.Action)
        {
            case "Order":
                var (orderer, first, next) = FallbackSpec.Orders[step.ArgIndex];
                return await ClaimAsync(orderer, first, isWide: next >= 0);
            case "GoOn":
                var sender = FallbackSpec.Senders[step.ArgIndex];
                return await ClaimAsync(sender, step.Before.Of(sender).Next, isWide: true);
            case "Answer" or "AnswerUnwritten":
                await SettleAsync(step, of => of.Phase == FallbackPhase.Bought
                    ? TestOrders.Placed((of.Panel + 1).ToString(CultureInfo.InvariantCulture))
                    : TestOrders.Outcome(OrderState.Rejected));
                break;
            case "NoAnswer":
                await SettleAsync(step, _ => TestOrders.Outcome(OrderState.Unknown));
                break;
            case "Stop" when step.Before.Of(FallbackSpec.Senders[step.ArgIndex]).Phase == FallbackPhase.Claimed:
                await SettleAsync(step, _ => TestOrders.Outcome(OrderState.NotSent));
                break;
            case "Crash":
                var crashed = FallbackSpec.Senders[step.ArgIndex] - 1;
                _gone.Add(_processIds[crashed]);
                _senders[crashed] = Open(_processIds[crashed] = ++_processes);
                break;
            case "LeaseRunsOut":
                _time.Moment += 2 * Lease;
                break;
            case "Resolve":
                var panel = FallbackSpec.Panels[step.ArgIndex];
                await _person[panel].ResolveAsync(_reference, step.Before.BoughtOn(panel) > 0 ? $"{panel + 1}" : null);
                break;
            case "DatabaseIsRestored":
                var schema = _store.Dialect.Schema;
                await _store.WriteAsync(
                    [
                        new($"DELETE FROM {schema}entries WHERE reference = @reference", Given.Text("reference", _reference)),
                        new($"DELETE FROM {schema}ledger_references WHERE reference = @reference", Given.Text("reference", _reference)),
                    ],
                    _ => 0,
                    CancellationToken.None);
                break;
        }

        return null;
    }

    private async Task<bool> ClaimAsync(int sender, int panel, bool isWide)
    {
        var intent = TestOrders.Intent(_reference, service: panel + 7, lease: Lease, isLedgerWide: isWide);
        try
        {
            var claim = await _senders[sender - 1][panel].ClaimAsync(intent);
            _claims[sender - 1] = (claim, intent);
            return claim.Existing is null;
        }
        catch (YallaTakeException refusal) when (refusal.Id == ErrorId.OrderOutcomeUnknown)
        {
            return false;
        }
    }

    private async Task SettleAsync(Transition<FallbackModel> step, Func<FallbackSender, OrderOutcome> outcome)
    {
        var number = FallbackSpec.Senders[step.ArgIndex];
        var sender = step.Before.Of(number);
        var (claim, intent) = _claims[number - 1]!.Value;
        await _senders[number - 1][sender.Panel].SettleAsync(claim, intent, outcome(sender));
    }

    private LedgerAccount Account(int panel) => new(_keys[panel].Fingerprint(_ledger.Identity.Salt), _keys[panel].Address, null);

    private LedgerHolder Process(int id) => new("machine", id, $"started-{id}", other => !_gone.Contains(other));

    private StoredLedger[] Open(int processId)
    {
        var holder = Process(processId);
        return [.. _keys.Select(key => new StoredLedger(_store, key, _journal, "panel", holder, _time, Chance.System))];
    }
}
