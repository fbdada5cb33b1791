using Microsoft.Data.Sqlite;

namespace YallaTake;

/// <summary>What holds after every step, by the panels' own lists of what they sold.</summary>
internal sealed class Promises : IDisposable
{
    private readonly World _world;
    private readonly IReadOnlyList<SimulatedPanel> _panels;
    private readonly SqliteConnection _connection;
    private readonly SqliteCommand _command;
    private readonly SqliteCommand _sums;

    public Promises(World world, IReadOnlyList<SimulatedPanel> panels, string ledger)
    {
        (_world, _panels) = (world, panels);
        _connection = new SqliteConnection($"Data Source={ledger};Pooling=false");
        _connection.Open();
        _command = _connection.CreateCommand();
        _command.CommandText =
            "SELECT a.address, reference, state, order_id FROM entries JOIN accounts AS a ON a.account = entries.account";
        _sums = _connection.CreateCommand();
        _sums.CommandText =
            """
            SELECT sum(amount) FROM (
                SELECT account, day, thousands * 1000 + rest AS amount FROM spending
                UNION ALL
                SELECT account, sent_at / 86400000, -spent FROM entries WHERE spent > 0
            ) GROUP BY account, day HAVING sum(amount) <> 0
            """;
    }

    public void Check()
    {
        if (!_world.HasChanged)
            return;

        _world.HasChanged = false;
        if (_sums.ExecuteScalar() is { } difference)
            _world.Fail($"the sum that is kept differs by {difference} from the sum added up");
        var entries = Entries();
        foreach (var panel in _panels)
            Check(panel, entries);
        foreach (var reference in _panels.SelectMany(panel => panel.AllReferences).GroupBy(sold => sold.Key, sold => sold.Value))
        {
            if (reference.Sum(ids => ids.Count) > 1)
                _world.Fail($"{reference.Key} was sold twice");
        }
    }

    /// <summary>What holds when all is well again and the script has run once more.</summary>
    public void CheckEnd(IReadOnlyList<string> references, int limit, bool hasFallbacks, int kept)
    {
        var entries = Entries();
        foreach (var (panel, reference) in _panels.SelectMany(panel => references.Select(reference => (panel, reference))))
        {
            var isPlaced = entries.TryGetValue((panel.Address, reference), out var entry) && entry.State == "Placed";
            if (isPlaced != (panel.Sold(reference).Count == 1))
                _world.Fail($"{reference} is {entry.State ?? "nowhere"} in the end, and sold {panel.Sold(reference).Count} times");
        }

        if (entries.Keys.Any(entry => !references.Contains(entry.Reference)))
            _world.Fail("an order was written down twice");

        // With fallbacks each panel has a limit of its own.
        var sold = _panels.Sum(panel => panel.AllSold);
        if (sold < Math.Min(references.Count, limit) || (sold > limit && !hasFallbacks))
            _world.Fail($"{sold} orders were bought in the end");
        if (kept > 0)
            _world.Fail($"{kept} outcomes were never taken from the journal");
    }

    public void Dispose()
    {
        _command.Dispose();
        _sums.Dispose();
        _connection.Dispose();
    }

    private void Check(SimulatedPanel panel, Dictionary<(string Address, string Reference), (string State, string? Id)> entries)
    {
        foreach (var ((_, reference), (state, id)) in entries.Where(entry => entry.Key.Address == panel.Address))
        {
            var sold = panel.Sold(reference);
            if (state is "Rejected" or "NotSent" && sold.Count > 0)
                _world.Fail($"{reference} is {state} and was sold");
            if (state == "Placed" && !sold.Contains(id!))
                _world.Fail($"{reference} is Placed as {id} and was not sold as that");
        }

        foreach (var (reference, _) in panel.AllReferences)
        {
            if (!entries.ContainsKey((panel.Address, reference)))
                _world.Fail($"{reference} was sold and is lost");
        }

        if (panel.AllSold > History.Limit)
            _world.Fail("more was bought than the limit allows");
    }

    private Dictionary<(string Address, string Reference), (string State, string? Id)> Entries()
    {
        using var reader = _command.ExecuteReader();
        var entries = new Dictionary<(string, string), (string, string?)>();
        while (reader.Read())
            entries[(reader.GetString(0), reader.GetString(1))] = (reader.GetString(2), reader.IsDBNull(3) ? null : reader.GetString(3));
        return entries;
    }
}
