using System.Globalization;
using System.Management.Automation;

namespace YallaTake.Pipeline;

/// <summary>Reads a number as a CSV cell holds it: an empty cell is absent, and a text that leaves doubt is an error. PowerShell itself would make 0 of the one, and 15 of "1,5".</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class NumberTransformationAttribute : ArgumentTransformationAttribute
{
    /// <summary>Whether the number may have a fraction.</summary>
    public bool Fraction { get; set; }

    public override object? Transform(EngineIntrinsics engineIntrinsics, object inputData)
    {
        if ((inputData is PSObject wrapped ? wrapped.BaseObject : inputData) is not string text)
            return inputData;
        if (string.IsNullOrWhiteSpace(text))
            return null;

        var style = NumberStyles.AllowLeadingSign | (Fraction ? NumberStyles.AllowDecimalPoint : NumberStyles.None);
        return decimal.TryParse(text.Trim(), style, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw new ArgumentTransformationMetadataException($"'{text}' is no number that is surely understood. Write it in plain digits, such as {(Fraction ? "0.95" : "1000")}.");
    }
}
