using System.Globalization;

namespace YallaTake;

/// <summary>Writes large counts short, in tables: 2.1G for 2147483647. The object keeps the exact one.</summary>
public static class ShortCount
{
    // Five digits fit.
    private const long Exact = 100_000;

    /// <summary>What stands for thousands, the largest first.</summary>
    internal static readonly (long One, string Unit)[] Units =
        [(1_000_000_000_000, "T"), (1_000_000_000, "G"), (1_000_000, "M"), (1_000, "K")];

    /// <summary>The count as it is when it fits, else short: PowerShell would cut its front, and leave another count.</summary>
    /// <param name="count">The count; null when it is not known.</param>
    /// <param name="width">How wide the column is.</param>
    public static string? Of(long? count, int width) =>
        count?.ToString(CultureInfo.CurrentCulture) is { } text && text.Length <= width ? text : Of(count);

    /// <summary>The count, never rounded up: an order up to what is shown is within the limit.</summary>
    /// <param name="count">The count; null when it is not known.</param>
    public static string? Of(long? count)
    {
        if (count is null or (> -Exact and < Exact))
            return count?.ToString(CultureInfo.CurrentCulture);

        var (one, unit) = Array.Find(Units, unit => Math.Abs((decimal)count.Value) >= unit.One);
        var tenths = Math.Truncate(count.Value * 10m / one) / 10;
        return (Math.Abs(tenths) < 100 ? tenths : Math.Truncate(tenths)).ToString("0.#", CultureInfo.CurrentCulture) + unit;
    }
}
