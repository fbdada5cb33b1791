namespace YallaTake.Ledger.Search;

/// <summary>What the panel answered in a search.</summary>
internal sealed class SearchAnswers
{
    /// <summary>The orders of the account by id.</summary>
    public Dictionary<long, OrderStatus> Seen { get; } = [];

    /// <summary>Ids that are surely no orders of the account.</summary>
    public HashSet<long> Absent { get; } = [];

    /// <summary>The orders that subscriptions and drip-feeds of the account have made.</summary>
    public HashSet<long> Children() => [.. Seen.Values.SelectMany(status => status.ChildOrders).OfType<long>()];

    /// <summary>The ids from one to another, both included.</summary>
    public static IEnumerable<long> Range(long from, long to)
    {
        for (var id = from; id <= to; id++)
        {
            yield return id;
            if (id == long.MaxValue)
                yield break;
        }
    }

    /// <summary>Whether the panel has answered about an id.</summary>
    public bool Knows(long id) => Seen.ContainsKey(id) || Absent.Contains(id);

    /// <summary>How many ids from one up to another are not answered, both included.</summary>
    public long Missing(long from, long to) =>
        Math.Max(0, to - from + 1) - Seen.Keys.Union(Absent).LongCount(id => id >= from && id <= to);
}
