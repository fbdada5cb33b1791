using System.Globalization;
using YallaTake.Client.Resilience;
using YallaTake.Ledger.Catalogues;

namespace YallaTake.Ledger.Desk;

/// <summary>Remembers what the panel's catalogue was, and never believes half of one at once.</summary>
/// <param name="ledger">Where it is remembered.</param>
/// <param name="panel">The panel's name.</param>
/// <param name="time">The time of looks.</param>
/// <param name="chance">Where the ids of looks come from.</param>
internal sealed class CatalogueMemory(OrderLedger ledger, string panel, TimeProvider time, Chance chance)
{
    // Others may look at the same time; not for ever.
    private const int MostAttempts = 20;

    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(10);

    // By the ticks of the monotonic clock; zero before the first.
    private long _passedAt;

    /// <summary>Whether a look in passing may be due: at most one in ten minutes is remembered.</summary>
    public bool IsDue =>
        ledger.Remembers && (Volatile.Read(ref _passedAt) is var passed && (passed == 0 || time.GetElapsedTime(passed) >= Pause));

    /// <summary>Begins to compare the catalogue with what is known of it.</summary>
    public CatalogueComparison Begin(CancellationToken cancellationToken) =>
        new(Task.Run(async () => (KnownCatalogue?)await KnownAsync(cancellationToken).ConfigureAwait(false), cancellationToken));

    /// <summary>The same for a look in passing: nothing is compared when others looked within ten minutes.</summary>
    public CatalogueComparison BeginInPassing(CancellationToken cancellationToken) => new(Task.Run(
        async () => await KnownAsync(cancellationToken).ConfigureAwait(false) is var known && time.GetUtcNow() - known.LookedAt < Pause
            ? null
            : known,
        cancellationToken));

    /// <summary>Remembers a look in passing, unless others looked meanwhile.</summary>
    /// <exception cref="YallaTakeException">LedgerUnavailable.</exception>
    public async Task<RememberedLook?> PassAsync(CatalogueComparison passing, CancellationToken cancellationToken)
    {
        Volatile.Write(ref _passedAt, time.GetTimestamp());
        return await passing.EndAsync().ConfigureAwait(false) is var (known, difference)
            ? await RecordAsync(known, difference, isForced: false, cancellationToken).ConfigureAwait(false)
            : null;
    }

    /// <summary>Remembers a look.</summary>
    /// <param name="comparison">The catalogue, compared with what was known when it was begun to be read.</param>
    /// <param name="services">The same catalogue, if others look meanwhile.</param>
    /// <param name="isForced">Whether it is believed whatever it lacks.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="YallaTakeException">LedgerUnavailable.</exception>
    public async Task<RememberedLook> RememberAsync(
        CatalogueComparison comparison, IReadOnlyCollection<Service> services, bool isForced, CancellationToken cancellationToken)
    {
        for (var attempt = 0; attempt < MostAttempts; attempt++)
        {
            var (known, difference) = (await comparison.EndAsync().ConfigureAwait(false))!.Value;
            if (await RecordAsync(known, difference, isForced, cancellationToken).ConfigureAwait(false) is { } look)
                return look;

            comparison = Begin(cancellationToken);
            foreach (var service in services)
                comparison.Add(service);
        }

        throw new YallaTakeException(
            ErrorId.LedgerUnavailable,
            $"The catalogue of {panel} was not remembered, because other processes kept writing to the ledger. Nothing was sent. "
                + "Run this again.");
    }

    /// <summary>The changes that were seen after a time and up to a look, the oldest first.</summary>
    public async Task<IReadOnlyList<ServiceChange>> GetChangesAsync(
        DateTimeOffset? after, RememberedLook look, CancellationToken cancellationToken)
    {
        if (look is not { FirstLookAt: { } first, LookedAt: { } last } || last <= (after ?? first))
            return [];
        var versions = await ledger.GetVersionsAsync(after ?? first, cancellationToken).ConfigureAwait(false);
        return CatalogueHistory.Changes(versions, first, after, last);
    }

    /// <summary>The catalogue as it was at a time, in the order of ids, and what the user is to know of it; null for nothing.</summary>
    public async Task<(IReadOnlyList<Service> Services, string? Warning)> RecallAsync(
        DateTimeOffset at, CancellationToken cancellationToken)
    {
        var services = await ledger.GetServicesAsync(at, cancellationToken).ConfigureAwait(false);
        var known = await ledger.GetCatalogueAsync(cancellationToken).ConfigureAwait(false);
        var warning = known?.FirstLookAt switch
        {
            null => $"The ledger knows no catalogue of {panel} yet. Get-YtServiceChange remembers it.",
            { } first when at < first => FormattableString.Invariant(
                $"The ledger knows the catalogue of {panel} since {first:u}, and not what it was before."),
            _ => null,
        };
        return ([.. services.OrderBy(service => PanelId.Of(service.ServiceId))], warning);
    }

    /// <summary>Up to which look a reader has read the changes; null for one that never has.</summary>
    public Task<DateTimeOffset?> GetReadToAsync(string reader, CancellationToken cancellationToken) =>
        ledger.GetReadToAsync(reader, cancellationToken);

    /// <summary>Remembers up to which look a reader has read the changes.</summary>
    public Task RecordReaderAsync(string reader, DateTimeOffset readTo) => ledger.RecordReaderAsync(reader, readTo);

    private async Task<KnownCatalogue> KnownAsync(CancellationToken cancellationToken) =>
        await ledger.GetCatalogueAsync(cancellationToken).ConfigureAwait(false) ?? KnownCatalogue.None;

    // Null when others have written since: then nothing is written.
    private async Task<RememberedLook?> RecordAsync(
        KnownCatalogue known, CatalogueDifference difference, bool isForced, CancellationToken cancellationToken)
    {
        var (look, warning) = await JudgeAsync(known, difference, isForced, cancellationToken).ConfigureAwait(false);
        if (!await ledger.RecordAsync(look, cancellationToken).ConfigureAwait(false))
            return null;
        return look.Doubt is null
            ? new RememberedLook(known.FirstLookAt is null, known.FirstLookAt ?? look.At, look.At, warning)
            : new RememberedLook(false, known.FirstLookAt, known.LookedAt, warning);
    }

    private async Task<(CatalogueLook Look, string? Warning)> JudgeAsync(
        KnownCatalogue known, CatalogueDifference difference, bool isForced, CancellationToken cancellationToken)
    {
        var look = new CatalogueLook(chance.Guid().ToString("N"), Next(known), known);
        var isDoubtful = difference.IsDoubtful(known.FirstLookAt is null);
        var warning = isDoubtful ? await DescribeAsync(difference, known, cancellationToken).ConfigureAwait(false) : null;
        if (isDoubtful && !isForced && !IsConfirmed(known.Doubt, difference.Ids, look.At))
        {
            // What agrees with the look before it waits from then on.
            var doubt = known.Doubt?.AgreesWith(difference.Ids) == true ? known.Doubt : new CatalogueDoubt(look.At, difference.Ids);
            var second = (doubt.At + CatalogueDoubt.Wait).ToString("u", CultureInfo.InvariantCulture);
            return (look with { Doubt = doubt }, $"{warning} Nothing was recorded. If it is right all the same, look again at {second} or "
                + "later, or use Get-YtServiceChange -Force.");
        }

        var changed = difference.Changed.Select(service => service.ServiceId.ToString()!);
        return (look with { Ended = [.. difference.Missing, .. changed], Begun = [.. difference.Added, .. difference.Changed] }, warning);
    }

    private static bool IsConfirmed(CatalogueDoubt? doubt, IReadOnlyCollection<string> ids, DateTimeOffset now) =>
        doubt is not null && doubt.IsRipe(now) && doubt.AgreesWith(ids);

    private async Task<string> DescribeAsync(CatalogueDifference difference, KnownCatalogue known, CancellationToken cancellationToken)
    {
        if (difference.Ids.Count == 0)
        {
            var had = known.Services.Count > 0 ? $", and had {known.Services.Count} services before" : string.Empty;
            return $"The catalogue of {panel} is empty{had}.";
        }

        var missing = $"The catalogue of {panel} lacks {difference.Missing.Count} of {known.Services.Count} services that it had before";
        var before = await ledger.GetServicesAsync(known.LookedAt!.Value, cancellationToken).ConfigureAwait(false);
        var renumbered = difference.CountRenumbered(before);
        return renumbered * 2 > difference.Missing.Count
            ? $"{missing}, and {renumbered} of them are there under other ids: the panel seems to have renumbered its services. "
                + "Check the ids in your scripts and files before you order."
            : missing + ".";
    }

    // Clocks of several machines differ, and looks have an order. Files know milliseconds.
    private DateTimeOffset Next(KnownCatalogue known)
    {
        var now = DateTimeOffset.FromUnixTimeMilliseconds(time.GetUtcNow().ToUnixTimeMilliseconds());
        return known.LookedAt >= now ? known.LookedAt.Value.AddMilliseconds(1) : now;
    }
}
