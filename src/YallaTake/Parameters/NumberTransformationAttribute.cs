using System.Collections;
using System.Globalization;
using System.Management.Automation;

namespace YallaTake.Parameters;

/// <summary>Reads numbers as people and CSV cells write them: an empty cell is absent, and what leaves doubt is an error. PowerShell itself would make 0 of the one, 15 of "1,5" and 2 of 1.5.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class NumberTransformationAttribute : ArgumentTransformationAttribute
{
    /// <summary>Whether the number may have a fraction.</summary>
    public bool Fraction { get; set; }

    /// <summary>Whether nothing is an empty list: for the ids of orders, which have none as long as their outcome is unknown.</summary>
    public bool NoneIsEmpty { get; set; }

    public override object? Transform(EngineIntrinsics engineIntrinsics, object inputData) =>
        Bare(inputData) is IList items
            ? items.Cast<object?>().Select(item => Read(item) ?? throw Doubtful(item)).ToArray()
            : Read(inputData) ?? (NoneIsEmpty ? Array.Empty<object>() : null);

    private object? Read(object? input)
    {
        switch (Bare(input))
        {
            case double or float or decimal when !Fraction && !IsWhole(Bare(input)!):
                throw Doubtful(input);
            case string text when string.IsNullOrWhiteSpace(text):
                return null;
            case string text:
                var style = NumberStyles.AllowLeadingSign | (Fraction ? NumberStyles.AllowDecimalPoint : NumberStyles.None);
                return decimal.TryParse(text.Trim(), style, CultureInfo.InvariantCulture, out var number) ? number : throw Doubtful(text);
            default:
                return input;
        }
    }

    private static object? Bare(object? input) => input is PSObject wrapped ? wrapped.BaseObject : input;

    private static bool IsWhole(object number) => number is decimal money ? money % 1 == 0 : Convert.ToDouble(number, CultureInfo.InvariantCulture) % 1 == 0;

    private ArgumentTransformationMetadataException Doubtful(object? input) =>
        new(FormattableString.Invariant($"'{input}' is no number that is surely understood. Write it in plain digits, such as {(Fraction ? "0.95" : "1000")}."));
}
