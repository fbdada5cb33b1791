using System.Management.Automation;

namespace YallaTake.Parameters;

/// <summary>A value that is not what its parameter takes.</summary>
/// <param name="what">What is wrong with it.</param>
/// <param name="advice">How to write one.</param>
internal sealed class UnreadableValueException(string what, string advice) : ArgumentTransformationMetadataException($"{what} {advice}")
{
    /// <summary>
    /// Reads what a row or a line gives. PowerShell's own error would name no row, and the rows after it would have too low a number.
    /// </summary>
    /// <param name="given">What was given.</param>
    /// <param name="read">Reads it; null when nothing is given.</param>
    public static RowValue<T>? Keep<T>(object? given, Func<object?> read)
    {
        try
        {
            return read() is { } value ? new RowValue<T>(LanguagePrimitives.ConvertTo<T>(value)) : null;
        }
        catch (UnreadableValueException exception)
        {
            return exception.Of<T>(given);
        }
        catch (PSInvalidCastException)
        {
            return new UnreadableValueException($"'{given}' is not a valid value.", "Correct it and run the command again.").Of<T>(given);
        }
    }

    private RowValue<T> Of<T>(object? given) =>
        new(given, new YallaTakeException(ErrorId.FieldInvalid, $"{what} Nothing was sent. {advice}"));
}
