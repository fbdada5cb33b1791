namespace YallaTake.Client.Values;

/// <summary>The status words that end a life (api: status words). Any other word may still change.</summary>
internal static class StatusWords
{
    private static readonly HashSet<string> FinalOrder =
        new(["Completed", "Partial", "Canceled", "Expired"], StringComparer.OrdinalIgnoreCase);

    private static readonly HashSet<string> FinalRefill =
        new(["Completed", "Rejected"], StringComparer.OrdinalIgnoreCase);

    public static bool IsFinalOrder(string status) => FinalOrder.Contains(status);

    public static bool IsFinalRefill(string status) => FinalRefill.Contains(status);
}
