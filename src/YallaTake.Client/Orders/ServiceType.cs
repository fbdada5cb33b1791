using YallaTake.Client.Values;

namespace YallaTake.Client.Orders;

/// <summary>A type of service: which fields its orders need and may have, and what is counted (api: fields of add).</summary>
internal sealed class ServiceType
{
    private ServiceType(string name, string required, string optional = "", OrderCount count = OrderCount.Quantity, string? list = null)
    {
        Name = name;
        Required = required.Split([' '], StringSplitOptions.RemoveEmptyEntries);
        Optional = optional.Split([' '], StringSplitOptions.RemoveEmptyEntries);
        Count = count;
        CountedList = list;
    }

    /// <summary>The type's name as the API document writes it.</summary>
    public string Name { get; }

    /// <summary>The API names of the fields that every order has.</summary>
    public IReadOnlyList<string> Required { get; }

    /// <summary>The API names of the fields that an order may have.</summary>
    public IReadOnlyList<string> Optional { get; }

    /// <summary>What is counted.</summary>
    public OrderCount Count { get; }

    /// <summary>The list field whose lines are counted; null unless <see cref="Count"/> is <see cref="OrderCount.Lines"/>.</summary>
    public string? CountedList { get; }

    /// <summary>Every type of the API document.</summary>
    public static IReadOnlyList<ServiceType> All { get; } =
    [
        new("Default", "link quantity", "runs interval"),
        new("Package", "link", count: OrderCount.Package),
        new("SEO", "link quantity keywords"),
        new("Custom Comments", "link comments", count: OrderCount.Lines, list: OrderField.Comments),
        new("Custom Comments Package", "link comments", count: OrderCount.Package),
        new("Mentions", "link quantity usernames"),
        new("Mentions with Hashtags", "link quantity usernames hashtags"),
        new("Mentions Custom List", "link usernames", count: OrderCount.Lines, list: OrderField.Usernames),
        new("Mentions Hashtag", "link quantity hashtag"),
        new("Mentions User Followers", "link quantity username"),
        new("Mentions Media Likers", "link quantity media"),
        new("Comment Likes", "link quantity username"),
        new("Comment Replies", "link username comments", count: OrderCount.Lines, list: OrderField.Comments),
        new("Poll", "link quantity answer_number"),
        new("Invites from Groups", "link quantity groups"),
        new("Subscriptions", "username min max delay", "posts old_posts expiry", OrderCount.Posts),
        new("Web Traffic", "link quantity country device type_of_traffic", "runs interval google_keyword referring_url"),
    ];

    private static readonly Dictionary<string, ServiceType> ByName = All.ToDictionary(type => FoldedWord.Of(type.Name));

    /// <summary>
    /// Finds a type by the panel's spelling: case, spaces and underscores do not count. Null for a type that is not in the API document.
    /// </summary>
    public static ServiceType? Find(string name) =>
        ByName.TryGetValue(FoldedWord.Of(name), out var type) ? type : null;

    /// <summary>Whether an order of this type can have the field.</summary>
    public bool Has(string field) => Required.Contains(field) || Optional.Contains(field);

    /// <summary>The type's name.</summary>
    public override string ToString() => Name;
}
