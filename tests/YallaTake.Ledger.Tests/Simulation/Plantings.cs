using YallaTake.Ledger.Store;

namespace YallaTake;

/// <summary>The planted bugs that are mistakes in SQL.</summary>
internal static class Plantings
{
    public static Statement In(Statement statement, PlantedBug bug) => bug switch
    {
        PlantedBug.LostClaimOverwrites =>
            Replace(statement, "(claim_mark = @claim OR @order IS NOT NULL", "(TRUE OR @order IS NOT NULL"),
        PlantedBug.LimitCountsOnlyPlaced => Replace(statement, "s.spent > 0", "s.state = 'Placed'"),
        PlantedBug.ResolveIgnoresWhatHappenedSince => Replace(statement, "lease_ends_at IS NOT DISTINCT FROM @lease", "TRUE"),
        PlantedBug.LeaseIsIgnored => Replace(statement, "entries.lease_ends_at < @now AS lapsed", "TRUE AS lapsed"),
        _ => statement,
    };

    private static Statement Replace(Statement statement, string right, string wrong) =>
        statement with { Sql = statement.Sql.Replace(right, wrong, StringComparison.Ordinal) };
}
