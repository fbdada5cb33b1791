using System.Globalization;

namespace YallaTake.Ledger.Entries;

/// <summary>Ids as a ledger writes them: the panel's text.</summary>
internal static class IdText
{
    public static string Of(long id) => id.ToString(CultureInfo.InvariantCulture);
}
