using System.Text.RegularExpressions;

namespace YallaTake.Client.Requests;

/// <summary>A request that the user words: any action, any fields, but not what a cmdlet does with more care.</summary>
internal static class OtherAction
{
    private static readonly Regex ActionName = new(@"^[A-Za-z0-9_.\-]{1,64}\z", RegexOptions.CultureInvariant);

    private static readonly Regex FieldName = new(@"^[A-Za-z0-9_]{1,64}\z", RegexOptions.CultureInvariant);

    private static readonly Dictionary<string, string> Cmdlets = new()
    {
        [PanelAction.Add] = "New-YtOrder",
        [PanelAction.Refill] = "Invoke-YtRefill",
        [PanelAction.Cancel] = "Stop-YtOrder",
    };

    /// <summary>Whether an action may list the account's orders: none that API v2 has itself, least of all one that buys.</summary>
    public static bool IsList(string action) =>
        ActionName.IsMatch(action)
        && Folded(action) is not (PanelAction.Add or PanelAction.Refill or PanelAction.Cancel or PanelAction.Services or PanelAction.Balance
            or PanelAction.Status or "refillstatus");

    /// <summary>The request.</summary>
    /// <param name="action">The panel's name of the action.</param>
    /// <param name="fields">What goes with it.</param>
    /// <param name="isRepeatable">Whether it does no more when it comes twice.</param>
    /// <exception cref="YallaTakeException">FieldInvalid: the action or a field cannot be sent.</exception>
    public static PanelRequest Request(string action, IEnumerable<(string Name, string Value)> fields, bool isRepeatable)
    {
        ThrowIfCmdlet(action);
        var name = action.Trim();
        if (!ActionName.IsMatch(name))
            throw Invalid("The name of an action has up to 64 letters, digits, '_', '-' or '.'. Nothing was sent.");

        var sent = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var (field, value) in fields)
        {
            ThrowIfReserved(field, value);
            if (sent.ContainsKey(field))
                throw Invalid($"The field '{field}' is given twice. Nothing was sent.");
            sent.Add(field, value);
        }

        return PanelRequest.Other(name, [.. sent.Select(field => (field.Key, field.Value))], isRepeatable);
    }

    // However it is written: panels read names in their own ways.
    private static void ThrowIfCmdlet(string action)
    {
        if (Cmdlets.TryGetValue(Folded(action), out var cmdlet))
        {
            throw Invalid(
                $"The action '{Folded(action)}' changes something, and is asked for with {cmdlet}. Nothing was sent. Use {cmdlet}.");
        }
    }

    private static void ThrowIfReserved(string field, string value)
    {
        switch (Folded(field))
        {
            case "action":
                ThrowIfCmdlet(value);
                throw Invalid("The action is given with -Action, not as a field. Nothing was sent.");
            case "key":
                throw Invalid("The API key is sent by itself and cannot be a field. Nothing was sent.");
        }

        if (!FieldName.IsMatch(field))
            throw Invalid("The name of a field has up to 64 letters, digits or '_'. Nothing was sent.");
    }

    private static string Folded(string name) => string.Concat(name.Where(char.IsLetterOrDigit)).ToLowerInvariant();

    private static YallaTakeException Invalid(string message) => new(ErrorId.FieldInvalid, message);
}
