using YallaTake.Ledger.Figures;

namespace YallaTake.Reports;

/// <summary>What was spent and what came back, day by day.</summary>
internal static class SpendingSection
{
    /// <summary>One for each currency: amounts of different ones are never added up.</summary>
    public static IReadOnlyList<(object View, object Chart)> Of(IReadOnlyList<PanelFigures> panels, ReportTime time) =>
    [
        .. panels.SelectMany(panel => panel.Figures.Quarters)
            .GroupBy(quarter => quarter.Currency ?? string.Empty)
            .OrderBy(currency => currency.Key, StringComparer.Ordinal)
            .Select(currency => Of(currency.Key, [.. currency], time)),
    ];

    private static (object View, object Chart) Of(string currency, IReadOnlyList<QuarterFigure> quarters, ReportTime time)
    {
        var days = quarters.GroupBy(quarter => time.Local(quarter.At).Date).ToDictionary(day => day.Key, day => day.ToList());
        var periods = ReportTime.Periods(days.Keys.Min(), days.Keys.Max());
        var found = days.ToLookup(day => ReportPeriod.Of(day.Key, periods[0].Step), day => day.Value);
        var sums = periods.Select(period => (Period: period, Sum: Sum(found[period].SelectMany(day => day)))).ToList();
        var step = periods[0].Step.ToString().ToLowerInvariant();

        var view = new
        {
            Currency = currency,
            Step = step,
            Spent = ReportText.Amount(sums.Sum(sum => sum.Sum.Spent), currency),
            Refunded = ReportText.Amount(sums.Sum(sum => sum.Sum.Refunded), currency),
            Periods = sums.Where(sum => sum.Sum.Orders > 0).Reverse().Select(sum => new
            {
                sum.Period.Name,
                Orders = ReportText.Count(sum.Sum.Orders),
                Spent = ReportText.Plain(sum.Sum.Spent),
                SpentKey = ReportText.Key(sum.Sum.Spent),
                Refunded = ReportText.Plain(sum.Sum.Refunded),
                RefundedKey = ReportText.Key(sum.Sum.Refunded),
            }).ToArray(),
        };
        var chart = new
        {
            Kind = "spending",
            Currency = currency,
            Labels = sums.Select(sum => sum.Period.Label),
            Names = sums.Select(sum => sum.Period.Name),
            Orders = sums.Select(sum => sum.Sum.Orders),
            Spent = sums.Select(sum => sum.Sum.Spent),
            Refunded = sums.Select(sum => sum.Sum.Refunded),
        };
        return (view, chart);
    }

    private static (long Orders, decimal Spent, decimal Refunded) Sum(IEnumerable<QuarterFigure> quarters)
    {
        var sum = (Orders: 0L, Spent: 0m, Refunded: 0m);
        foreach (var quarter in quarters)
            sum = (sum.Orders + quarter.Orders, sum.Spent + quarter.Spent, sum.Refunded + quarter.Refunded);
        return sum;
    }
}
