using YallaTake.Client.Outcomes;
using YallaTake.Client.Resilience;
using YallaTake.Ledger;
using YallaTake.Ledger.Desk;
using YallaTake.Ledger.Entries;

namespace YallaTake;

/// <summary>A process that places the order by way of a real ledger, as the desk does, and says what it is told.</summary>
internal sealed class RealSender
{
    private readonly StoredLedger _ledger;
    private readonly Func<bool, OrderIntent> _intentOf;
    private readonly TimeProvider _time;
    private OrderIntent _intent;
    private OrderClaim? _claim;
    private Moment? _heldSince;

    /// <param name="open">Opens its ledger.</param>
    /// <param name="processId">Its number.</param>
    /// <param name="intent">The order, with the client's id or without.</param>
    /// <param name="time">The time that leases go by.</param>
    public RealSender(Func<Chance, StoredLedger> open, int processId, Func<bool, OrderIntent> intent, TimeProvider time)
    {
        (_ledger, ProcessId, _intentOf, _intent, _time) = (open(new Chance(Draw)), processId, intent, intent(false), time);

        void Draw(byte[] bytes)
        {
            Chance.System.Bytes(bytes.Length).CopyTo(bytes, 0);
            Mark = new Guid(bytes).ToString("N");
        }
    }

    public int ProcessId { get; }

    /// <summary>The mark of its newest claim, whatever became of it; null when it made none.</summary>
    public string? Mark { get; private set; }

    /// <summary>Takes the place of a sender at another account.</summary>
    public RealSender Continue(RealSender other, string account)
    {
        (Mark, _claim, _heldSince) = (other.Mark, other._claim is { } claim ? claim with { Account = account } : null, other._heldSince);
        _intent = other._intent;
        return this;
    }

    public async Task<string> ClaimAsync(bool carries)
    {
        var now = Moment.Now(_time);
        var claim = await _ledger.ClaimAsync(_intentOf(carries), CancellationToken.None);
        if (claim.Existing is { } existing)
            return $"order {existing.OrderId}";

        (_claim, _heldSince, _intent) = (claim, now, _intentOf(carries));
        return "claimed";
    }

    /// <summary>Makes sure of its claim before the order leaves.</summary>
    public async Task<string> SendAsync()
    {
        try
        {
            await new ClaimLease(_ledger, _claim!, _intent, _heldSince!, _time).EnsureAsync(CancellationToken.None);
            return "sent";
        }
        catch (YallaTakeException lost)
        {
            await FinishAsync(OrderOutcome.NotSent(lost));
            throw;
        }
    }

    public async Task<string> FinishAsync(OrderOutcome outcome)
    {
        var (order, notRecorded) = await _ledger.SettleAsync(_claim!, _intent, outcome);
        return (notRecorded is null ? "written" : "kept") + (outcome.OrderId is null ? string.Empty : $" as {order.OrderId}");
    }

    public async Task<string> RenewAsync()
    {
        var now = Moment.Now(_time);
        if (!await _ledger.RenewAsync(_claim!, _intent.Lease, CancellationToken.None))
            return "lost";

        _heldSince = now;
        return "held";
    }
}
