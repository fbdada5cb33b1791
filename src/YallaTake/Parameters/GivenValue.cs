using System.Collections;
using System.Management.Automation;
using System.Security;
using YallaTake.Client.Requests;
using YallaTake.Ledger.Entries;
using YallaTake.Settings;

namespace YallaTake.Parameters;

/// <summary>
/// Reads what a connection is given. An error of PowerShell's own binding would quote the value, even a key in the wrong place.
/// </summary>
/// <param name="consequence">What an error says that did not happen.</param>
internal sealed class GivenValue(string consequence)
{
    /// <summary>What did not happen.</summary>
    public string Consequence => consequence;

    /// <summary>A whole number within its limits.</summary>
    /// <exception cref="YallaTakeException">FieldInvalid, as all members here.</exception>
    public int Whole(string parameter, object? value, int minimum, int maximum) =>
        Number(value, fraction: false) is { } number && number >= minimum && number <= maximum
            ? (int)number
            : throw Invalid(parameter, $"is not a whole number from {minimum} to {maximum}.");

    /// <summary>An amount of money; null when none is given.</summary>
    public decimal? Money(string parameter, object? value) => value is null
        ? null
        : Number(value, fraction: true) is { } amount && amount >= 0
            ? amount
            : throw Invalid(parameter, "is not an amount of money.", "Write it in plain digits with a point, such as 12.50.");

    /// <summary>
    /// A span of time of a second or more. A bare number is an error: PowerShell counts days, and a person may mean seconds.
    /// </summary>
    public TimeSpan Duration(string parameter, object? value) =>
        DurationTransformationAttribute.Read(value, out var problem)
        ?? throw Invalid(parameter, problem ?? "is empty.", DurationTransformationAttribute.Form);

    /// <summary>A time in whole seconds within its limits, given as a number or as a TimeSpan.</summary>
    public int Seconds(string parameter, object? value, int minimum, int maximum) =>
        Whole(parameter, DurationTransformationAttribute.Find(value.Bare()) is { } time ? time.TotalSeconds : value, minimum, maximum);

    /// <summary>A whole address; null when none is given.</summary>
    public Uri? Address(string parameter, object? value) => value.Bare() is not { } given
        ? null
        : PanelAddress.Whole(given) ?? throw Invalid(parameter, PanelAddress.NotWhole, PanelAddress.Form);

    /// <summary>The value of a header, in plain letters; null when none is given.</summary>
    public string? Header(string parameter, object? value) => value.Bare() switch
    {
        null => null,
        string { Length: <= 1000 } text when text.All(letter => letter is >= ' ' and <= '~') => text.Trim(),
        _ => throw Invalid(parameter, "is not one line of plain letters, up to 1000."),
    };

    /// <summary>A field of orders that carries the client's own id of an order; null when none is given.</summary>
    public IdempotencyField? IdempotencyField(string parameter, object? value, TimeSpan window) => value.Bare() switch
    {
        null => null,
        string name when Ledger.Entries.IdempotencyField.IsName(name) => new IdempotencyField(name, window),
        _ => throw Invalid(
            parameter,
            "is not a field that can carry an id of your own.",
            "Write the panel's name of it, with letters, digits and '_'; a field that "
            + "API v2 has itself cannot be it."),
    };

    /// <summary>An action that lists the account's orders; null when none is given.</summary>
    public string? ListAction(string parameter, object? value) => value.Bare() switch
    {
        null => null,
        string action when OtherAction.IsList(action) => action,
        _ => throw Invalid(
            parameter,
            "is not an action that lists orders.",
            "Write the panel's name of it, with letters, digits, '_', '-' or '.'; an action that API v2 has itself cannot be it."),
    };

    /// <summary>
    /// An API key: a SecureString, or plain text. Null when none is given.
    /// </summary>
    public SecureString? Key(string parameter, object? value) => value.Bare() switch
    {
        null => null,
        SecureString { Length: > 0 } secure => secure,
        string { Length: > 0 } text => KeyPlace.Secure(text),
        PSCredential { Password.Length: > 0 } credential => credential.Password,
        _ => throw Invalid(parameter, "is empty or is not a text.", "Give a SecureString, such as Get-Secret returns, or a string."),
    };

    /// <summary>A sandbox; null when none is given.</summary>
    public Sandbox? Sandbox(string parameter, object? value) => value.Bare() switch
    {
        null => null,
        Sandbox sandbox => sandbox,
        _ => throw Invalid(parameter, "is not a sandbox.", "Give one that Start-YtSandbox or Get-YtSandbox emits."),
    };

    /// <summary>
    /// The failure of a parameter that was given without a value: a guard, a filter or a panel that is silently lost may cost money. Null
    /// when all have one.
    /// </summary>
    public YallaTakeException? Blank(IEnumerable<KeyValuePair<string, object>> bound) =>
        bound.FirstOrDefault(given => IsBlank(given.Value)).Key is { } parameter
            ? Invalid(parameter, "was given without a value.", "Leave it out if you do not want it.")
            : null;

    /// <summary>The failure of an invalid value. It never quotes the value.</summary>
    public YallaTakeException Invalid(string parameter, string problem, string advice = "Correct the line and run it again.") =>
        new(ErrorId.FieldInvalid, $"-{parameter} {problem} {consequence} {advice}");

    /// <summary>A text; null when it is something else, or nothing.</summary>
    public static string? Text(object? value) => value.Bare() as string;

    /// <summary>Whether it is empty: null, text without a visible character, no panel, or a list with such an item.</summary>
    public static bool IsBlank(object? value) => value.Bare() switch
    {
        null => true,
        string text => string.IsNullOrWhiteSpace(text),
        PanelReference panel => panel.IsBlank,
        PanelReference[] { Length: 0 } => true,
        IList list => list.Cast<object?>().Any(IsBlank),
        _ => false,
    };

    /// <summary>The number that is given, or written in plain digits; null when it is something else.</summary>
    public static decimal? Number(object? value, bool fraction)
    {
        if (value.Bare() is not (string or int or long or double or float or decimal or byte or short))
            return null;

        try
        {
            var number = new NumberTransformationAttribute { Fraction = fraction }.Transform(null!, value!);
            return LanguagePrimitives.ConvertTo<decimal?>(number);
        }
        catch (Exception exception) when (exception is ArgumentTransformationMetadataException or PSInvalidCastException)
        {
            return null;
        }
    }
}
