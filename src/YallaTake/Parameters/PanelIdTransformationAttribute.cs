using System.Collections;
using System.Globalization;
using System.Management.Automation;
using System.Numerics;
using System.Text.RegularExpressions;

namespace YallaTake.Parameters;

/// <summary>
/// Reads ids as people and CSV cells write them: numbers, texts, <c>#5001</c>, several in one text. An empty cell is absent, and what is
/// unclear is an error: PowerShell itself would make 5000 of <c>5e3</c> and 7 of <c>007</c>.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class PanelIdTransformationAttribute : ArgumentTransformationAttribute
{
    // Above it a double cannot hold every whole number.
    private const double MostExact = 1L << 53;

    // 23,501 and 23 501 may be one number.
    private const int LongestGroup = 3;

    private static readonly Regex Between = new(@"[\s,;]+", RegexOptions.CultureInvariant);
    private static readonly Regex DoubtfulBetween = new(@"[^\s,;][,\p{Zs}][^\s,;]", RegexOptions.CultureInvariant);

    // Ids copied from a page may have invisible characters.
    private static readonly Regex Around = new(@"^[#\p{Cf}]+|\p{Cf}+$", RegexOptions.CultureInvariant);

    /// <summary>Whether the parameter takes one id.</summary>
    public bool One { get; set; }

    /// <summary>Whether null is an empty list: an order has no id while its outcome is unknown.</summary>
    public bool NoneIsEmpty { get; set; }

    /// <summary>Whether a text may be words in place of an id.</summary>
    public bool OrWords { get; set; }

    /// <summary>Whether rows may give it, so that what is not an id refuses its row: it becomes a <see cref="RowValue{T}"/>.</summary>
    public bool Row { get; set; }

    public override object? Transform(EngineIntrinsics engineIntrinsics, object inputData) => !Row
        ? Transformed(inputData)
        : UnreadableValueException.Keep<PanelId>(inputData, () => Transformed(inputData) ?? throw Refused("It is empty.", "Write an id."));

    private object? Transformed(object inputData)
    {
        var given = inputData.Bare();
        if (IsBlank(given))
            return NoneIsEmpty ? Array.Empty<PanelId>() : null;

        // Another object may have an id as a property, and binds by it.
        if (given is IList list ? !list.Cast<object?>().All(IsReadable) : !IsReadable(inputData))
            return inputData;

        PanelId[] ids = given is IList many ? [.. many.Cast<object?>().SelectMany(Read)] : Read(inputData);
        return !One ? ids : ids.Length == 1 ? ids[0] : throw Refused("This parameter takes one id.", "Write one.");
    }

    private PanelId[] Read(object? item) => item.Bare() switch
    {
        PanelId id => [id],
        string text => Texts(text),
        { } number => [Number(item!, number)],
        null => throw Doubtful(null),
    };

    private PanelId[] Texts(string text)
    {
        var parts = Between.Split(text).Select(part => Around.Replace(part, string.Empty)).Where(part => part.Length > 0).ToArray();
        var ids = parts.Select(PanelId.Find).OfType<PanelId>().ToArray();
        var areApart = parts.All(part => part.Length > LongestGroup) || !DoubtfulBetween.IsMatch(text);
        var isSure = parts.Length == 1 || (parts.Length > 1 && areApart && parts.All(part => part.Any(char.IsDigit)));
        isSure |= OrWords && parts.Length > 0 && parts.All(part => !part.Any(char.IsDigit));
        return isSure && ids.Length == parts.Length ? ids : throw Doubtful(text);
    }

    private static PanelId Number(object item, object number)
    {
        // PowerShell keeps what was typed when it differs from the number.
        var own = Convert.ToString(number, CultureInfo.InvariantCulture);
        if (item is PSObject
            && item.ToString() is var typed
            && typed != own
            && typed != Convert.ToString(number, CultureInfo.CurrentCulture))
            throw Refused($"PowerShell reads {typed} as the number {own}.", $"Write '{typed}' in quotes if that is the id.");

        return number switch
        {
            double or float => Convert.ToDouble(number, CultureInfo.InvariantCulture) is > 0 and <= MostExact and var real && real % 1 == 0
                ? (long)real
                : null,
            decimal money when money % 1 == 0 => PanelId.Find(money.ToString("0", CultureInfo.InvariantCulture)),
            _ => PanelId.Find(own),
        }
            ?? throw Doubtful(number);
    }

    private static bool IsReadable(object? item) =>
        IsBlank(item.Bare()) || item.Bare() is string or PanelId || IsNumber(item.Bare());

    private static bool IsNumber(object? value) =>
        value is BigInteger
        || (value is not (null or Enum) && Type.GetTypeCode(value.GetType()) is >= TypeCode.SByte and <= TypeCode.Decimal);

    private static bool IsBlank(object? value) => value is null || (value is string text && string.IsNullOrWhiteSpace(text));

    private static UnreadableValueException Doubtful(object? input) => Refused(
        FormattableString.Invariant($"'{input}' is not a valid id, or could be read in two ways."),
        "Write a number in plain digits, a text in quotes, several with a comma and a blank between them.");

    private static UnreadableValueException Refused(string what, string advice) => new(what, advice);
}
