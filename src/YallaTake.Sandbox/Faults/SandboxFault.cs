using System.Globalization;

namespace YallaTake.Sandboxing.Faults;

/// <summary>
/// A way for the sandbox to misbehave, written <c>[action:]Kind[=probability]</c>:
/// <c>DropAfter</c>, <c>Http500=0.1</c>, <c>add:Hang=0.05</c>.
/// AnswerAfter takes a status and a body in place of the probability: <c>add:AnswerAfter=504 {"error":"Gateway timeout"}</c>.
/// </summary>
internal sealed class SandboxFault
{
    /// <summary>Reads a fault from its text.</summary>
    /// <param name="text">For example <c>add:DropAfter=0.5</c>.</param>
    /// <exception cref="FormatException">The text is not a fault.</exception>
    public SandboxFault(string text)
    {
        _ = text ?? throw new ArgumentNullException(nameof(text));
        var equals = text.IndexOf('=');
        var name = equals < 0 ? text : text.Substring(0, equals);
        var value = equals < 0 ? null : text.Substring(equals + 1);
        var kindAt = name.IndexOf(':') + 1;
        var word = name.Substring(kindAt).Trim();

        var kinds = typeof(SandboxFaultKind).GetEnumNames();
        var known = Array.Find(kinds, known => string.Equals(known, word, StringComparison.OrdinalIgnoreCase));
        Kind = Enum.TryParse(known, out SandboxFaultKind kind)
            ? kind
            : throw new FormatException(
                $"'{word}' is not a fault. Use one of {string.Join(", ", kinds)}, as in 'DropAfter', 'Http500=0.1' or 'add:Hang=0.05'.");
        // As the API writes its actions, however it was typed.
        Action = kindAt == 0 ? null : name.Substring(0, kindAt - 1).Trim().ToLowerInvariant();
        Probability = kind == SandboxFaultKind.AnswerAfter || value is null ? 1 : ReadProbability(value);
        if (kind == SandboxFaultKind.AnswerAfter)
            (Status, Body) = ReadAnswer(value);
    }

    /// <summary>What goes wrong.</summary>
    public SandboxFaultKind Kind { get; }

    /// <summary>How likely the fault strikes a request, from 0 to 1.</summary>
    public double Probability { get; }

    /// <summary>The only action that the fault strikes; null for every action.</summary>
    public string? Action { get; }

    /// <summary>The HTTP status of AnswerAfter; 0 for other kinds.</summary>
    public int Status { get; }

    /// <summary>The body of AnswerAfter; empty for other kinds.</summary>
    public string Body { get; } = "";

    /// <summary>The text that makes the same fault.</summary>
    public override string ToString() =>
        (Action is null ? "" : Action + ":") + Kind
        + (Kind == SandboxFaultKind.AnswerAfter ? string.Format(CultureInfo.InvariantCulture, "={0} {1}", Status, Body).TrimEnd()
            : Probability == 1 ? ""
            : "=" + Probability.ToString("R", CultureInfo.InvariantCulture));

    private static (int Status, string Body) ReadAnswer(string? text)
    {
        var parts = (text ?? "").Trim().Split([' '], 2);
        return int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var status) && status is >= 200 and < 600
            ? (status, parts.Length > 1 ? parts[1] : "")
            : throw new FormatException(
                $"'{parts[0]}' is not an HTTP status from 200 to 599. Write it first, as in 'add:AnswerAfter=504 Gateway timeout'.");
    }

    private static double ReadProbability(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var probability) && probability is >= 0 and <= 1
            ? probability
            : throw new FormatException($"'{text}' is not the probability of a fault: use a number between 0 and 1, as in 'Http500=0.1'.");
}
