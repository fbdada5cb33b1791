namespace YallaTake.Help;

/// <summary>A parameter's section of a page.</summary>
/// <param name="Name">The name without the dash.</param>
/// <param name="Description">What it is for.</param>
/// <param name="Facts">What the cmdlet itself knows of it too.</param>
internal sealed record CommandParameter(string Name, IReadOnlyList<HelpBlock> Description, ParameterFacts Facts)
{
    /// <summary>Reads a section such as <c>### -Quantity</c>.</summary>
    /// <exception cref="HelpPageException">It has no block of YAML.</exception>
    public static CommandParameter Read(HelpSection section)
    {
        var blocks = section.Blocks;
        var yaml = blocks.FirstOrDefault(block => block.Language == "yaml") ?? throw section.Wrong($"The parameter {section.Title} has no block ```yaml. Add one as the other parameters have.");
        return new CommandParameter(section.Title.TrimStart('-'), [.. blocks.Where(block => block != yaml)], ParameterFacts.Read(yaml));
    }

    /// <summary>What holds in a parameter set.</summary>
    public ParameterSetFacts In(string set) => Facts.Sets.Find(facts => facts.Name == set) ?? Facts.Sets.Find(facts => facts.Name == ParameterSetFacts.All) ?? Facts.Sets[0];
}
