using Npgsql;

namespace YallaTake;

/// <summary>Turns a filter into a query; every condition on plain values has an index to go by.</summary>
internal static class PostgresQuery
{
    public static (string Sql, NpgsqlParameter[] Parameters) Build(OrderFilter filter)
    {
        var parameters = new List<NpgsqlParameter>();
        var where = new List<string> { "o.account = @account" };

        if (filter.OrderIds is { } ids)
            Add("o.order_id = ANY(@ids)", Given.Texts("ids", ids));
        if (filter.References is { } references)
            AddPatterns("reference", references);
        if (filter.Links is { } links)
            AddPatterns("link", links);
        if (filter.ServiceIds is { } services)
            Add("o.service_id = ANY(@services)", Given.Numbers("services", services));
        if (filter.States is { } states)
        {
            // One that is being sent is unknown once its lease has run out.
            var names = states.Select(state => state.ToString()).ToArray();
            Add("o.state = ANY(@stored)", Given.Texts("stored", states.Contains(OrderState.Unknown) ? [.. names, "Sending"] : names));
            Add($"CASE WHEN {PostgresRow.IsLapsed} THEN 'Unknown' ELSE o.state END = ANY(@states)", Given.Texts("states", names));
        }

        if (filter.After is { } after)
            Add("o.created_at >= @after", Given.Time("after", after));
        if (filter.Before is { } before)
            Add("o.created_at < @before", Given.Time("before", before));
        if (filter.Open)
            where.Add("o.is_open");

        return ($"SELECT {PostgresRow.Columns} FROM yallatake.orders AS o WHERE {string.Join(" AND ", where)} ORDER BY o.entry{(filter.Newest is null ? string.Empty : $" DESC LIMIT {filter.Newest}")}", [.. parameters]);

        void Add(string condition, NpgsqlParameter parameter)
        {
            where.Add(condition);
            parameters.Add(parameter);
        }

        void AddPatterns(string column, IReadOnlyList<string> texts)
        {
            var patterns = texts.ToLookup(text => text.IndexOfAny(['*', '?']) >= 0);
            Add($"(o.{column} = ANY(@{column}) OR o.{column} LIKE ANY(@{column}_like))", Given.Texts(column, patterns[false]));
            parameters.Add(Given.Texts($"{column}_like", patterns[true].Select(Like)));
        }
    }

    private static string Like(string pattern) =>
        pattern.Replace(@"\", @"\\", StringComparison.Ordinal).Replace("%", @"\%", StringComparison.Ordinal).Replace("_", @"\_", StringComparison.Ordinal).Replace('*', '%').Replace('?', '_');
}
