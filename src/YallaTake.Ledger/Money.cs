using System.Globalization;

namespace YallaTake;

/// <summary>Money in a database: exact as text to be read back, and as whole hundred-millionths to be summed, rounded up so that a limit holds.</summary>
internal static class Money
{
    private const decimal Unit = 100_000_000m;

    public static string? Text(decimal? amount) => amount?.ToString(CultureInfo.InvariantCulture);

    public static decimal? Parse(string? text) => text is null ? null : decimal.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture);

    public static long Units(decimal? amount)
    {
        var units = decimal.Ceiling((amount ?? 0) * Unit);
        return units > long.MaxValue / 2 ? long.MaxValue / 2 : (long)units;
    }

    public static decimal FromUnits(decimal units) => units / Unit;
}
