using YamlDotNet.Core;
using YamlDotNet.Serialization;

namespace YallaTake.Help;

/// <summary>A parameter's section of a page.</summary>
/// <param name="Name">The name without the dash.</param>
/// <param name="Description">What it is for.</param>
/// <param name="Facts">What the cmdlet itself knows of it too.</param>
internal sealed record CommandParameter(string Name, IReadOnlyList<HelpBlock> Description, ParameterFacts Facts)
{
    private static readonly IDeserializer Yaml = new DeserializerBuilder().IgnoreUnmatchedProperties().WithEnforceNullability().Build();

    /// <summary>Reads a section such as <c>### -Quantity</c>.</summary>
    /// <exception cref="HelpPageException">It has no block of YAML, or an invalid one.</exception>
    public static CommandParameter Read(HelpSection section)
    {
        var yaml = section.Blocks.Find(block => block.Language == "yaml")
            ?? throw section.Wrong($"The parameter {section.Title} has no block ```yaml. Add one as for the others.");
        try
        {
            if (Yaml.Deserialize<ParameterFacts?>(yaml.Text) is { ParameterSets.Length: > 0 } facts)
                return new CommandParameter(section.Title.TrimStart('-'), [.. section.Blocks.Where(block => block != yaml)], facts);
            throw section.Wrong($"The parameter {section.Title} has no ParameterSets. Write its block ```yaml as for the others.");
        }
        catch (YamlException exception)
        {
            throw section.Wrong($"The block ```yaml of {section.Title} is invalid in its line {exception.Start.Line}: {exception.Message}");
        }
    }
}
