using Newtonsoft.Json;

namespace YallaTake;

/// <summary>Turns a filter into a query; every condition on plain values has an index to go by.</summary>
internal static class OrderQuery
{
    public static (string Sql, (string Name, object? Value)[] Parameters) Build(string account, OrderFilter filter)
    {
        var parameters = new List<(string, object?)> { ("@account", account) };
        var where = new List<string> { "account = @account" };

        Any("order_id", filter.OrderIds);
        AnyPattern("reference", filter.References);
        AnyPattern("link", filter.Links);
        Any("service_id", filter.ServiceIds);

        // One that is being sent may turn out unknown once its row is read.
        Any("state", filter.States?.Select(state => state.ToString()).Concat(filter.States.Contains(OrderState.Unknown) ? ["Sending"] : []));

        if (filter.After is { } after)
            where.Add($"created_at >= {Parameter(after.ToUnixTimeMilliseconds())}");
        if (filter.Before is { } before)
            where.Add($"created_at < {Parameter(before.ToUnixTimeMilliseconds())}");
        if (filter.Open)
            where.Add("is_open");

        return ($"SELECT {OrderRow.Columns} FROM orders WHERE {string.Join(" AND ", where)} ORDER BY entry{(filter.Newest is null ? string.Empty : $" DESC LIMIT {filter.Newest}")}", [.. parameters]);

        void Any<T>(string column, IEnumerable<T>? values)
        {
            if (values is not null)
                where.Add($"{column} IN {List(values)}");
        }

        // GLOB compares by case and knows brackets; plain texts go by the index.
        void AnyPattern(string column, IReadOnlyList<string>? texts)
        {
            if (texts is null)
                return;

            var patterns = texts.Where(text => text.IndexOfAny(['*', '?']) >= 0).Select(text => text.Replace("[", "[[]")).ToArray();
            if (patterns.Length == 0)
                Any(column, texts);
            else
                where.Add($"({column} IN {List(texts)} OR EXISTS (SELECT 1 FROM json_each({Parameter(JsonConvert.SerializeObject(patterns))}) WHERE {column} GLOB value))");
        }

        // One parameter however many values there are: SQLite limits the number of both.
        string List<T>(IEnumerable<T> values) => $"(SELECT value FROM json_each({Parameter(JsonConvert.SerializeObject(values))}))";

        string Parameter(object value)
        {
            parameters.Add(($"@p{parameters.Count}", value));
            return $"@p{parameters.Count - 1}";
        }
    }
}
