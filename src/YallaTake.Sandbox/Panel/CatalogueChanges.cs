using System.Globalization;
using Newtonsoft.Json.Linq;

namespace YallaTake.Sandboxing.Panel;

/// <summary>Changes the catalogue as time passes, the same way for the same seed. Not for many threads at once.</summary>
internal sealed class CatalogueChanges(SandboxCatalogue catalogue, Arrivals arrivals, int seed)
{
    /// <summary>How many changes are made at one look; the rest follow at the next.</summary>
    private const int MostAtOnce = 10_000;

    /// <summary>How many changes are remembered.</summary>
    private const int MostKept = 1000;

    private const decimal SmallestStep = 0.0001m;

    private readonly Random _random = new(seed);
    private readonly int _initialCount = catalogue.Count;
    private readonly List<SandboxOffer> _removed = [];
    private readonly Queue<CatalogueChange> _newest = [];
    private long _done;

    /// <summary>How many changes there were.</summary>
    public long Count { get; private set; }

    /// <summary>The newest changes, the oldest of them first.</summary>
    public IReadOnlyCollection<CatalogueChange> Newest => _newest;

    /// <summary>Makes, in the order of time, all changes until then.</summary>
    public void MakeUntil(DateTimeOffset time)
    {
        for (var due = Math.Min(arrivals.CountUntil(time), _done + MostAtOnce); _done < due; _done++)
        {
            if (Make(arrivals.TimeOf(_done)) is not { } change)
                continue;
            Count++;
            _newest.Enqueue(change);
            if (_newest.Count > MostKept)
                _newest.Dequeue();
        }
    }

    /// <summary>One change, of a kind that is as frequent as its share; null when it would change nothing.</summary>
    private CatalogueChange? Make(DateTimeOffset time) => _random.Next(16) switch
    {
        < 4 => ChangeRate(time, "RateRaised", 1 + Step()),
        < 8 => ChangeRate(time, "RateLowered", 1 / (1 + Step())),
        < 10 => ChangeMaximum(time),
        < 13 when catalogue.Count > (_initialCount + 1) / 2 => Remove(time),
        < 15 => Add(time),
        _ => Return(time),
    };

    // By 2 to 25 percent.
    private decimal Step() => _random.Next(2, 26) / 100m;

    private CatalogueChange? ChangeRate(DateTimeOffset time, string kind, decimal factor)
    {
        var index = Any();
        var before = catalogue.Offers[index].Service.Rate;
        var after = Math.Round(before * factor, 4);
        after = factor > 1 ? Math.Max(after, before + SmallestStep) : Math.Min(after, before - SmallestStep);
        return before == 0 || after <= 0 ? null // a free service stays free, and no other becomes so
            : Change(index, time, kind, "rate", after.ToString("0.00####", CultureInfo.InvariantCulture));
    }

    private CatalogueChange? ChangeMaximum(DateTimeOffset time)
    {
        var index = Any();
        var service = catalogue.Offers[index].Service;
        var after = service.Max > 1_000_000 || _random.Next(2) == 0 ? Math.Max(service.Min, service.Max / 2) : service.Max * 2;
        return service.IsPackage || after == service.Max ? null
            : Change(index, time, "LimitsChanged", "max", after.ToString(CultureInfo.InvariantCulture));
    }

    private CatalogueChange Change(int index, DateTimeOffset time, string kind, string field, string value)
    {
        var offer = (JObject)catalogue.Offers[index].Json.DeepClone();
        var before = (string?)offer[field];
        offer[field] = value;
        var changed = catalogue.Replace(index, offer);
        return new CatalogueChange(time, kind, changed.Service, changed.Name, before, value);
    }

    private CatalogueChange Remove(DateTimeOffset time)
    {
        var offer = catalogue.RemoveAt(Any());
        _removed.Add(offer);
        return new CatalogueChange(time, "Removed", offer.Service, offer.Name, offer.Rate, null);
    }

    private CatalogueChange Return(DateTimeOffset time)
    {
        if (_removed.Count == 0)
            return Add(time);
        var index = _random.Next(_removed.Count);
        var offer = catalogue.Add(_removed[index].Json);
        _removed.RemoveAt(index);
        return new CatalogueChange(time, "Returned", offer.Service, offer.Name, null, offer.Rate);
    }

    private CatalogueChange Add(DateTimeOffset time)
    {
        var id = catalogue.NextId;
        var json = (JObject)catalogue.Offers[Any()].Json.DeepClone();
        json["service"] = id;
        json["name"] = $"{(string?)json["name"]} | new {id.ToString(CultureInfo.InvariantCulture)}";
        var offer = catalogue.Add(json);
        return new CatalogueChange(time, "Added", offer.Service, offer.Name, null, offer.Rate);
    }

    private int Any() => _random.Next(catalogue.Count);
}
