using System.Globalization;

namespace YallaTake.Reports;

/// <summary>The orders that a person has to settle, each with the command that does so.</summary>
internal static class AttentionSection
{
    public static object Of(IReadOnlyList<PanelFigures> panels, ReportTime time)
    {
        var shown = panels.SelectMany(panel => panel.Unsettled.Select(order => Item(panel.Panel, order, time))).ToArray();
        var more = panels.Sum(panel => panel.UnsettledCount) - shown.Length;
        return new
        {
            Orders = shown,
            More = more > 0 ? ReportText.Count(more) : null,
            Stuck = Due(panels, panel => panel.StuckCount),
            Refills = Due(panels, panel => panel.RefillCount),
        };
    }

    private static object[] Due(IReadOnlyList<PanelFigures> panels, Func<PanelFigures, int> count) =>
    [
        .. panels.Where(panel => count(panel) > 0).Select(panel => new
        {
            panel.Panel,
            Count = ReportText.Count(count(panel)),
            IsOne = count(panel) == 1,
            Name = ReportText.Quote(panel.Panel),
        }),
    ];

    private static object Item(string panel, Order order, ReportTime time)
    {
        var isPlaced = order.Phase == OrderState.Placed;
        var command = $"Resolve-YtOrder -Reference {ReportText.Quote(order.Reference!)} -Panel {ReportText.Quote(panel)}";
        return new
        {
            order.Reference,
            Panel = panel,
            Service = order.ServiceId.ToString(),
            order.ServiceName,
            order.Link,
            Href = ReportText.Href(order.Link),
            Count = order.Count is { } count ? ReportText.Count(count) : null,
            Charge = order.EstimatedCharge is { } charge ? ReportText.Amount(charge, order.Currency) : null,
            Made = time.Moment(order.CreatedAt),
            Seen = order.Evidence ?? order.Error,
            Search = isPlaced ? null : $"{command} -Search",
            Placed = isPlaced
                ? $"{command} -OrderId {Id(order.CandidateId[0])}"
                : $"{command} -OrderId <id>",
            NotPlaced = isPlaced ? null : $"{command} -NotPlaced",
            Candidates = isPlaced ? string.Join(", ", order.CandidateId) : null,
        };
    }

    private static string Id(object id) => id is long number ? number.ToString(CultureInfo.InvariantCulture) : ReportText.Quote($"{id}");
}
