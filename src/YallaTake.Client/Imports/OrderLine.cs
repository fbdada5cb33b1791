using YallaTake.Client.Orders;

namespace YallaTake.Client.Imports;

/// <summary>What a line of a file of orders says.</summary>
/// <param name="Line">The number of its first line in the file.</param>
/// <param name="Order">The order, under the file's own reference if it has one; null when the line cannot be read.</param>
/// <param name="Problem">Why it cannot be read; null when it can.</param>
internal sealed record OrderLine(int Line, OrderRequest? Order, YallaTakeException? Problem = null)
{
    /// <summary>The panel that the line names; null when it names none.</summary>
    public string? Panel { get; init; }

    public decimal? MaximumRate { get; init; }

    public decimal? MaximumCharge { get; init; }

    /// <summary>A line that cannot be read.</summary>
    public static OrderLine Unreadable(int line, string why)
    {
        var message = FormattableString.Invariant(
            $"Line {line}: {why} Nothing was sent for it. Correct the line and import the file again.");
        return new OrderLine(line, null, new YallaTakeException(ErrorId.InputUnreadable, message));
    }
}
