using System.Globalization;
using System.Management.Automation.Language;

namespace YallaTake.Reports;

/// <summary>Figures and texts as a report writes them, the same in every culture.</summary>
internal static class ReportText
{
    /// <summary>An amount with its currency: two digits after the point, or as many as a small one needs.</summary>
    public static string Amount(decimal amount, string? currency) => $"{Plain(amount)} {currency}".TrimEnd();

    /// <summary>An amount without its currency.</summary>
    public static string Plain(decimal amount) =>
        amount.ToString(Math.Abs(amount) is 0 or >= 0.01m ? "#,##0.00" : "0.00######", CultureInfo.InvariantCulture);

    /// <summary>An exact number for sorting.</summary>
    public static string Key(decimal number) => number.ToString(CultureInfo.InvariantCulture);

    /// <summary>How many.</summary>
    public static string Count(long count) => count.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>A part of a whole in percent; 0 when the whole is 0.</summary>
    public static decimal Share(decimal part, decimal whole) => whole == 0 ? 0 : Math.Round(part * 100 / whole, 1);

    /// <summary>A part of a whole, in words.</summary>
    public static string Percent(decimal part, decimal whole) =>
        whole == 0 ? "–" : Share(part, whole).ToString("0.#", CultureInfo.InvariantCulture) + " %";

    /// <summary>Where a link leads, if a browser may go there; else null.</summary>
    public static string? Href(string? link) =>
        Uri.TryCreate(link, UriKind.Absolute, out var uri) && (uri.Scheme == Uri.UriSchemeHttps || uri.Scheme == Uri.UriSchemeHttp)
            ? uri.AbsoluteUri
            : null;

    /// <summary>A text as PowerShell reads it back, whatever is in it.</summary>
    public static string Quote(string text) => $"'{CodeGeneration.EscapeSingleQuotedStringContent(text)}'";
}
