using System.Globalization;
using Newtonsoft.Json.Linq;
using YallaTake.Sandboxing.Api;

namespace YallaTake.Sandboxing.Panel;

/// <summary>What was ordered and what became of it, calculated from the panel's clock at each request.</summary>
internal abstract class SandboxOrder(long id, SandboxService service, OrderFields fields, DateTimeOffset created)
{
    /// <summary>From the request to cancel until the order is canceled.</summary>
    protected static readonly TimeSpan CancelTime = TimeSpan.FromMinutes(1);

    public long Id { get; } = id;

    public SandboxService Service { get; } = service;

    public OrderFields Fields { get; } = fields;

    public DateTimeOffset Created { get; } = created;

    /// <summary>When somebody asked to cancel; nothing is delivered from then on.</summary>
    public DateTimeOffset? CancelRequested { get; private set; }

    /// <summary>The newest refill of the order.</summary>
    public SandboxRefill? Refill { get; set; }

    /// <summary>What was paid when the order was placed.</summary>
    public virtual decimal Charge => 0;

    /// <summary>What was paid back when the order ended.</summary>
    public virtual decimal Refunded => 0;

    /// <summary>How many were ordered.</summary>
    public virtual long Count => 0;

    /// <summary>What was counted at the link before the order.</summary>
    public virtual long StartCount => 0;

    /// <summary>When the account book must come back to this order; null for never again.</summary>
    public abstract DateTimeOffset? Due { get; }

    /// <summary>Does to the account what was due at <see cref="Due"/>.</summary>
    public abstract void FallDue(OrderBook book);

    /// <summary>The API's word for where the order stands.</summary>
    public abstract string Status(DateTimeOffset now);

    /// <summary>How many were not delivered yet.</summary>
    public abstract long Remains(DateTimeOffset now);

    public abstract bool IsFinal(DateTimeOffset now);

    protected virtual bool CanCancel(DateTimeOffset now) => !IsFinal(now);

    /// <exception cref="PanelRefusal">The order cannot be canceled now.</exception>
    public void RequestCancel(DateTimeOffset now)
    {
        if (!Service.Cancel)
            throw new PanelRefusal("Service does not support cancel");
        if (!CanCancel(now))
            throw new PanelRefusal("Order cannot be canceled");
        if (CancelRequested is not null)
            throw new PanelRefusal("Cancel already requested");
        CancelRequested = now;
    }

    /// <summary>The answer to <c>status</c>.</summary>
    public virtual JObject Describe(DateTimeOffset now, string currency) => new()
    {
        ["charge"] = Money(Charge - Refunded),
        ["start_count"] = Text(StartCount),
        ["status"] = Status(now),
        ["remains"] = Text(Remains(now)),
        ["currency"] = currency,
    };

    /// <summary>Money as the API writes it: every digit, no exponent.</summary>
    public static string Money(decimal amount) => amount.ToString("0.############################", CultureInfo.InvariantCulture);

    protected static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
