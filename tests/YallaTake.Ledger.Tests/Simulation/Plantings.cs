using YallaTake.Ledger.Store;

namespace YallaTake;

/// <summary>The planted bugs that are mistakes in SQL.</summary>
internal static class Plantings
{
    public static Statement In(Statement statement, PlantedBug bug) => bug switch
    {
        PlantedBug.LostClaimOverwrites =>
            Replace(statement, "(claim_mark = @claim OR @order IS NOT NULL", "(TRUE OR @order IS NOT NULL"),
        PlantedBug.LimitCountsOnlyPlaced => Replace(
            Replace(statement, "s.sent_at < @day_end AND s.spent > 0", "s.state = 'Placed'"), "d.day > @day", "FALSE"),
        PlantedBug.ResolveIgnoresWhatHappenedSince => Replace(statement, "lease_end IS NOT DISTINCT FROM @lease", "TRUE"),
        PlantedBug.LeaseIsIgnored => Replace(statement, "entries.lease_end < @now AS lapsed", "TRUE AS lapsed"),
        PlantedBug.ClaimLooksAtItsOwnPanelOnly => Replace(Replace(statement, "e.account <> @account", "FALSE"), AlsoElsewhere, "OR FALSE"),
        PlantedBug.UnknownFallsBack => Replace(
            Replace(statement, "e.state IN ('Sending', 'Placed', 'Unknown')", "e.state IN ('Sending', 'Placed')"),
            AlsoElsewhere,
            "OR entries.state = 'Placed'"),
        PlantedBug.ReferenceIsNotRemembered => Replace(
            statement, "VALUES (@reference) ON CONFLICT (reference) DO NOTHING", "SELECT @reference WHERE FALSE"),
        _ => statement,
    };

    private const string AlsoElsewhere = "OR entries.state IN ('Sending', 'Placed', 'Unknown')";

    private static Statement Replace(Statement statement, string right, string wrong) =>
        statement with { Sql = statement.Sql.Replace(right, wrong, StringComparison.Ordinal) };
}
