using YallaTake.Ledger.Figures;

namespace YallaTake.Reports;

/// <summary>The figures that come first.</summary>
internal static class HeadlineSection
{
    public static object[] Of(IReadOnlyList<PanelFigures> panels)
    {
        var all = panels.SelectMany(panel => panel.Figures.Orders).ToList();
        var placed = all.FindAll(figure => figure.State == OrderState.Placed);
        var doubtful = all.FindAll(figure => figure.State is OrderState.Unknown or OrderState.Sending);
        var unsettled = panels.Sum(panel => panel.UnsettledCount);
        return
        [
            Money("Spent", placed, figure => figure.Spent),
            Money("Refunded", placed, figure => figure.Refunded),
            Count("Orders placed", placed.Sum(figure => figure.Orders)),
            Count("Still open", placed.Where(figure => figure.IsOpen).Sum(figure => figure.Orders)),
            Count("To be settled", unsettled, isAlarming: unsettled > 0, Doubt(doubtful)),
        ];
    }

    private static string? Doubt(List<OrderFigure> doubtful)
    {
        var amounts = Amounts(doubtful, figure => figure.Spent).Select(amount => $"{amount.Value} {amount.Currency}".TrimEnd());
        return doubtful.Count == 0 ? null : $"{string.Join(", ", amounts)} may have been spent";
    }

    // Of each currency by itself.
    private static IEnumerable<(string Value, string Currency)> Amounts(
        IEnumerable<OrderFigure> figures, Func<OrderFigure, decimal> amount) => figures
        .GroupBy(figure => figure.Currency ?? string.Empty)
        .OrderBy(same => same.Key, StringComparer.Ordinal)
        .Select(same => (ReportText.Plain(same.Sum(amount)), same.Key))
        .DefaultIfEmpty(("0", string.Empty));

    private static object Money(string name, IEnumerable<OrderFigure> figures, Func<OrderFigure, decimal> amount) => new
    {
        Name = name,
        Values = Amounts(figures, amount).Select(one => new { one.Value, one.Currency }).ToArray(),
        IsAlarming = false,
        Note = (string?)null,
    };

    private static object Count(string name, long count, bool isAlarming = false, string? note = null) => new
    {
        Name = name,
        Values = new[] { new { Value = ReportText.Count(count), Currency = string.Empty } },
        IsAlarming = isAlarming,
        Note = note,
    };
}
