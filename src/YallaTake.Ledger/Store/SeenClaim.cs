namespace YallaTake.Ledger.Store;

/// <summary>The claim of an entry as it was seen: when any of it is different, the entry has gone on since.</summary>
/// <param name="Mark">Whose it is; null for none.</param>
/// <param name="LeaseUntil">When its lease runs out; null for none.</param>
/// <param name="Attempts">How many times the entry was claimed.</param>
internal sealed record SeenClaim(string? Mark, DateTimeOffset? LeaseUntil, long Attempts)
{
    public static SeenClaim Of(Row row) => new(row.Text("claim_mark"), row.Time("lease_end"), row.Number("attempts")!.Value);
}
