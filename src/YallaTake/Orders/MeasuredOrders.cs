using YallaTake.Client.Orders;
using YallaTake.Ledger.Desk;
using YallaTake.Ledger.Entries;

namespace YallaTake.Orders;

/// <summary>The orders of one panel that were measured so far, as if they had been placed: the next one is measured after them.</summary>
internal sealed class MeasuredOrders(Panel panel)
{
    private readonly Dictionary<string, OrderRequest> _named = new(StringComparer.Ordinal);

    // The references of those that would be open, by what would overlap with them.
    private readonly Dictionary<string, string> _open = new(StringComparer.Ordinal);

    // And by service and link.
    private readonly Dictionary<(PanelId Service, string? Link), string> _sent = [];

    private readonly SortedDictionary<string, long> _problems = new(StringComparer.Ordinal);
    private long _rows;
    private long _orderable;
    private long _existing;
    private long? _count = 0;
    private bool _isBounded = true;

    /// <summary>The panel that they are for.</summary>
    public Panel Panel => panel;

    /// <summary>The account's balance before them; null when it is not known, or was not asked for.</summary>
    public decimal? Balance { get; init; }

    /// <summary>What they would spend: limits and funds are used up row by row.</summary>
    public decimal Charges { get; private set; }

    /// <summary>Adds an order. Returns what is known of it when those before it are placed.</summary>
    public OrderCheck Add(OrderCheck check)
    {
        check = After(check);
        AddProblems(check.Problems.Select(problem => problem.Id));
        if (check.Problems.Count > 0)
            return check;

        _orderable++;
        if (check.Intent is not { } intent)
        {
            _existing++;
            return check;
        }

        _named[intent.Reference] = check.Request;
        foreach (var place in intent.Places)
            _open[place] = intent.Reference;
        _sent[Sent(intent)] = intent.Reference;
        _count += check.Estimate.Count;
        _isBounded &= check.Estimate.Charge is not null;
        Charges += check.Estimate.Charge ?? 0;
        return check;
    }

    /// <summary>Adds an order that could not be measured.</summary>
    public void Add(YallaTakeException failure) => AddProblems([failure.Id]);

    /// <summary>What they add up to.</summary>
    /// <param name="spent">What is spent of the limit; null without a limit.</param>
    public OrderSummary Summarize(decimal? spent)
    {
        decimal? charge = _isBounded ? Charges : null;
        return new OrderSummary
        {
            Panel = panel.Name,
            Rows = _rows,
            Orderable = _orderable,
            Existing = _existing,
            Problem = _problems.Count == 0 ? null : string.Join(
                ", ", _problems.OrderByDescending(problem => problem.Value).Select(problem => $"{problem.Key}: {problem.Value}")),
            Count = _count,
            EstimatedCharge = charge,
            Currency = panel.Currency,
            BalanceLeft = Balance - charge,
            SpendLimitLeft = panel.SpendLimit - spent - charge,
        };
    }

    private OrderCheck After(OrderCheck check)
    {
        if (check.Request.Unread.Count == 0 && OrderReference.Normalize(check.Request.Reference) is { } reference
            && _named.TryGetValue(reference, out var before))
        {
            // The same order comes back, whatever its limits are by now.
            return before.Service.Equals(check.Request.Service) && OrderFields.Text(before.Fields) == OrderFields.Text(check.Request.Fields)
                ? check with { Problems = [], Intent = null }
                : check with { Problems = [ClaimRules.OtherBefore(reference, before), .. check.Problems], Intent = null };
        }

        if (check.Intent is { NoDuplicateWithin: not null } again && _sent.TryGetValue(Sent(again), out var first))
            return check with { Problems = [ClaimRules.Duplicate(again, first)], Intent = null };
        return check.Intent is { NoOverlap: true } intent && intent.Places.FirstOrDefault(_open.ContainsKey) is { } place
            ? check with { Problems = [ClaimRules.Overlaps(intent, _open[place])], Intent = null }
            : check;
    }

    private static (PanelId Service, string? Link) Sent(OrderIntent intent) => (intent.Request.Service, intent.Request.Link);

    private void AddProblems(IEnumerable<ErrorId> ids)
    {
        _rows++;
        foreach (var id in ids.Select(id => id.ToString()).Distinct())
            _problems[id] = 1 + (_problems.TryGetValue(id, out var count) ? count : 0);
    }
}
