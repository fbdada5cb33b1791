namespace YallaTake.Reports;

/// <summary>How the orders of each service ended, and how long they took.</summary>
internal static class DeliverySection
{
    /// <summary>Fewer say little.</summary>
    private const int LeastEnded = 5;

    /// <summary>Of a hundred orders that ended.</summary>
    private const decimal LeastCompleted = 85;

    private const int MostRows = 500;

    public static object Of(IReadOnlyList<PanelFigures> panels)
    {
        // The worst first, and of those that are as good as each other the most ordered.
        var all = panels.SelectMany(panel => panel.Services)
            .Where(service => service.Orders > service.Open)
            .OrderByDescending(FallsShort)
            .ThenBy(service => FallsShort(service) ? service.CompletedPercent : 0)
            .ThenByDescending(service => service.Orders)
            .ToList();
        var longest = all.Select(service => service.TimeToEnd90 ?? TimeSpan.Zero).DefaultIfEmpty().Max();
        var looks = all.Select(service => service.TimeBetweenLooks).Where(gap => gap is not null).OrderBy(gap => gap).ToList();
        return new
        {
            All = all.Take(MostRows).Select(service => Row(service, longest)).ToArray(),
            More = all.Count > MostRows ? ReportText.Count(all.Count - MostRows) : null,
            Short = all.Count(FallsShort) is > 0 and var few ? ReportText.Count(few) : null,
            ShortIsOne = all.Count(FallsShort) == 1,
            LeastCompleted = ReportText.Key(LeastCompleted),
            LeastEnded = ReportText.Count(LeastEnded),
            Looks = looks.Count == 0 ? null : Time(looks[looks.Count / 2]),
        };
    }

    private static bool FallsShort(ServiceRecord service) =>
        service.Orders - service.Open >= LeastEnded && service.CompletedPercent < LeastCompleted;

    private static object Row(ServiceRecord service, TimeSpan longest) => new
    {
        Id = $"{service.ServiceId}",
        Name = service.Name ?? $"Service {service.ServiceId}",
        service.Panel,
        IsShort = FallsShort(service),
        Ended = ReportText.Count(service.Orders - service.Open),
        Completed = ReportText.Percent(service.CompletedPercent ?? 0, 100),
        CompletedKey = ReportText.Key(service.CompletedPercent ?? 0),
        How = $"{Part(service.CompletedPercent, "completed")}, {Part(service.PartialPercent, "partial")}, "
            + $"{Part(service.CanceledPercent, "canceled")}, {Part(service.FailedPercent, "failed")}",
        Start = Time(service.TimeToStart),
        Start90 = Time(service.TimeToStart90),
        StartKey = Key(service.TimeToStart),
        End = Time(service.TimeToEnd),
        End90 = Time(service.TimeToEnd90),
        EndKey = Key(service.TimeToEnd),
        EndBar = Bar(service.TimeToEnd, longest),
        End90Bar = Bar(service.TimeToEnd90, longest),
        Rate = service.DeliveredRate is { } rate ? ReportText.Amount(rate, service.Currency) : null,
        RateKey = ReportText.Key(service.DeliveredRate ?? -1),
    };

    private static string Part(decimal? percent, string what) => $"{ReportText.Percent(percent ?? 0, 100)} {what}";

    private static string Key(TimeSpan? time) => ReportText.Key(time is { } known ? (decimal)known.TotalSeconds : -1);

    private static string Bar(TimeSpan? time, TimeSpan longest) =>
        ReportText.Key(ReportText.Share(time?.Ticks ?? 0, longest.Ticks));

    // Two digits say enough.
    private static string? Time(TimeSpan? time) => time switch
    {
        null => null,
        { TotalSeconds: < 90 } => FormattableString.Invariant($"{time.Value.TotalSeconds:0}\u00a0s"),
        { TotalMinutes: < 60 } => FormattableString.Invariant($"{time.Value.TotalMinutes:0}\u00a0min"),
        { TotalHours: < 24 } => Two((long)time.Value.TotalHours, "h", time.Value.Minutes, "min"),
        _ => Two((long)time.Value.TotalDays, "d", time.Value.Hours, "h"),
    };

    private static string Two(long large, string largeUnit, int small, string smallUnit) => small == 0 || large >= 10
        ? FormattableString.Invariant($"{large}\u00a0{largeUnit}")
        : FormattableString.Invariant($"{large}\u00a0{largeUnit} {small}\u00a0{smallUnit}");
}
