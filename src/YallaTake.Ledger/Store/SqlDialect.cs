using YallaTake.Ledger.Entries;

namespace YallaTake.Ledger.Store;

/// <summary>In what the SQL of the stores differs.</summary>
internal sealed class SqlDialect
{
    /// <summary>Stands before the names of tables.</summary>
    public required string Schema { get; init; }

    /// <summary>The time that leases go by.</summary>
    public required string LeaseNow { get; init; }

    /// <summary>The time at which a lease of <c>@lease</c> milliseconds that begins now runs out.</summary>
    public required string LeaseEnd { get; init; }

    /// <summary>The refills of an order of <c>entries</c>, with commas between.</summary>
    public required string Refills { get; init; }

    /// <summary>The values of a parameter, as a table with a column <c>value</c>: (parameter, name of the table).</summary>
    public required Func<string, string, string> Each { get; init; }

    /// <summary>As much of a column of links as is in an index.</summary>
    public required Func<string, string> Indexed { get; init; }

    /// <summary>Whether a column is among the values of a parameter: (column, parameter).</summary>
    public required Func<string, string, string> IsAmong { get; init; }

    /// <summary>
    /// Whether a column matches one of the patterns of a parameter, as <see cref="Pattern"/> writes them: (column, parameter).
    /// </summary>
    public required Func<string, string, string> MatchesOne { get; init; }

    /// <summary>The sum of <see cref="Money"/>, which does not overflow, from its thousands and the rest: (thousands, rest).</summary>
    public required Func<string, string, string> Sum { get; init; }

    /// <summary>The quarters of an hour since 1970 that a column of times has seen.</summary>
    public required Func<string, string> Quarter { get; init; }

    /// <summary>A column of exact amounts as <see cref="Money.Units"/>.</summary>
    public required Func<string, string> Units { get; init; }

    /// <summary>Whether a column of links has the value of a parameter, or neither has any: (column, parameter).</summary>
    public required Func<string, string, string> IsLink { get; init; }

    /// <summary>Whether a column of links is among the values of a parameter: (column, parameter).</summary>
    public required Func<string, string, string> IsLinkAmong { get; init; }

    /// <summary>The items of a JSON list in a parameter, as a table with a column <c>value</c>.</summary>
    public required Func<string, string> JsonRows { get; init; }

    /// <summary>The text of an amount as a column of money takes it.</summary>
    public required Func<string, string> AsMoney { get; init; }

    /// <summary>A pattern with <c>*</c> and <c>?</c> as the store writes it.</summary>
    public required Func<string, string> Pattern { get; init; }

    /// <summary>
    /// A statement that returns no row and makes a transaction wait for those before it of the same <c>@reference</c>; null where all
    /// writers wait for each other.
    /// </summary>
    public string? ReferenceQueue { get; init; }

    /// <summary>
    /// The account, the day and the part of the row of <c>spending</c> that an entry counts in; null where all writers wait for each other.
    /// </summary>
    public Func<string, string>? SpendingOf { get; init; }

    /// <summary>
    /// Whether other machines use it: then only the lease says whether a sender is gone, this machine keeps what it placed, and writers run
    /// side by side, so that those who look at a sum must queue.
    /// </summary>
    public required bool IsShared { get; init; }
}
