namespace YallaTake.Sandboxing.Api;

/// <summary>What an order of a type is charged by.</summary>
internal enum Counting
{
    Quantity,
    QuantityByRuns,
    CommentLines,
    UsernameLines,
    Package,
    Posts,
}

/// <summary>A type of service: what an order of it must have, and what is counted.</summary>
internal sealed record ServiceType(string Name, Counting Counting, params string[] Required)
{
    public static IReadOnlyList<ServiceType> All { get; } =
    [
        new("Default", Counting.QuantityByRuns, "link", "quantity"),
        new("Package", Counting.Package, "link"),
        new("SEO", Counting.Quantity, "link", "quantity", "keywords"),
        new("Custom Comments", Counting.CommentLines, "link", "comments"),
        new("Custom Comments Package", Counting.Package, "link", "comments"),
        new("Mentions", Counting.Quantity, "link", "quantity", "usernames"),
        new("Mentions with Hashtags", Counting.Quantity, "link", "quantity", "usernames", "hashtags"),
        new("Mentions Custom List", Counting.UsernameLines, "link", "usernames"),
        new("Mentions Hashtag", Counting.Quantity, "link", "quantity", "hashtag"),
        new("Mentions User Followers", Counting.Quantity, "link", "quantity", "username"),
        new("Mentions Media Likers", Counting.Quantity, "link", "quantity", "media"),
        new("Comment Likes", Counting.Quantity, "link", "quantity", "username"),
        new("Comment Replies", Counting.CommentLines, "link", "username", "comments"),
        new("Poll", Counting.Quantity, "link", "quantity", "answer_number"),
        new("Invites from Groups", Counting.Quantity, "link", "quantity", "groups"),
        new("Subscriptions", Counting.Posts, "username", "min", "max", "delay"),
        new("Web Traffic", Counting.QuantityByRuns, "link", "quantity", "country", "device", "type_of_traffic"),
    ];

    private static readonly Dictionary<string, ServiceType> ByName = All.ToDictionary(type => Fold(type.Name));

    /// <summary>The type of that name; one that is not known is ordered like Default.</summary>
    public static ServiceType Named(string name) => ByName.TryGetValue(Fold(name), out var type) ? type : All[0];

    /// <summary>Panels write the same type as <c>Custom Comments</c>, <c>custom_comments</c> and so on.</summary>
    private static string Fold(string name) =>
        string.Concat(name.Where(char.IsLetterOrDigit).Select(char.ToUpperInvariant));
}
