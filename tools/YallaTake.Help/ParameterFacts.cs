namespace YallaTake.Help;

/// <summary>What a page says of a parameter in its block of YAML. The names are those of PlatyPS.</summary>
internal sealed class ParameterFacts
{
    public string Type { get; init; } = string.Empty;

    public string DefaultValue { get; init; } = string.Empty;

    public bool SupportsWildcards { get; init; }

    public string[] Aliases { get; init; } = [];

    public string[] AcceptedValues { get; init; } = [];

    public ParameterSetFacts[] ParameterSets { get; init; } = [];
}
