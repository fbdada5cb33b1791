using System.Globalization;
using YallaTake.Client.Values;
using YallaTake.Ledger.Figures;

namespace YallaTake.Reports;

/// <summary>The orders by what became of them.</summary>
internal static class StateSection
{
    private const int BarWidth = 1000;

    public static object Of(IReadOnlyList<PanelFigures> panels)
    {
        var all = panels.SelectMany(panel => panel.Figures.Orders).ToList();
        var total = all.Sum(figure => figure.Orders);
        var start = 0m;
        var states = all.GroupBy(Name)
            .Select(same => (Name: same.Key, Kind: Kind(same.First()), Orders: same.Sum(figure => figure.Orders)))
            .OrderBy(state => state.Kind)
            .ThenByDescending(state => state.Orders)
            .Select(state =>
            {
                var (from, width) = (start, state.Orders * (decimal)BarWidth / total);
                start += width;
                return new
                {
                    state.Name,
                    Kind = state.Kind.ToString().ToLowerInvariant(),
                    Orders = ReportText.Count(state.Orders),
                    OrdersKey = state.Orders,
                    Percent = ReportText.Percent(state.Orders, total),
                    Start = Text(from),
                    Width = Text(width),
                };
            }).ToArray();
        return new { All = states };
    }

    private static string Text(decimal number) => number.ToString("0.##", CultureInfo.InvariantCulture);

    private static string Name(OrderFigure figure) => figure switch
    {
        { State: OrderState.Placed, Status: { } status } => StatusWords.Usual(status),
        { State: OrderState.Placed } => "Placed, status not asked yet",
        { State: OrderState.Unknown } => "Unknown",
        { State: OrderState.Sending } => "Being sent, or unknown",
        { State: OrderState.NotSent } => "Not sent",
        _ => "Rejected by the panel",
    };

    private static StateKind Kind(OrderFigure figure) => figure switch
    {
        { State: OrderState.Unknown or OrderState.Sending } => StateKind.Unknown,
        { State: OrderState.Rejected or OrderState.NotSent } => StateKind.Refused,
        { IsOpen: true } => StateKind.Open,
        { GivesBack: true } => StateKind.Short,
        _ => StateKind.Done,
    };

    private enum StateKind
    {
        Done,
        Open,
        Short,
        Unknown,
        Refused,
    }
}
