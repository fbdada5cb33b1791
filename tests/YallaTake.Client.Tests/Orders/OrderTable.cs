namespace YallaTake;

/// <summary>The API document's table of the fields of <c>add</c>, with a fitting value for each.</summary>
internal static class OrderTable
{
    public static readonly (string Type, string[] Required, string[] Optional)[] Types =
    [
        ("Default", ["link", "quantity"], ["runs", "interval"]),
        ("Package", ["link"], []),
        ("SEO", ["link", "quantity", "keywords"], []),
        ("Custom Comments", ["link", "comments"], []),
        ("Custom Comments Package", ["link", "comments"], []),
        ("Mentions", ["link", "quantity", "usernames"], []),
        ("Mentions with Hashtags", ["link", "quantity", "usernames", "hashtags"], []),
        ("Mentions Custom List", ["link", "usernames"], []),
        ("Mentions Hashtag", ["link", "quantity", "hashtag"], []),
        ("Mentions User Followers", ["link", "quantity", "username"], []),
        ("Mentions Media Likers", ["link", "quantity", "media"], []),
        ("Comment Likes", ["link", "quantity", "username"], []),
        ("Comment Replies", ["link", "username", "comments"], []),
        ("Poll", ["link", "quantity", "answer_number"], []),
        ("Invites from Groups", ["link", "quantity", "groups"], []),
        ("Subscriptions", ["username", "min", "max", "delay"], ["posts", "old_posts", "expiry"]),
        ("Web Traffic",
        [
            "link",
            "quantity",
            "country",
            "device",
            "type_of_traffic",
        ], ["runs", "interval", "google_keyword", "referring_url"]),
    ];

    private static readonly Dictionary<string, string> Values = new()
    {
        ["link"] = "https://example.com/p/1",
        ["quantity"] = "100",
        ["runs"] = "2",
        ["interval"] = "60",
        ["keywords"] = "one\ntwo",
        ["comments"] = "Nice\nVery nice",
        ["usernames"] = "anna\nbert",
        ["hashtags"] = "#one\n#two",
        ["hashtag"] = "#one",
        ["username"] = "anna",
        ["media"] = "https://example.com/p/2",
        ["answer_number"] = "3",
        ["groups"] = "https://example.com/g/1",
        ["min"] = "10",
        ["max"] = "20",
        ["delay"] = "30",
        ["posts"] = "5",
        ["old_posts"] = "2",
        ["expiry"] = "31/12/2030",
        ["country"] = "US",
        ["device"] = "5",
        ["type_of_traffic"] = "3",
        ["google_keyword"] = "shoes",
        ["referring_url"] = "https://example.com",
    };

    public static IEnumerable<string> Fields => Values.Keys;

    /// <summary>The fields named, each with a value that fits.</summary>
    public static Dictionary<string, string> Fill(IEnumerable<string> fields) =>
        fields.ToDictionary(field => field, field => Values[field]);

    /// <summary>An order of every required field of the type.</summary>
    public static Dictionary<string, string> Complete(string type) => Fill(Types.Single(row => row.Type == type).Required);

    public static Service Service(string type, decimal rate = 1, long? min = 1, long? max = 1_000_000) =>
        new() { ServiceId = 7L, Name = "Likes", Type = type, Category = "Any", Rate = rate, Min = min, Max = max };
}
