using System.Globalization;
using YallaTake.Ledger.Entries;
using YallaTake.Ledger.Search;

namespace YallaTake;

/// <summary>What a ledger knows and a panel answers, told in minutes, to be judged without either.</summary>
internal sealed class SearchStory
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 28, 12, 0, 0, TimeSpan.Zero);

    private readonly List<Order> _placed = [];
    private readonly List<Order> _open = [];
    private readonly List<BalanceReading> _readings = [];
    private readonly Dictionary<long, OrderStatus> _panel = [];
    private readonly HashSet<long> _silent = [];

    public bool IsShared { get; init; }

    public PanelId? Other { get; init; }

    /// <summary>The references of the orders whose price has changed.</summary>
    public HashSet<string> Repriced { get; } = [];

    public TimeSpan ClockSkew { get; init; }

    /// <summary>When the search is made, in minutes.</summary>
    public double Now { get; set; } = 60;

    /// <summary>
    /// Three orders that were placed before, one a minute apart, the last of them as 100, and a reading of 50 after them.
    /// </summary>
    public static SearchStory Usual(double price = 1, bool isShared = false, PanelId? other = null)
    {
        var story = new SearchStory { IsShared = isShared, Other = other };
        return story.Own(96, -9, price).Own(98, -6, price).Own(100, -3, price).Reads(-1, 50);
    }

    public static DateTimeOffset At(double minutes) => Noon + TimeSpan.FromMinutes(minutes);

    /// <summary>An order that was placed, and is on the panel.</summary>
    public SearchStory Own(
        object id,
        double sent,
        double price = 1,
        double? charge = null,
        string status = "Pending",
        double taken = 0.1,
        string? evidence = null,
        bool makesOrders = false,
        long attempts = 1)
    {
        _placed.Add(Entry(
            $"order {id}", sent, sent + taken, price, OrderState.Placed, id, evidence, makesOrders: makesOrders, attempts: attempts));
        return id is long or int ? Panel(Convert.ToInt64(id, CultureInfo.InvariantCulture), charge ?? price, status) : this;
    }

    /// <summary>An order whose outcome is unknown.</summary>
    public SearchStory Unknown(
        string reference, double sent, double? price = 1, double left = 0.5, bool makesOrders = false, double? claimed = null)
    {
        _open.Add(Entry(reference, sent, sent + left, price, OrderState.Unknown, makesOrders: makesOrders, claimed: claimed));
        return this;
    }

    /// <summary>An order that is being sent.</summary>
    public SearchStory Sending(double sent)
    {
        _open.Add(Entry("sending", sent, sent + 1, 1, OrderState.Sending));
        return this;
    }

    /// <summary>An order that was placed under one of two ids.</summary>
    public SearchStory OneOf(string reference, double sent, params long[] ids)
    {
        var order = Entry(reference, sent, sent + 0.5, 1, OrderState.Placed, evidence: "As many as were sent.", candidates: ids);
        _open.Add(order);
        return this;
    }

    /// <summary>An order that the panel answers for.</summary>
    public SearchStory Panel(
        long id, double? charge = 1, string status = "Pending", long? remains = 1000, string? currency = "USD", params object[] children)
    {
        _panel[id] = new OrderStatus
        {
            OrderId = id,
            Status = status,
            Charge = Money(charge),
            Remains = remains,
            Currency = currency,
            ChildOrders = children,
        };
        return this;
    }

    /// <summary>Ids that the panel does not answer for, one way or the other.</summary>
    public SearchStory Silent(params long[] ids)
    {
        _silent.UnionWith(ids);
        return this;
    }

    /// <summary>The balance was read.</summary>
    public SearchStory Reads(double at, double balance)
    {
        _readings.Add(new BalanceReading(At(at), At(at) + TimeSpan.FromSeconds(1), Money(balance)!.Value));
        return this;
    }

    /// <summary>What a search finds out.</summary>
    public SearchVerdict Verdict(string reference = "x")
    {
        var known = Case();
        var (plan, verdict) = SearchPlan.Make(known, _open.Single(order => order.Reference == reference));
        return verdict ?? Judge(known, plan!).Judge();
    }

    /// <summary>An order that shows that others use the account.</summary>
    public PanelId? FoundOther(string reference = "x")
    {
        var known = Case();
        var (plan, _) = SearchPlan.Make(known, _open.Single(order => order.Reference == reference));
        return Judge(known, plan!).Other;
    }

    private SearchCase Case() => new()
    {
        Open = _open,
        Placed = _placed,
        Readings = [.. _readings.OrderBy(reading => reading.AskedAt)],
        Other = Other,
        IsShared = IsShared,
        IsRepriced = order => Repriced.Contains(order.Reference!),
        Currency = "USD",
        ClockSkew = ClockSkew,
        Now = At(Now),
    };

    private SearchJudge Judge(SearchCase known, SearchPlan plan)
    {
        var answers = new SearchAnswers();
        for (var id = Math.Min(plan.Above, 1) + 1; id <= plan.UpTo; id++)
        {
            if (_silent.Contains(id))
                continue;
            if (_panel.TryGetValue(id, out var status))
                answers.Seen[id] = status;
            else
                answers.Absent.Add(id);
        }

        var ours = _placed.Where(order => order.OrderId is long).ToDictionary(order => (long)order.OrderId!);
        return new SearchJudge(known, plan, answers, ours, [.. known.Readings.Where(reading => reading.AskedAt > plan.Before.AskedAt)]);
    }

    private static Order Entry(
        string reference,
        double sent,
        double left,
        double? price,
        OrderState state,
        object? id = null,
        string? evidence = null,
        long[]? candidates = null,
        bool makesOrders = false,
        double? claimed = null,
        long attempts = 1) => new()
        {
            Reference = reference,
            Entry = (long)((claimed ?? sent) * 1000),
            Fields = makesOrders ? new Dictionary<string, string> { ["runs"] = "5" } : new Dictionary<string, string>(),
            ServiceId = 7L,
            Link = "https://example.com/p/1",
            Count = 1000,
            EstimatedCharge = Money(price),
            Phase = state,
            OrderId = id is null ? null : PanelId.Of(id is int number ? (long)number : id).Value,
            CandidateId = [.. (candidates ?? []).Cast<object>()],
            Evidence = evidence,
            CreatedAt = At(sent),
            SentAt = At(sent),
            SettledAt = state == OrderState.Sending ? null : At(left),
            LeftBy = At(left),
            Attempts = attempts,
        };

    private static decimal? Money(double? amount) => amount is { } known ? (decimal)known : null;
}
