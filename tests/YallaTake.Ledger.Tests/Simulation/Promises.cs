using Microsoft.Data.Sqlite;

namespace YallaTake;

/// <summary>What holds after every step, by the panel's own list of what it sold.</summary>
internal sealed class Promises : IDisposable
{
    private readonly World _world;
    private readonly SimulatedPanel _panel;
    private readonly SqliteConnection _connection;
    private readonly SqliteCommand _command;

    public Promises(World world, SimulatedPanel panel, string ledger)
    {
        (_world, _panel) = (world, panel);
        _connection = new SqliteConnection($"Data Source={ledger};Pooling=false");
        _connection.Open();
        _command = _connection.CreateCommand();
        _command.CommandText = "SELECT reference, state, order_id FROM entries";
    }

    public void Check()
    {
        if (!_world.HasChanged)
            return;

        _world.HasChanged = false;
        var entries = Entries();
        foreach (var (reference, (state, id)) in entries)
        {
            var sold = _panel.Sold(reference);
            if (state is "Rejected" or "NotSent" && sold.Count > 0)
                _world.Fail($"{reference} is {state} and was sold");
            if (state == "Placed" && !sold.Contains(id!))
                _world.Fail($"{reference} is Placed as {id} and was not sold as that");
        }

        foreach (var (reference, sold) in _panel.AllReferences)
        {
            if (sold.Count > 1)
                _world.Fail($"{reference} was sold twice");
            if (!entries.ContainsKey(reference))
                _world.Fail($"{reference} was sold and is lost");
        }

        if (_panel.AllSold > History.Limit)
            _world.Fail("more was bought than the limit allows");
    }

    /// <summary>What holds when all is well again and the script has run once more.</summary>
    public void CheckEnd(IReadOnlyList<string> references, int limit, int kept)
    {
        var entries = Entries();
        foreach (var reference in references)
        {
            var isPlaced = entries.TryGetValue(reference, out var entry) && entry.State == "Placed";
            if (isPlaced != (_panel.Sold(reference).Count == 1))
                _world.Fail($"{reference} is {entry.State ?? "nowhere"} in the end, and sold {_panel.Sold(reference).Count} times");
        }

        if (entries.Count > references.Count)
            _world.Fail("an order was written down twice");
        if (_panel.AllSold != Math.Min(references.Count, limit))
            _world.Fail($"{_panel.AllSold} orders were bought in the end");
        if (kept > 0)
            _world.Fail($"{kept} outcomes were never taken from the journal");
    }

    public void Dispose()
    {
        _command.Dispose();
        _connection.Dispose();
    }

    private Dictionary<string, (string State, string? Id)> Entries()
    {
        using var reader = _command.ExecuteReader();
        var entries = new Dictionary<string, (string, string?)>(StringComparer.Ordinal);
        while (reader.Read())
            entries[reader.GetString(0)] = (reader.GetString(1), reader.IsDBNull(2) ? null : reader.GetString(2));
        return entries;
    }
}
