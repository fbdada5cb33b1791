using YallaTake.Client.Answers;
using YallaTake.Ledger.Entries;

namespace YallaTake.Ledger.Store;

/// <summary>
/// What version 0.1.0 wrote by rules that are no longer held: outcomes it took for refusals, and references it took for different.
/// </summary>
internal static class EarlierEntries
{
    /// <summary>The version of the schema after which its entries are revised.</summary>
    public const int Version = 1;

    // What it wrote of a request that surely had no effect; of one that was answered with 429 it did not look for an order in the answer.
    private static readonly string[] SurelyNotSent =
    [
        "There is no connection to ", "Stopped before it was sent.", "Settled as not placed.", "The ledger ", "The order with reference '",
    ];

    private const string PanelSays = "The panel says: ";

    // The names of HTTP statuses that it took for refusals, and that say nothing of the order.
    private static readonly HashSet<string> Statuses = new(StringComparer.OrdinalIgnoreCase)
    {
        "Conflict", "Too early", "Client closed request", "Not acceptable", "Gone",
        "Precondition failed", "Locked", "Failed dependency", "Misdirected request", "I'm a teapot",
    };

    public static Statement Read(string schema) =>
        new($"SELECT entry, account, reference, state, error, estimate FROM {schema}entries ORDER BY entry");

    public static EarlierEntry Entry(Row row) => new(
        row.Number("entry")!.Value,
        row.Text("account")!,
        row.Text("reference")!,
        row.Text("state")!,
        row.Text("error"),
        row.Money("estimate"));

    /// <summary>The entries that are to be changed, as they are to be.</summary>
    public static IEnumerable<EarlierEntry> Revise(IReadOnlyList<EarlierEntry> entries)
    {
        var taken = new HashSet<(string, string)>(entries.Select(entry => (entry.Account, entry.Reference)));
        foreach (var entry in entries)
        {
            var revised = IsDoubtful(entry) ? entry with { State = nameof(OrderState.Unknown) } : entry;
            if (OrderReference.Normalize(entry.Reference) is { } normal && normal != entry.Reference && taken.Add((entry.Account, normal)))
                revised = revised with { Reference = normal };
            if (revised != entry)
                yield return revised;
        }
    }

    public static Statement Write(string schema, EarlierEntry entry) => entry.State == nameof(OrderState.Unknown)
        ? new Statement(
            $"UPDATE {schema}entries SET reference = @reference, state = @state, is_open = @open, spent = @spent WHERE entry = @entry",
            Given.Number("entry", entry.Entry),
            Given.Text("reference", entry.Reference),
            Given.Text("state", entry.State),
            Given.Flag("open", true),
            Given.Number("spent", Money.Units(entry.Estimate)))
        : new Statement(
            $"UPDATE {schema}entries SET reference = @reference WHERE entry = @entry",
            Given.Number("entry", entry.Entry),
            Given.Text("reference", entry.Reference));

    // It kept the texts and not the status: what may have come with a server error is in doubt.
    private static bool IsDoubtful(EarlierEntry entry) => entry.State switch
    {
        nameof(OrderState.NotSent) => !SurelyNotSent.Any(beginning => entry.Error?.StartsWith(beginning, StringComparison.Ordinal) == true),
        nameof(OrderState.Rejected) => entry.Error?.StartsWith(PanelSays, StringComparison.Ordinal) != true
            || !IsRefusal(entry.Error.Substring(PanelSays.Length)),
        _ => false,
    };

    private static bool IsRefusal(string text) => PanelErrors.IsSureRefusal(text) && !Statuses.Contains(text.Trim().TrimEnd('.', '!'));
}

/// <summary>An entry of version 0.1.0, as far as its rules decided it.</summary>
internal sealed record EarlierEntry(long Entry, string Account, string Reference, string State, string? Error, decimal? Estimate);
