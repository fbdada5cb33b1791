namespace YallaTake.Client.Values;

/// <summary>What the status words of panels mean (api: words that end an order). A word that is not here may still change.</summary>
internal static class StatusWords
{
    // Folded, so that the case and the blanks of a word do not matter.
    private static readonly HashSet<string> Completed = ["completed", "complete", "success"];

    private static readonly HashSet<string> Partial = ["partial", "partiallycompleted"];

    private static readonly HashSet<string> Canceled = ["canceled", "cancelled"];

    private static readonly HashSet<string> Refunded = ["refunded", "refund"];

    private static readonly HashSet<string> Expired = ["expired"];

    private static readonly HashSet<string> Failed = ["fail", "failed", "error"];

    private static readonly HashSet<string> UnderWay = ["inprogress", "active"];

    private static readonly HashSet<string> CanceledOrder = [.. Canceled, .. Refunded, .. Expired];

    private static readonly HashSet<string> FinalRefill = [.. Completed, "rejected", .. Canceled, .. Failed];

    private static readonly HashSet<string> FinalOrder = [.. Completed, .. Partial, .. CanceledOrder, .. Failed];

    /// <summary>The words that end a refill, as <see cref="FoldedWord"/> spells them.</summary>
    public static IReadOnlyCollection<string> FinalRefills => FinalRefill;

    /// <summary>The usual spelling of a word that panels write in many ways; one that is not known stays as it is.</summary>
    public static string Usual(string status) => FoldedWord.Of(status) switch
    {
        var word when Completed.Contains(word) => "Completed",
        var word when Partial.Contains(word) => "Partial",
        var word when Canceled.Contains(word) => "Canceled",
        var word when Refunded.Contains(word) => "Refunded",
        var word when Expired.Contains(word) => "Expired",
        var word when Failed.Contains(word) => "Failed",
        "inprogress" => "In progress",
        "pending" => "Pending",
        "processing" => "Processing",
        _ => status,
    };

    /// <summary>
    /// Whether something is being delivered, or was: words such as Pending and Processing, and unknown ones, do not say so.
    /// </summary>
    public static bool HasStarted(string status) =>
        FoldedWord.Of(status) is var word && (UnderWay.Contains(word) || Completed.Contains(word) || Partial.Contains(word));

    public static bool IsPartialOrder(string status) => Partial.Contains(FoldedWord.Of(status));

    public static bool IsCanceledOrder(string status) => CanceledOrder.Contains(FoldedWord.Of(status));

    public static bool IsCompletedOrder(string status) => Completed.Contains(FoldedWord.Of(status));

    public static bool IsCompletedRefill(string status) => Completed.Contains(FoldedWord.Of(status));

    public static bool IsFinalOrder(string status) => FinalOrder.Contains(FoldedWord.Of(status));

    public static bool IsFinalRefill(string status) => FinalRefill.Contains(FoldedWord.Of(status));
}
