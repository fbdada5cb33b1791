namespace YallaTake.Ledger.Entries;

/// <summary>Goes back in time, however far: no ledger is older than 1970.</summary>
internal static class EarlierTime
{
    private static readonly DateTimeOffset Epoch = DateTimeOffset.FromUnixTimeMilliseconds(0);

    /// <summary>So long before a time, 1970 at the earliest.</summary>
    public static DateTimeOffset Before(this TimeSpan span, DateTimeOffset time) => span < time - Epoch ? time - span : Epoch;
}
