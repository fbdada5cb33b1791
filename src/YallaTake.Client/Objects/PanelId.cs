using System.Globalization;

namespace YallaTake;

/// <summary>
/// The id of an order, a refill or a service, as the panel says it: a number exactly when its text is that number's plain digits, else the
/// text as it came. Numbers come before texts, and texts are compared letter by letter.
/// </summary>
#pragma warning disable CA1036 // Ids are sorted, and never compared by operators.
public sealed record PanelId : IComparable<PanelId>, IComparable
#pragma warning restore CA1036
{
    private const int MostCharacters = 128;

    private static readonly HashSet<string> NoIds = new(StringComparer.OrdinalIgnoreCase) { "true", "false", "null" };

    private PanelId(object value) => Value = value;

    /// <summary>A long or a string.</summary>
    public object Value { get; }

    /// <summary>Whether it is a number.</summary>
    internal bool IsNumber => Value is long;

    /// <summary>Reads an id's text.</summary>
    /// <exception cref="FormatException">The text cannot be an id.</exception>
    public static PanelId Parse(string text) => Find(text) ?? throw new FormatException($"'{text}' cannot be an id of a panel.");

    /// <summary>The id of a number.</summary>
    public static implicit operator PanelId(long number) => new((object)number);

    /// <inheritdoc/>
    public int CompareTo(PanelId? other) => (Value, other?.Value) switch
    {
        (_, null) => 1,
        (long number, long otherNumber) => number.CompareTo(otherNumber),
        (long, _) => -1,
        (_, long) => 1,
        var (text, otherText) => string.CompareOrdinal((string)text, (string)otherText),
    };

    int IComparable.CompareTo(object? obj) => CompareTo((PanelId?)obj);

    /// <summary>The text as the panel writes it.</summary>
    public override string ToString() => Convert.ToString(Value, CultureInfo.InvariantCulture)!;

    /// <summary>
    /// The id of a text; null when it cannot be one: nothing, zero, a number with a sign or a point, true or false, several words.
    /// </summary>
    internal static PanelId? Find(string? text)
    {
        var id = text?.Trim() ?? string.Empty;
        if (Number(id) is { } number)
            return number;

        if (id.Length > MostCharacters)
            return null;
        var isSignificant = false;
        foreach (var letter in id)
        {
            if (!IsPlain(letter))
                return null;
            isSignificant |= letter != '0' && char.IsLetterOrDigit(letter);
        }

        return isSignificant && !NoIds.Contains(id) && !IsOtherNumber(id) ? new PanelId(id) : null;
    }

    /// <summary>The id that an object shows, or a ledger stores.</summary>
    internal static PanelId Of(object value) => value switch
    {
        long => new PanelId(value),
        string text => Number(text) ?? new PanelId(text),
        _ => throw new ArgumentException($"A {value.GetType().Name} is not an id.", nameof(value)),
    };

    private static PanelId? Number(string text) =>
        text is [>= '1' and <= '9', ..] && long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : null;

    // Lists of ids have commas between them, and people write some other characters there.
    private static bool IsPlain(char letter) =>
        letter is (>= 'a' and <= 'z') or (>= '0' and <= '9')
        || (letter is not (',' or ';' or '#') && !char.IsWhiteSpace(letter) && CharUnicodeInfo.GetUnicodeCategory(letter)
            is not (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate));

    private static bool IsOtherNumber(string id) =>
        !char.IsLetter(id[0]) && !id.All(IsDigit) && id.TrimStart('+', '-').All(letter => IsDigit(letter) || letter == '.');

    private static bool IsDigit(char letter) => letter is >= '0' and <= '9';
}
