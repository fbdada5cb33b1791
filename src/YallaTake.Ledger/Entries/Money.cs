using System.Globalization;

namespace YallaTake.Ledger.Entries;

/// <summary>
/// Money in a database: exact as text to be read back, and as whole hundred-millionths to be summed, rounded up so that a limit holds.
/// </summary>
internal static class Money
{
    private const decimal Unit = 100_000_000m;

    // Above any spend limit, and some of them can still be summed.
    private const long MostUnits = long.MaxValue / 8;

    public static string? Text(decimal? amount) => amount?.ToString(CultureInfo.InvariantCulture);

    public static decimal? Parse(string? text) =>
        text is null ? null : decimal.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture);

    public static long Units(decimal? amount) => amount switch
    {
        null => 0,
        >= MostUnits / Unit => MostUnits,
        <= -(MostUnits / Unit) => -MostUnits,
        { } known => (long)decimal.Ceiling(known * Unit),
    };

    /// <summary>How much may be spent besides a charge within a limit, rounded down.</summary>
    public static long RoomFor(decimal charge, decimal limit) =>
        (limit >= MostUnits / Unit ? MostUnits : (long)decimal.Floor(limit * Unit)) - Units(charge);

    public static decimal FromUnits(long units) => units / Unit;
}
