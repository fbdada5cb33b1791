namespace YallaTake.Help;

/// <summary>What a page says of a parameter within one parameter set.</summary>
/// <param name="values">The keys of PlatyPS and their values.</param>
internal sealed class ParameterSetFacts(IReadOnlyDictionary<string, string> values)
{
    /// <summary>The set that stands for all of them.</summary>
    public const string All = "(All)";

    public string Name => values["Name"];

    /// <summary>A number from 0, or <c>Named</c>.</summary>
    public string Position => values.GetValueOrDefault(nameof(Position), "Named");

    public bool IsRequired => Is(nameof(IsRequired));

    public bool ValueFromPipeline => Is(nameof(ValueFromPipeline));

    public bool ValueFromPipelineByPropertyName => Is(nameof(ValueFromPipelineByPropertyName));

    private bool Is(string key) => values.GetValueOrDefault(key) == "true";
}
