namespace YallaTake;

/// <summary>Compares what was written down with what was sold.</summary>
/// <param name="sold">The sandbox's orders: order ids by reference.</param>
/// <param name="written">The ledger's orders.</param>
internal sealed class Audit(ILookup<string, long> sold, IReadOnlyList<WrittenOrder> written)
{
    /// <summary>How many orders of the ledger are in each state.</summary>
    public string States =>
        string.Join(", ", written.CountBy(order => order.State).OrderBy(state => state.Key).Select(state => $"{state.Value} {state.Key}"));

    /// <summary>How many unknown orders were sold after all.</summary>
    public int UnknownButSold => written.Count(order => order.State == "Unknown" && sold.Contains(order.Reference));

    /// <summary>Every order that was lost, doubled or mistaken.</summary>
    public IEnumerable<string> Problems(IReadOnlyCollection<WorkerReport> workers)
    {
        var ledger = written.ToDictionary(order => order.Reference);
        foreach (var order in written)
        {
            if (!IsRight(order))
                yield return $"{order} was sold as [{string.Join(", ", sold[order.Reference])}].";
        }

        foreach (var sale in sold)
        {
            if (!ledger.TryGetValue(sale.Key, out var order) || order.State is not ("Placed" or "Unknown"))
                yield return $"{sale.Key} was sold, and the ledger says {order?.State ?? "nothing"}.";
        }

        foreach (var (reference, id) in workers.SelectMany(worker => worker.Placed))
        {
            if (!ledger.TryGetValue(reference, out var order) || order.OrderId != id)
                yield return $"{reference} came back as {id}, and the ledger says {order}.";
        }
    }

    private bool IsRight(WrittenOrder order)
    {
        var ids = sold[order.Reference].ToArray();
        return order.State switch
        {
            "Placed" => ids.Length == 1 && ids[0] == order.OrderId,
            "Unknown" => ids.Length <= 1,
            "Rejected" or "NotSent" => ids.Length == 0,
            _ => false,
        };
    }
}
