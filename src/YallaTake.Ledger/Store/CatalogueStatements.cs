using System.Globalization;
using YallaTake.Ledger.Catalogues;
using YallaTake.Ledger.Entries;

namespace YallaTake.Ledger.Store;

/// <summary>The versions of a catalogue's services, and who has read of their changes.</summary>
internal sealed class CatalogueStatements(SqlDialect dialect)
{
    // No id has white space in it.
    private const char Separator = '\n';

    private const string Ours = "(account = @account AND look = @look)";

    private readonly string _catalogues = dialect.Schema + "catalogues";
    private readonly string _versions = dialect.Schema + "service_versions";
    private readonly string _texts = dialect.Schema + "catalogue_texts";
    private readonly string _readers = dialect.Schema + "catalogue_readers";

    private string Versions =>
        $"""
        SELECT v.service, n.text AS name, t.text AS type, g.text AS category, v.rate, v.least, v.most, v.refill, v.cancel, v.seen_from,
            v.seen_until, v.ended_at
        FROM {_catalogues} AS c JOIN {_versions} AS v ON v.catalogue = c.catalogue
            JOIN {_texts} AS n ON n.hash = v.name JOIN {_texts} AS t ON t.hash = v.type JOIN {_texts} AS g ON g.hash = v.category
        WHERE c.account = @account
        """;

    /// <summary>What is known of the catalogue, but for its services.</summary>
    public Statement Known(LedgerAccount account) => new(
        $"SELECT writes, first_at, looked_at, doubted_at, doubted FROM {_catalogues} WHERE account = @account",
        Given.Text("account", account.Id));

    public static KnownCatalogue Known(Row row) => new()
    {
        Writes = row.Number("writes")!.Value,
        FirstLookAt = row.Time("first_at"),
        LookedAt = row.Time("looked_at"),
        Doubt = row.Time("doubted_at") is { } at
            ? new CatalogueDoubt(at, row.Text("doubted")!.Split([' '], StringSplitOptions.RemoveEmptyEntries))
            : null,
    };

    /// <summary>The content of each service that is there, in one row: many rows take longer than all else of a look.</summary>
    public Statement Contents(LedgerAccount account) => new(
        $"""
        SELECT string_agg(v.content || ' ' || v.service, @separator) AS contents
        FROM {_versions} AS v JOIN {_catalogues} AS c ON c.catalogue = v.catalogue
        WHERE c.account = @account AND v.ended_at IS NULL
        """,
        Given.Text("account", account.Id),
        Given.Text("separator", Separator.ToString()));

    public static IReadOnlyDictionary<string, long> Contents(Row row)
    {
        var text = row.Text("contents") ?? string.Empty;
        var contents = new Dictionary<string, long>(StringComparer.Ordinal);
        for (int start = 0, end; start < text.Length; start = end + 1)
        {
            end = text.IndexOf(Separator, start);
            end = end < 0 ? text.Length : end;
            var space = text.IndexOf(' ', start);
            contents[text.Substring(space + 1, end - space - 1)] =
                Convert.ToInt64(text.Substring(start, space - start), CultureInfo.InvariantCulture);
        }

        return contents;
    }

    /// <summary>The services as they were at a time.</summary>
    public Statement At(LedgerAccount account, DateTimeOffset at) => new(
        $"""
        {Versions} AND v.seen_from <= @at AND (v.ended_at IS NULL OR v.ended_at > @at)
        """,
        Given.Text("account", account.Id),
        Given.Time("at", at));

    /// <summary>All versions of the services of which one began or ended after a time.</summary>
    public Statement Since(LedgerAccount account, DateTimeOffset after) => new(
        $"""
        {Versions} AND v.service IN (
            SELECT l.service FROM {_versions} AS l WHERE l.catalogue = c.catalogue AND coalesce(l.ended_at, l.seen_from) > @after)
        """,
        Given.Text("account", account.Id),
        Given.Time("after", after));

    public static ServiceVersion Version(Row row, string? panel) => new(
        new Service
        {
            ServiceId = row.Id("service")!,
            Name = row.Text("name")!,
            Type = row.Text("type")!,
            Category = row.Text("category")!,
            Rate = row.Money("rate")!.Value,
            Min = row.Number("least"),
            Max = row.Number("most"),
            Refill = row.Number("refill") is { } refill ? refill != 0 : null,
            Cancel = row.Number("cancel") is { } cancel ? cancel != 0 : null,
            Panel = panel,
        },
        row.Time("seen_from")!.Value,
        row.Time("seen_until"),
        row.Time("ended_at"));

    /// <summary>Writes a look down, and returns a row; none when others wrote since it was compared: then nothing is written.</summary>
    public IReadOnlyList<Statement> Record(LedgerAccount account, CatalogueLook look)
    {
        Parameter[] parameters =
        [
            Given.Text("account", account.Id),
            Given.Text("look", look.Id),
            Given.Time("at", look.At),
            Given.Number("writes", look.Before.Writes),
            Given.Time("before", look.Before.LookedAt),
            Given.Time("doubted_at", look.Doubt?.At),
            Given.Text("doubted", look.Doubt is null ? null : string.Join(" ", look.Doubt.Ids)),
            Given.Flag("believed", look.Doubt is null),
        ];
        var statements = new List<Statement>
        {
            new($"INSERT INTO {_catalogues} (account, writes) VALUES (@account, 0) ON CONFLICT (account) DO NOTHING", parameters),
            new(
                $"""
                UPDATE {_catalogues} SET writes = writes + 1, look = @look, doubted_at = @doubted_at, doubted = @doubted,
                    first_at = CASE WHEN @believed THEN coalesce(first_at, @at) ELSE first_at END,
                    looked_at = CASE WHEN @believed THEN @at ELSE looked_at END
                WHERE account = @account AND writes = @writes
                """,
                parameters),
        };
        if (look.Ended.Count > 0)
        {
            statements.Add(new Statement(
                $"""
                UPDATE {_versions} SET seen_until = @before, ended_at = @at
                WHERE catalogue = (SELECT catalogue FROM {_catalogues} WHERE {Ours}) AND ended_at IS NULL AND seen_from < @at
                    AND {dialect.IsAmong("service", "@ended")}
                """,
                [.. parameters, Given.Texts("ended", look.Ended)]));
        }

        if (look.Begun.Count > 0)
        {
            // In order, so that no two who write the same texts deadlock.
            statements.Add(new Statement(
                $"""
                INSERT INTO {_texts} (hash, text)
                SELECT CAST(r.value ->> 0 AS bigint), r.value ->> 1
                FROM {dialect.JsonRows("@texts")} AS r CROSS JOIN {_catalogues} AS c WHERE {Ours} ORDER BY 1
                ON CONFLICT (hash) DO NOTHING
                """,
                [.. parameters, Given.Rows("texts", Texts(look.Begun))]));
            statements.Add(new Statement(
                $"""
                INSERT INTO {_versions} (catalogue, seen_from, service, content, name, type, category, rate, least, most, refill, cancel)
                SELECT c.catalogue, @at, r.value ->> 0, CAST(r.value ->> 1 AS bigint), CAST(r.value ->> 2 AS bigint),
                    CAST(r.value ->> 3 AS bigint), CAST(r.value ->> 4 AS bigint), r.value ->> 5, CAST(r.value ->> 6 AS bigint),
                    CAST(r.value ->> 7 AS bigint), CAST(r.value ->> 8 AS bigint), CAST(r.value ->> 9 AS bigint)
                FROM {dialect.JsonRows("@begun")} AS r CROSS JOIN {_catalogues} AS c WHERE {Ours}
                ON CONFLICT (catalogue, service, seen_from) DO NOTHING
                """,
                [.. parameters, Given.Rows("begun", Begun(look.Begun))]));
        }

        statements.Add(new Statement($"SELECT writes FROM {_catalogues} WHERE {Ours}", parameters));
        return statements;
    }

    /// <summary>Up to which look a reader has read; no row for one that never has.</summary>
    public Statement ReadTo(LedgerAccount account, string reader) => new(
        $"""
        SELECT r.read_to FROM {_readers} AS r JOIN {_catalogues} AS c ON c.catalogue = r.catalogue
        WHERE c.account = @account AND r.reader = @reader
        """,
        Given.Text("account", account.Id),
        Given.Text("reader", reader));

    public Statement Readers(LedgerAccount account) => new(
        $"""
        SELECT DISTINCT r.reader FROM {_readers} AS r JOIN {_catalogues} AS c ON c.catalogue = r.catalogue
        WHERE c.account = @account ORDER BY r.reader
        """,
        Given.Text("account", account.Id));

    public Statement RecordReader(LedgerAccount account, string reader, DateTimeOffset readTo) => new(
        $"""
        INSERT INTO {_readers} AS r (catalogue, reader, read_to) SELECT catalogue, @reader, @to FROM {_catalogues} WHERE account = @account
        ON CONFLICT (catalogue, reader) DO UPDATE SET read_to = excluded.read_to WHERE excluded.read_to > r.read_to
        """,
        Given.Text("account", account.Id),
        Given.Text("reader", reader),
        Given.Time("to", readTo));

    private static IEnumerable<object?[]> Texts(IEnumerable<Service> services) => services
        .SelectMany(service => new[] { service.Name, service.Type, service.Category })
        .Distinct()
        .Select(text => new object?[] { ServiceContent.Of(text), text });

    // A value for each column, in their order.
    private static IEnumerable<object?[]> Begun(IEnumerable<Service> services) => services.Select(service => new object?[]
    {
        service.ServiceId.ToString(),
        ServiceContent.Of(service),
        ServiceContent.Of(service.Name),
        ServiceContent.Of(service.Type),
        ServiceContent.Of(service.Category),
        Money.Text(service.Rate),
        service.Min,
        service.Max,
        service.Refill is { } refill ? Convert.ToInt32(refill) : null,
        service.Cancel is { } cancel ? Convert.ToInt32(cancel) : null,
    });
}
