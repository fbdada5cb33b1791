using System.Collections.Concurrent;
using System.Text.RegularExpressions;

namespace YallaTake.Ledger.Postgres;

/// <summary>
/// Statements with the positions of their parameters in the place of names, as PostgreSQL takes them. Npgsql would look for the names
/// every time, and send parameters that a statement does not have.
/// </summary>
internal sealed partial class PositionalSql
{
    private readonly ConcurrentDictionary<string, (string Sql, string[] Names)> _statements = new(StringComparer.Ordinal);

    /// <summary>The statement with positions, and which parameter is at which.</summary>
    public (string Sql, string[] Names) Of(string sql) => _statements.GetOrAdd(sql, Read);

    private static (string Sql, string[] Names) Read(string sql)
    {
        var names = new List<string>();
        var positional = NameOrText().Replace(sql, found =>
        {
            if (found.Value[0] == '\'')
                return found.Value;

            var name = found.Value[1..];
            if (!names.Contains(name))
                names.Add(name);
            return FormattableString.Invariant($"${names.IndexOf(name) + 1}");
        });
        return (positional, [.. names]);
    }

    [GeneratedRegex("'[^']*'|@[a-z_0-9]+", RegexOptions.CultureInvariant)]
    private static partial Regex NameOrText();
}
