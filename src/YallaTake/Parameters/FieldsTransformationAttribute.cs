using System.Collections;
using System.Management.Automation;

namespace YallaTake.Parameters;

/// <summary>Reads a table of fields; a cell of a row may hold something else.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class FieldsTransformationAttribute : ArgumentTransformationAttribute
{
    public override object? Transform(EngineIntrinsics engineIntrinsics, object inputData) =>
        UnreadableValueException.Keep<Hashtable>(inputData, () => inputData.Bare() switch
        {
            null => null,
            IDictionary fields => fields,
            string text when string.IsNullOrWhiteSpace(text) => null,
            _ => throw new UnreadableValueException($"'{inputData}' is not a table of fields.", "Write one such as @{ name = 'value' }."),
        });
}
