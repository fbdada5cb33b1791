using YallaTake.Ledger.Entries;

namespace YallaTake.Ledger.Search;

/// <summary>What the readings of the balance say, beside what the ledger's orders explain.</summary>
/// <param name="known">What the ledger knew when the search began.</param>
/// <param name="plan">Where it looked.</param>
/// <param name="answers">What the panel answered.</param>
/// <param name="ours">The ledger's orders by id, as they are after the search.</param>
/// <param name="readings">The readings of the balance since, the last one after the search.</param>
internal sealed class BalanceEvidence(
    SearchCase known, SearchPlan plan, SearchAnswers answers, IReadOnlyDictionary<long, Order> ours, IReadOnlyList<BalanceReading> readings)
{
    private const decimal Rounding = 0.00005m;
    private const int FewestDecimals = 2;
    private const int MostDecimals = 8;

    /// <summary>Readings after a time at which no other order was on its way, the newest first.</summary>
    public IEnumerable<BalanceReading> Quiet(DateTimeOffset since) =>
        readings.Where(reading => reading.AskedAt >= since && IsQuiet(reading)).Reverse();

    /// <summary>Such readings between the first one and another.</summary>
    public IEnumerable<BalanceReading> Between(BalanceReading last) =>
        readings.Where(reading => reading.AskedAt > plan.Before.AnsweredAt && reading.AskedAt < last.AskedAt && IsQuiet(reading));

    private bool IsQuiet(BalanceReading reading) => SearchPlan.IsQuiet(known, reading) && !ours.Values.Any(order =>
        order.Phase == OrderState.Placed && order.SentAt - known.ClockSkew < reading.AnsweredAt
        && SearchPlan.AcceptedBy(order) + known.ClockSkew > reading.AskedAt);

    /// <summary>What the balance fell by since the first reading, beside what the ledger explains.</summary>
    public BalanceFall Fall(BalanceReading reading)
    {
        var amounts = new Amounts();
        foreach (var pair in ours.Where(pair => !SearchPlan.IsBefore(pair.Value, plan.Before) && pair.Value.SentAt < reading.AskedAt))
            amounts.Add(Charges(pair.Value, answers.Seen.TryGetValue(pair.Key, out var status) ? status : null));
        foreach (var order in plan.Refundable)
        {
            if (answers.Seen.TryGetValue((long)order.OrderId!, out var status) && Candidate.IsRefundedStatus(status))
                amounts.Add(Refunds(order, status));
        }

        // Children of subscriptions and drip-feeds are charged by themselves on some panels.
        foreach (var child in answers.Children().Where(id => id > plan.Above && !ours.ContainsKey(id)))
        {
            if (answers.Seen.TryGetValue(child, out var status))
                amounts.Add([0, status.Charge ?? 0]);
        }

        var decimals = readings.Append(plan.Before).Max(one => (decimal.GetBits(one.Balance)[3] >> 16) & 0xFF);
        var resolution = (decimal)Math.Pow(10, -Math.Min(Math.Max(decimals, FewestDecimals), MostDecimals));
        var rounding = resolution + (Rounding * ours.Values.Count(order => !SearchPlan.IsBefore(order, plan.Before)));
        return new BalanceFall(amounts, plan.Before.Balance - reading.Balance, rounding);
    }

    // What a known order has cost by some moment after it was placed: its price, or what is left of it after a refund.
    private static IEnumerable<decimal> Charges(Order order, OrderStatus? status)
    {
        if ((status?.Charge ?? order.Charge ?? order.EstimatedCharge) is not { } charge)
            yield break;

        yield return charge;
        if (status is null || !Candidate.IsRefundedStatus(status))
            yield break;

        var price = order.EstimatedCharge ?? charge;
        yield return price;
        if (charge < price)
            yield break;

        // Some panels go on to say the whole price.
        yield return 0;
        if (status.Remains is { } remains && order.Count > 0)
            yield return price * (order.Count.Value - remains) / order.Count.Value;
    }

    private IEnumerable<decimal> Refunds(Order order, OrderStatus status)
    {
        var before = (order.StatusAt < plan.Before.AskedAt ? order.Charge : null) ?? order.EstimatedCharge ?? status.Charge ?? 0;
        return Charges(order, status).Select(charge => charge - before).Append(0);
    }
}
