using System.Globalization;
using System.Text.RegularExpressions;
using YallaTake.Client.Outcomes;
using YallaTake.Client.Resilience;
using YallaTake.Ledger.Entries;
using YallaTake.Ledger.Postgres;
using YallaTake.Ledger.Store;

namespace YallaTake;

/// <summary>The statements of a claim and its settling as a script of pgbench: what a database makes of them by itself.</summary>
internal static partial class PgBench
{
    private const string Mark = "00000000000000000000000000000001";

    // What each order has of its own.
    private const string Reference = "('bench ' || :run::text || ' ' || :client_id::text || ' ' || :number::text)";

    /// <summary>The script of one order.</summary>
    public static string Script()
    {
        var dialect = new PostgresStore(PostgresAddress.Parse("Host=none", null), makes: false, TimeProvider.System, Chance.System).Dialect;
        var account = new LedgerAccount("pgbench", "https://panel.example/api/v2", null);
        var intent = LedgerHost.Intent("reference");
        var now = DateTimeOffset.UtcNow;
        var claim = new OrderStatements(dialect).Claim(account, intent, Mark, "holder", unknown: null, now);
        var settle = new OutcomeStatements(dialect).Settle(intent.With(account.Id, Mark, OrderOutcome.Placed("1"), now), now);
        return string.Join(
            ";\n",
            ["\\set number :number + 1\nBEGIN", "SET LOCAL synchronous_commit = on", .. claim.Select(Literal), "COMMIT",
            "BEGIN", "SET LOCAL synchronous_commit = on", Literal(settle), "COMMIT"]) + ";\n";
    }

    private static string Literal(Statement statement)
    {
        var values = statement.Parameters.ToDictionary(parameter => parameter.Name, Value);
        values["server_now"] = "NULL::timestamptz";
        return Name().Replace(statement.Sql, name => values[name.Value[1..]]).ReplaceLineEndings(" ");
    }

    private static string Value(Parameter parameter) => parameter switch
    {
        { Name: "reference" } => Reference,
        { Kind: ParameterKind.Number or ParameterKind.Flag, Value: { } value } => Text(value),
        { Kind: ParameterKind.Time, Value: DateTimeOffset time } => $"'{time:O}'::timestamptz",
        { Value: { } value } => $"'{Text(value).Replace("'", "''", StringComparison.Ordinal)}'{Type(parameter.Kind)}",
        _ => "NULL" + Type(parameter.Kind),
    };

    private static string Text(object value) => Convert.ToString(value, CultureInfo.InvariantCulture)!;

    private static string Type(ParameterKind kind) => kind switch
    {
        ParameterKind.Number => "::bigint",
        ParameterKind.Money => "::numeric",
        ParameterKind.Flag => "::boolean",
        ParameterKind.Time => "::timestamptz",
        ParameterKind.Id => "::uuid",
        _ => "::text",
    };

    [GeneratedRegex("@[a-z_0-9]+")]
    private static partial Regex Name();
}
