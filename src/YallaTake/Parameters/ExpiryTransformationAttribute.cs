using System.Collections;
using System.Globalization;
using System.Management.Automation;

namespace YallaTake.Parameters;

/// <summary>Reads a day as the API writes it (dd/MM/yyyy) or as ISO does (yyyy-MM-dd), whatever the culture; a date stays one.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class ExpiryTransformationAttribute : ArgumentTransformationAttribute
{
    private const string Advice = "Write it as dd/MM/yyyy or yyyy-MM-dd.";

    private static readonly string[] Forms = ["dd/MM/yyyy", "yyyy-MM-dd"];

    public override object? Transform(EngineIntrinsics engineIntrinsics, object inputData) =>
        UnreadableValueException.Keep<DateTime>(inputData, () => Read(inputData));

    private static object? Read(object inputData)
    {
        if (inputData.Bare() is IList { Count: > 1 })
            throw new UnreadableValueException("It is a list, which a comma makes.", Advice);
        if (inputData.Bare() is not string text)
            return inputData;
        if (string.IsNullOrWhiteSpace(text))
            return null;

        return DateTime.TryParseExact(text.Trim(), Forms, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? day
            : throw new UnreadableValueException($"'{text}' is not a valid day.", Advice);
    }
}
