namespace YallaTake.Help;

/// <summary>What a page says of a parameter within one parameter set.</summary>
internal sealed class ParameterSetFacts
{
    /// <summary>The set, or <c>(All)</c>.</summary>
    public string Name { get; init; } = string.Empty;

    /// <summary>A number from 0, or <c>Named</c>.</summary>
    public string Position { get; init; } = "Named";

    public bool IsRequired { get; init; }

    public bool ValueFromPipeline { get; init; }

    public bool ValueFromPipelineByPropertyName { get; init; }
}
