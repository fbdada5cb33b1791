using YallaTake.Ledger.Figures;

namespace YallaTake.Reports;

/// <summary>What each panel and each service cost, and how their orders ended.</summary>
internal static class ServiceSection
{
    private const int MostRows = 500;

    public static object Panels(IReadOnlyList<PanelFigures> panels) => Rows(
        panels.SelectMany(panel => panel.Figures.Orders
            .GroupBy(figure => figure.Currency ?? string.Empty)
            .Select(same => new Sum(panel.Panel, string.Empty, panel.Panel, same.Key, [.. same]))));

    public static object Services(IReadOnlyList<PanelFigures> panels) => Rows(
        panels.SelectMany(panel => panel.Figures.Orders
            .GroupBy(figure => (figure.ServiceId, Currency: figure.Currency ?? string.Empty))
            .Select(same => new Sum(
                panel.Panel,
                same.Key.ServiceId.ToString(),
                same.OrderBy(figure => figure.Newest).Last().ServiceName ?? $"Service {same.Key.ServiceId}",
                same.Key.Currency,
                [.. same]))));

    private static object Rows(IEnumerable<Sum> sums)
    {
        var all = sums.Where(sum => sum.Orders > 0)
            .OrderBy(sum => sum.Currency, StringComparer.Ordinal)
            .ThenByDescending(sum => sum.Spent)
            .ToList();
        var currencies = all.Select(sum => sum.Currency).Distinct().ToList();
        var most = all.GroupBy(sum => sum.Currency).ToDictionary(same => same.Key, same => same.Max(sum => sum.Spent + sum.Refunded));
        return new
        {
            // In the head of the table, where it is one for all.
            Currency = currencies.Count == 1 ? currencies[0] : null,
            All = all.Take(MostRows).Select(sum => Row(sum, most[sum.Currency], currencies.Count > 1)).ToArray(),
            More = all.Count > MostRows ? ReportText.Count(all.Count - MostRows) : null,
        };
    }

    private static object Row(Sum sum, decimal most, bool hasCurrency) => new
    {
        sum.Panel,
        sum.Id,
        sum.Name,
        Currency = hasCurrency ? sum.Currency : null,
        Orders = ReportText.Count(sum.Orders),
        Spent = ReportText.Plain(sum.Spent),
        SpentKey = ReportText.Key(sum.Spent),
        Refunded = ReportText.Plain(sum.Refunded),
        RefundedKey = ReportText.Key(sum.Refunded),
        SpentBar = ReportText.Key(ReportText.Share(sum.Spent, most)),
        RefundedBar = ReportText.Key(ReportText.Share(sum.Refunded, most)),
    };

    private sealed record Sum(string Panel, string Id, string Name, string Currency, IReadOnlyList<OrderFigure> Figures)
    {
        private IEnumerable<OrderFigure> Placed => Figures.Where(figure => figure.State == OrderState.Placed);

        public long Orders => Placed.Sum(figure => figure.Orders);

        public decimal Spent => Placed.Sum(figure => figure.Spent);

        public decimal Refunded => Placed.Sum(figure => figure.Refunded);
    }
}
