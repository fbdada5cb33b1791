using System.Globalization;

namespace YallaTake;

/// <summary>
/// A way for the sandbox to misbehave, written <c>[action:]Kind[=probability]</c>:
/// <c>DropAfter</c>, <c>Http500=0.1</c>, <c>add:Hang=0.05</c>.
/// </summary>
public sealed class SandboxFault
{
    /// <summary>Makes a fault from its parts.</summary>
    /// <param name="kind">What goes wrong.</param>
    /// <param name="probability">How likely it strikes a request, from 0 to 1.</param>
    /// <param name="action">The only action that it strikes; null for every action.</param>
    /// <exception cref="ArgumentOutOfRangeException">The probability is not between 0 and 1.</exception>
    public SandboxFault(SandboxFaultKind kind, double probability = 1, string? action = null)
    {
        if (!IsProbability(probability))
            throw new ArgumentOutOfRangeException(nameof(probability), "The probability of a fault must be between 0 and 1.");
        Kind = kind;
        Probability = probability;
        Action = action;
    }

    /// <summary>Reads a fault from its text.</summary>
    /// <param name="text">For example <c>add:DropAfter=0.5</c>.</param>
    /// <exception cref="FormatException">The text is not a fault.</exception>
    public SandboxFault(string text)
    {
        _ = text ?? throw new ArgumentNullException(nameof(text));
        var kindAt = text.IndexOf(':') + 1;
        var equals = text.IndexOf('=');
        var kindEnd = equals < 0 ? text.Length : equals;
        var word = kindEnd < kindAt ? "" : text.Substring(kindAt, kindEnd - kindAt).Trim();

        var names = typeof(SandboxFaultKind).GetEnumNames();
        var name = names.FirstOrDefault(name => string.Equals(name, word, StringComparison.OrdinalIgnoreCase));
        Kind = Enum.TryParse(name, out SandboxFaultKind kind)
            ? kind
            : throw new FormatException($"'{word}' is not a fault. Use one of {string.Join(", ", names)}, as in 'DropAfter', 'Http500=0.1' or 'add:Hang=0.05'.");
        Action = kindAt == 0 ? null : text.Substring(0, kindAt - 1).Trim();
        Probability = equals < 0 ? 1 : ReadProbability(text.Substring(equals + 1));
    }

    /// <summary>What goes wrong.</summary>
    public SandboxFaultKind Kind { get; }

    /// <summary>How likely the fault strikes a request, from 0 to 1.</summary>
    public double Probability { get; }

    /// <summary>The only action that the fault strikes; null for every action.</summary>
    public string? Action { get; }

    /// <summary>Reads a fault from its text.</summary>
    /// <param name="text">For example <c>add:DropAfter=0.5</c>.</param>
    /// <exception cref="FormatException">The text is not a fault.</exception>
    public static SandboxFault Parse(string text) => new(text);

    /// <summary>The text that <see cref="Parse"/> reads.</summary>
    public override string ToString() =>
        (Action is null ? "" : Action + ":") + Kind
        + (Probability == 1 ? "" : "=" + Probability.ToString("R", CultureInfo.InvariantCulture));

    private static double ReadProbability(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var probability) && IsProbability(probability)
            ? probability
            : throw new FormatException($"'{text}' is not the probability of a fault: use a number between 0 and 1, as in 'Http500=0.1'.");

    private static bool IsProbability(double value) => value is >= 0 and <= 1;
}
