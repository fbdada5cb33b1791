using System.Numerics;
using Newtonsoft.Json.Linq;
using YallaTake.Sandboxing.Api;

namespace YallaTake.Sandboxing.Panel;

/// <summary>An order of a count that is delivered over ten minutes, and longer when it runs again.</summary>
internal sealed class DeliveryOrder(
    long id, SandboxService service, OrderFields fields, DateTimeOffset created, long count, long runs = 1, long interval = 0)
    : SandboxOrder(id, service, fields, created)
{
    private static readonly TimeSpan ProcessingAt = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan InProgressAt = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan RunTime = TimeSpan.FromMinutes(10);

    private readonly TimeSpan _interval = TimeSpan.FromMinutes(interval);
    private readonly TimeSpan _duration = RunTime + TimeSpan.FromMinutes((runs - 1) * interval);
    private bool _settled;
    private decimal _refunded;

    public override decimal Charge { get; } = service.UnitPrice * count;

    public override decimal Refunded => _refunded;

    public override long Count => count;

    public override long StartCount => Id * 7919 % 10_000;

    public override DateTimeOffset? Due =>
        _settled ? null
        : CancelRequested is { } asked ? asked + CancelTime
        : Created + _duration;

    /// <summary>How the order ends by itself: every 25th is canceled, of the others every 10th is partial.</summary>
    private string Outcome => (Id - OrderBook.FirstOrderId) switch
    {
        var n when n % 25 == 24 => "Canceled",
        var n when n % 10 == 9 && !Service.IsPackage => "Partial",
        _ => "Completed",
    };

    /// <summary>How many will have been delivered when the order ends by itself.</summary>
    private long Deliverable => Outcome switch
    {
        "Canceled" => 0,
        "Partial" => count - Math.Max(1, count / 5),
        _ => count,
    };

    public override void FallDue(OrderBook book)
    {
        _refunded = Service.UnitPrice * Remains(Due!.Value);
        _settled = true;
        book.Credit(_refunded);
    }

    public override string Status(DateTimeOffset now) =>
        CancelRequested is { } asked && now >= asked + CancelTime ? "Canceled"
        : Age(now) is var age && age < ProcessingAt ? "Pending"
        : age < InProgressAt ? "Processing"
        : age < _duration ? "In progress"
        : Outcome;

    public override long Remains(DateTimeOffset now)
    {
        var age = Age(now);
        return age <= InProgressAt ? count
            : age >= _duration ? count - Deliverable
            : count - (long)(new BigInteger(Deliverable) * (age - InProgressAt).Ticks / (_duration - InProgressAt).Ticks);
    }

    public override bool IsFinal(DateTimeOffset now) => Status(now) is "Completed" or "Partial" or "Canceled";

    protected override bool CanCancel(DateTimeOffset now) =>
        !IsFinal(now) && !(Service.IsPackage && Status(now) == "In progress");

    public override JObject Describe(DateTimeOffset now, string currency)
    {
        var answer = base.Describe(now, currency);
        if (runs > 1)
        {
            answer["runs"] = Text(RunsDone(now));
            answer["orders"] = new JArray();
        }

        return answer;
    }

    private long RunsDone(DateTimeOffset now)
    {
        var age = Age(now);
        return age < RunTime ? 0
            : age >= _duration ? runs
            : 1 + (age - RunTime).Ticks / _interval.Ticks;
    }

    /// <summary>The time of delivery so far; it stops when somebody asks to cancel.</summary>
    private TimeSpan Age(DateTimeOffset now) =>
        (CancelRequested is { } asked && asked < now ? asked : now) - Created;
}
