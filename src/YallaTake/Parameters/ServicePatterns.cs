namespace YallaTake.Parameters;

/// <summary>What <c>-Name</c> and <c>-Category</c> ask for.</summary>
internal sealed class ServicePatterns(string[] names, string[] categories)
{
    private readonly SeenPatterns _names = new(names);
    private readonly SeenPatterns _categories = new(categories);

    /// <summary>What to say when no service had one of the texts; null when there is nothing to say.</summary>
    public string? Hint => _names.Hint("name") ?? _categories.Hint("category");

    /// <summary>Whether a service has one of the names, and is of one of the categories.</summary>
    public bool Match(string? name, string? category) => _names.Match(name ?? string.Empty) && _categories.Match(category ?? string.Empty);
}
