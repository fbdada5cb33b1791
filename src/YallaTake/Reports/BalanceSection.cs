using YallaTake.Ledger.Entries;

namespace YallaTake.Reports;

/// <summary>The balances of the accounts over time, as they were read.</summary>
internal static class BalanceSection
{
    // More points than a chart has pixels say nothing.
    private const int MostPoints = 400;

    /// <summary>One for each currency.</summary>
    public static IReadOnlyList<(object View, object Chart)> Of(IReadOnlyList<PanelFigures> panels, ReportTime time) =>
    [
        .. panels.Where(panel => panel.Figures.Balances.Count > 1)
            .GroupBy(Currency)
            .OrderBy(currency => currency.Key, StringComparer.Ordinal)
            .Select(currency => Of(currency.Key, [.. currency], time)),
    ];

    // An account has one currency; a ledger knows it from the orders.
    private static string Currency(PanelFigures panel) =>
        panel.Figures.Orders.FirstOrDefault(figure => figure.Currency is not null)?.Currency ?? string.Empty;

    private static (object View, object Chart) Of(string currency, IReadOnlyList<PanelFigures> panels, ReportTime time)
    {
        var readings = panels.Select(panel => Thin(panel.Figures.Balances)
            .GroupBy(reading => Seconds(time, reading))
            .ToDictionary(same => same.Key, same => same.Last().Balance)).ToList();
        var times = readings.SelectMany(reading => reading.Keys).Distinct().OrderBy(at => at).ToList();

        var view = new
        {
            Currency = currency,
            Panels = panels.Select((panel, number) => new
            {
                Number = number % 6,
                panel.Panel,
                Balance = ReportText.Amount(panel.Figures.Balances[panel.Figures.Balances.Count - 1].Balance, currency),
                Read = time.Moment(panel.Figures.Balances[panel.Figures.Balances.Count - 1].AnsweredAt),
            }).ToArray(),
        };
        var chart = new
        {
            Kind = "balance",
            Currency = currency,
            Times = times,
            Series = panels.Select((panel, number) => new
            {
                panel.Panel,
                Balances = times.Select(at => readings[number].TryGetValue(at, out var balance) ? balance : (decimal?)null),
            }),
        };
        return (view, chart);
    }

    // The person's clock as if it were UTC's, so that the page shows it wherever it is read.
    private static long Seconds(ReportTime time, BalanceReading reading) =>
        new DateTimeOffset(time.Local(reading.AnsweredAt), TimeSpan.Zero).ToUnixTimeSeconds();

    private static IEnumerable<BalanceReading> Thin(IReadOnlyList<BalanceReading> readings)
    {
        var every = ((readings.Count - 1) / MostPoints) + 1;
        return readings.Where((_, number) => (readings.Count - 1 - number) % every == 0);
    }
}
