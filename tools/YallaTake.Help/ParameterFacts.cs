namespace YallaTake.Help;

/// <summary>What a page says of a parameter in its block of YAML.</summary>
internal sealed class ParameterFacts
{
    private readonly Dictionary<string, string> _values = [];
    private readonly Dictionary<string, List<string>> _lists = [];

    private ParameterFacts()
    {
    }

    public string Type => Value("Type");

    public string DefaultValue => Value("DefaultValue");

    public bool SupportsWildcards => Value("SupportsWildcards") == "true";

    public IReadOnlyList<string> Aliases => List("Aliases");

    public IReadOnlyList<string> AcceptedValues => List("AcceptedValues");

    public List<ParameterSetFacts> Sets { get; } = [];

    /// <summary>Reads the block: keys with values, lists of words, and the list of parameter sets.</summary>
    public static ParameterFacts Read(HelpBlock block)
    {
        var facts = new ParameterFacts();
        var key = string.Empty;
        var set = new Dictionary<string, string>();
        foreach (var line in block.Text.Split('\n'))
        {
            var pair = line.TrimStart('-', ' ').Split(':', 2, StringSplitOptions.TrimEntries);
            if (line.StartsWith("- Name:", StringComparison.Ordinal))
                facts.Sets.Add(new ParameterSetFacts(set = []));

            if (pair.Length == 2 && (line.StartsWith("- Name:", StringComparison.Ordinal) || line.StartsWith("  ", StringComparison.Ordinal)))
                set[pair[0]] = pair[1];
            else if (line.StartsWith("- ", StringComparison.Ordinal))
                facts._lists.TryAdd(key, []);
            else if (pair.Length == 2)
                facts._values[key = pair[0]] = pair[1].Trim('\'');

            if (facts._lists.TryGetValue(key, out var list))
                list.Add(line[2..].Trim().Trim('\''));
        }

        return facts;
    }

    private string Value(string key) => _values.GetValueOrDefault(key, string.Empty);

    private List<string> List(string key) => _lists.GetValueOrDefault(key, []);
}
