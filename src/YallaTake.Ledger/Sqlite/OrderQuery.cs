using System.Globalization;

namespace YallaTake;

/// <summary>Turns a filter into the conditions of a query; every one of them has an index to go by.</summary>
internal static class OrderQuery
{
    public static (string Where, (string Name, object? Value)[] Parameters) Build(OrderFilter filter)
    {
        var parameters = new List<(string, object?)>();
        var where = new List<string>();

        Any("order_id = {0}", filter.OrderIds);
        AnyPattern("reference", filter.References);
        AnyPattern("link", filter.Links);
        Any("service_id = {0}", filter.ServiceIds?.Cast<object>());

        // One that is being sent may turn out unknown once its row is read.
        Any("state = {0}", filter.States?.Select(state => state.ToString()).Concat(filter.States.Contains(OrderState.Unknown) ? ["Sending"] : []));

        if (filter.After is { } after)
            where.Add($"created_at >= {Parameter(after.ToUnixTimeMilliseconds())}");
        if (filter.Before is { } before)
            where.Add($"created_at < {Parameter(before.ToUnixTimeMilliseconds())}");
        if (filter.Open)
            where.Add("is_open");

        return (string.Concat(where.Select(condition => $" AND ({condition})")), [.. parameters]);

        void Any(string condition, IEnumerable<object>? values)
        {
            if (values is not null)
                where.Add(string.Join(" OR ", values.Select(value => string.Format(CultureInfo.InvariantCulture, condition, Parameter(value)))));
        }

        // GLOB compares by case and knows brackets; plain texts go by the index.
        void AnyPattern(string column, IReadOnlyList<string>? texts)
        {
            if (texts is not null)
            {
                where.Add(string.Join(" OR ", texts.Select(text =>
                    text.IndexOfAny(['*', '?']) < 0 ? $"{column} = {Parameter(text)}" : $"{column} GLOB {Parameter(text.Replace("[", "[[]"))}")));
            }
        }

        string Parameter(object value)
        {
            parameters.Add(($"@p{parameters.Count}", value));
            return $"@p{parameters.Count - 1}";
        }
    }
}
