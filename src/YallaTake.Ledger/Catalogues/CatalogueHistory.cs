using System.Globalization;
using YallaTake.Client.Values;

namespace YallaTake.Ledger.Catalogues;

/// <summary>Reads the changes of services from their versions.</summary>
internal static class CatalogueHistory
{
    /// <summary>The changes that were seen after one look and up to another, the oldest first.</summary>
    /// <param name="versions">All versions of the services that changed meanwhile.</param>
    /// <param name="firstLook">The first look at the catalogue: what it saw was not added then.</param>
    /// <param name="after">The look after which changes count; null for the first.</param>
    /// <param name="until">The last look that counts.</param>
    public static IReadOnlyList<ServiceChange> Changes(
        IEnumerable<ServiceVersion> versions, DateTimeOffset firstLook, DateTimeOffset? after, DateTimeOffset until)
    {
        var since = after ?? firstLook;
        return
        [
            .. versions
                .GroupBy(version => PanelId.Of(version.Service.ServiceId))
                .SelectMany(versions => Changes([.. versions.OrderBy(version => version.SeenFrom)], firstLook))
                .Where(change => change.SeenAt > since && change.SeenAt <= until)
                .OrderBy(change => change.SeenAt)
                .ThenBy(change => PanelId.Of(change.ServiceId)),
        ];
    }

    private static IEnumerable<ServiceChange> Changes(ServiceVersion[] versions, DateTimeOffset firstLook)
    {
        for (var index = 0; index < versions.Length; index++)
        {
            var (version, next) = (versions[index], versions.ElementAtOrDefault(index + 1));
            if (index == 0 && version.SeenFrom != firstLook)
                yield return Change(ChangeKind.Added, version.Service, null, version.Service.Rate, null, version.SeenFrom);
            if (version.EndedAt is { } endedAt && next?.SeenFrom != endedAt)
                yield return Change(ChangeKind.Removed, version.Service, version.Service.Rate, null, version.SeenUntil, endedAt);
            if (next is null)
                continue;

            var (before, after) = (version.Service, next.Service);
            var changes = version.EndedAt == next.SeenFrom
                ? Compare(before, after, version.SeenUntil, next.SeenFrom)
                : [RateChange(ChangeKind.Returned, before, after, version.SeenUntil, next.SeenFrom)];
            foreach (var change in changes)
                yield return change;
        }
    }

    private static IEnumerable<ServiceChange> Compare(Service before, Service after, DateTimeOffset? seenBefore, DateTimeOffset seenAt)
    {
        if (before.Rate != after.Rate)
        {
            var kind = after.Rate > before.Rate ? ChangeKind.RateRaised : ChangeKind.RateLowered;
            yield return RateChange(kind, before, after, seenBefore, seenAt);
        }

        if ((before.Min, before.Max) != (after.Min, after.Max))
            yield return Change(ChangeKind.LimitsChanged, after, Limits(before), Limits(after), seenBefore, seenAt);
        if (before.Refill != after.Refill)
            yield return Change(ChangeKind.RefillChanged, after, before.Refill, after.Refill, seenBefore, seenAt);
        if (before.Cancel != after.Cancel)
            yield return Change(ChangeKind.CancelChanged, after, before.Cancel, after.Cancel, seenBefore, seenAt);
        if (SeenText.Of(before.Type) != SeenText.Of(after.Type))
            yield return Change(ChangeKind.TypeChanged, after, before.Type, after.Type, seenBefore, seenAt);
        if (SeenText.Of(before.Name) != SeenText.Of(after.Name))
            yield return Change(ChangeKind.Renamed, after, before.Name, after.Name, seenBefore, seenAt);
    }

    private static ServiceChange RateChange(
        string kind, Service before, Service after, DateTimeOffset? seenBefore, DateTimeOffset seenAt) =>
        Change(kind, after, before.Rate, after.Rate, seenBefore, seenAt, Percent(before.Rate, after.Rate));

    private static ServiceChange Change(
        string kind,
        Service service,
        object? old,
        object? now,
        DateTimeOffset? seenBefore,
        DateTimeOffset seenAt,
        decimal? percent = null) => new()
        {
            Kind = kind,
            ServiceId = service.ServiceId,
            Name = service.Name,
            Category = service.Category,
            OldValue = old,
            NewValue = now,
            Percent = percent,
            SeenBefore = seenBefore,
            SeenAt = seenAt,
            Panel = service.Panel,
        };

    private static string Limits(Service service) =>
        string.Format(CultureInfo.InvariantCulture, "{0} to {1}", (object?)service.Min ?? "?", (object?)service.Max ?? "?");

    // A rate that was nearly nothing may have risen by more than a decimal holds.
    private static decimal? Percent(decimal before, decimal after) =>
        before > 0 && (double)after / (double)before < 1e20 ? Math.Round((after / before - 1) * 100, 2) / ServiceContent.One : null;
}
