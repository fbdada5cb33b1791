using System.Globalization;

namespace YallaTake;

/// <summary>
/// What a parameter takes that rows may give: a value, or a text that is not one. Such a text refuses the order of its row, and the other
/// rows go on.
/// </summary>
public abstract class RowValue
{
    private readonly object? _given;

    private protected RowValue(object? given, YallaTakeException? problem) => (_given, Problem) = (given, problem);

    /// <summary>Why it cannot be read; null when it can.</summary>
    internal YallaTakeException? Problem { get; }

    /// <summary>The value, or the text as it came.</summary>
    public override string ToString() => Convert.ToString(_given, CultureInfo.InvariantCulture) ?? string.Empty;
}

/// <summary>A <see cref="RowValue"/> of a type.</summary>
/// <typeparam name="T">The value's type.</typeparam>
public sealed class RowValue<T> : RowValue
{
    internal RowValue(T value)
        : base(value, null) => Value = value;

    internal RowValue(object? given, YallaTakeException problem)
        : base(given, problem)
    {
    }

    /// <summary>The value; the default of its type when there is a problem.</summary>
    internal T? Value { get; }
}
