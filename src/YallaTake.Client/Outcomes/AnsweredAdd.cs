using YallaTake.Client.Answers;
using YallaTake.Client.Orders;
using YallaTake.Client.Secrets;

namespace YallaTake.Client.Outcomes;

/// <summary>
/// Decides from an answer what became of an <c>add</c>. Outcomes that allow the order to be sent again are listed;
/// whatever is not listed is Unknown, because the worst mistake is to believe that an order was not bought.
/// </summary>
internal static class AnsweredAdd
{
    private const int MostQuoted = 5;
    private const int LongestQuoted = 64;

    /// <param name="status">The answer's HTTP status.</param>
    /// <param name="body">The answer's whole body.</param>
    /// <param name="order">The order that was sent.</param>
    /// <param name="key">Is struck out of what is quoted.</param>
    /// <param name="wait">How long the panel asks to wait.</param>
    public static OrderOutcome Outcome(int status, string body, OrderRequest order, RevealedKey? key = null, TimeSpan? wait = null)
    {
        var answer = AddAnswer.Read(body, status, key);
        if ((answer.OrderId ?? answer.LooseId(order)) is { } orderId)
            return OrderOutcome.Placed(orderId);

        var failure = answer.Describe(status, wait);
        return status switch
        {
            _ when answer.MayBeIds is { Count: > 0 } ids => OrderOutcome.Unknown(failure, naming: Naming(ids)),
            429 when !answer.SaysYes => OrderOutcome.NotSent(failure, mayRepeat: true),
            307 or 308 => OrderOutcome.NotSent(failure),
            >= 200 and < 300 when answer.IsRateLimit => OrderOutcome.NotSent(failure, mayRepeat: true),
            _ when answer.IsActiveLink && PanelErrors.IsRefusal(status) => OrderOutcome.Unknown(failure, isActiveLink: true),
            _ when answer.IsPlainRefusal && PanelErrors.IsRefusal(status) => OrderOutcome.Rejected(failure),
            _ => OrderOutcome.Unknown(failure),
        };
    }

    // Whoever looks for the order on the panel has these to go by.
    private static string Naming(IReadOnlyList<string> ids)
    {
        var quoted = string.Join(
            ", ", ids.Take(MostQuoted).Select(id => id.Length <= LongestQuoted ? id : $"{id.Substring(0, LongestQuoted)}…"));
        return $" The answer names {quoted}{(ids.Count > MostQuoted ? " and others" : string.Empty)}, which may be the order's id.";
    }
}
