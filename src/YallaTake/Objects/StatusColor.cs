using System.Management.Automation;
using YallaTake.Client.Values;

namespace YallaTake;

/// <summary>
/// Colours the status words of tables: green is done, cyan goes on, yellow is less than was ordered, red needs a look.
/// </summary>
public static class StatusColor
{
    // By the usual word, whichever way a panel spells it.
    private static readonly Dictionary<string, string> Colors = new(StringComparer.OrdinalIgnoreCase)
    {
        ["Completed"] = "Green",
        ["True"] = "Green",
        ["In progress"] = "Cyan",
        ["Processing"] = "Cyan",
        ["Active"] = "Cyan",
        ["Sending"] = "Cyan",
        ["Partial"] = "Yellow",
        ["Canceled"] = "Yellow",
        ["Refunded"] = "Yellow",
        ["Expired"] = "Yellow",
        ["NotSent"] = "Yellow",
        ["Rejected"] = "Red",
        ["Failed"] = "Red",
        ["Unknown"] = "Red",
        ["False"] = "Red",
    };

    /// <summary>The word in its colour. PowerShell removes colours where output is plain.</summary>
    /// <param name="word">A status, a state, or true or false.</param>
    /// <param name="style">
    /// The session's <c>$PSStyle</c>; null where it does not exist (Windows PowerShell), which leaves the word as it is.
    /// </param>
    public static object? Paint(object? word, object? style) =>
        word?.ToString() is { } text
            && Colors.TryGetValue(StatusWords.Usual(text), out var color)
            && Member(Member(style, "Foreground"), color) is string paint
            ? paint + text + Member(style, "Reset")
            : word;

    private static object? Member(object? style, string name) =>
        style is null ? null : PSObject.AsPSObject(style).Properties[name]?.Value;
}
