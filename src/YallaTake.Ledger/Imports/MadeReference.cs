using System.Globalization;
using System.Text.RegularExpressions;
using YallaTake.Client.Orders;
using YallaTake.Ledger.Entries;

namespace YallaTake.Ledger.Imports;

/// <summary>
/// References for the orders of a file that gives none: the same order in the same file has the same one, wherever it stands and however
/// the file was saved.
/// </summary>
/// <param name="batch">The name of this run of the file; null for none.</param>
internal sealed class MadeReference(string? batch)
{
    private const string Version = "1";

    private static readonly Regex Form = new(@"^import-[0-9a-f]{32}\z", RegexOptions.CultureInvariant);

    private readonly Dictionary<string, int> _equals = [];

    /// <summary>Whether a reference was made here, and not by the user.</summary>
    public static bool IsOne(string? reference) => reference is not null && Form.IsMatch(reference);

    /// <summary>
    /// The reference of the next order: of what is sent of it, where it is sent to, and how many of the same came before.
    /// </summary>
    /// <param name="order">The order.</param>
    /// <param name="panelAddress">The panel's address, as <see cref="LedgerAccount.Address"/> has it: names of panels change.</param>
    public string Next(OrderRequest order, string panelAddress)
    {
        var run = OrderReference.Normalize(batch) ?? string.Empty;
        var content = Hash.Of(Version, panelAddress, run, order.ServiceId.ToString()!, OrderFields.Text(order.Fields));
        _equals[content] = _equals.TryGetValue(content, out var before) ? before + 1 : 1;
        return "import-" + Hash.Of(content, _equals[content].ToString(CultureInfo.InvariantCulture));
    }
}
