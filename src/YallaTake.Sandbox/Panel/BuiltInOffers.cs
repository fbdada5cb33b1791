using System.Globalization;
using Newtonsoft.Json.Linq;

namespace YallaTake.Sandboxing.Panel;

/// <summary>The catalogue of a panel that does not exist: every row of the list in every grade.</summary>
internal static class BuiltInOffers
{
    private static readonly Grade[] Grades =
    [
        new("Economy", 0.4m, Refill: false, Cancel: false),
        new("Standard", 1m, Refill: false, Cancel: true),
        new("Fast start", 1.4m, Refill: false, Cancel: false),
        new("30 days refill", 1.8m, Refill: true, Cancel: true),
        new("Premium, lifetime refill", 3.2m, Refill: true, Cancel: true),
    ];

    private static readonly Row[] Rows =
    [
        new("Instagram Followers", "Followers, mixed profiles", 0.90m, 50, 100_000),
        new("Instagram Followers", "Followers, Arabic profiles", 2.40m, 20, 20_000),
        new("Instagram Followers", "Followers, women", 3.10m, 20, 15_000),
        new("Instagram Likes", "Likes", 0.20m, 10, 50_000),
        new("Instagram Likes", "Likes with reach", 0.35m, 20, 30_000),
        new("Instagram Likes", "Likes, Arabic profiles", 0.95m, 10, 10_000),
        new("Instagram Views", "Reel views", 0.05m, 100, 10_000_000),
        new("Instagram Views", "Story views, all stories", 0.15m, 50, 40_000),
        new("Instagram Views", "Profile visits", 0.12m, 100, 500_000),
        new("Instagram Views", "Live viewers, 30 minutes", 5.50m, 20, 5_000),
        new("Instagram Saves and Shares", "Saves", 0.08m, 10, 50_000),
        new("Instagram Saves and Shares", "Shares", 0.11m, 10, 100_000),
        new("Instagram Comments", "Your own comments", 8m, 10, 1_500, "Custom Comments"),
        new("Instagram Comments", "Emoji comments", 4.20m, 10, 2_000),
        new("Instagram Comments", "Pack of 10 of your comments", 0.30m, 1, 1, "Custom Comments Package"),
        new("Instagram Comments", "Likes on a comment", 1.20m, 10, 5_000, "Comment Likes"),
        new("Instagram Comments", "Replies to a comment", 9m, 5, 500, "Comment Replies"),
        new("Instagram Mentions", "Mentions of listed users", 2.20m, 100, 50_000, "Mentions"),
        new("Instagram Mentions", "Mentions with hashtags", 2.60m, 100, 50_000, "Mentions with Hashtags"),
        new("Instagram Mentions", "Mentions of your own list", 4m, 10, 20_000, "Mentions Custom List"),
        new("Instagram Mentions", "Mentions of a hashtag's users", 1.90m, 100, 50_000, "Mentions Hashtag"),
        new("Instagram Mentions", "Mentions of a user's followers", 1.70m, 100, 100_000, "Mentions User Followers"),
        new("Instagram Mentions", "Mentions of a post's likers", 1.80m, 100, 30_000, "Mentions Media Likers"),
        new("Instagram Automatic", "Likes on every new post", 0.30m, 20, 10_000, "Subscriptions"),
        new("Instagram Automatic", "Views on every new reel", 0.06m, 100, 100_000, "Subscriptions"),
        new("Instagram Packages", "First steps: followers, likes and views", 4.50m, 1, 1, "Package"),
        new("TikTok Followers", "Followers", 1.50m, 20, 200_000),
        new("TikTok Followers", "Followers, Arabic profiles", 3.30m, 20, 20_000),
        new("TikTok Likes", "Likes", 0.40m, 10, 100_000),
        new("TikTok Views", "Views", 0.025m, 100, 2_147_483_647),
        new("TikTok Views", "Live viewers, 15 minutes", 6m, 30, 3_000),
        new("TikTok Saves and Shares", "Saves", 0.18m, 10, 50_000),
        new("TikTok Saves and Shares", "Shares", 0.14m, 10, 500_000),
        new("TikTok Comments", "Your own comments", 9.50m, 5, 1_000, "Custom Comments"),
        new("TikTok Automatic", "Views on every new video", 0.04m, 100, 500_000, "Subscriptions"),
        new("YouTube Subscribers", "Subscribers", 12m, 20, 50_000),
        new("YouTube Views", "Views", 1.60m, 100, 5_000_000),
        new("YouTube Views", "Shorts views", 0.70m, 100, 1_000_000),
        new("YouTube Views", "Watch hours", 15m, 100, 4_000),
        new("YouTube Views", "Live viewers, 60 minutes", 11m, 50, 5_000),
        new("YouTube Likes", "Likes", 1.10m, 10, 50_000),
        new("YouTube Comments", "Your own comments", 10m, 5, 1_000, "Custom Comments"),
        new("YouTube Comments", "Likes on a comment", 2m, 20, 10_000, "Comment Likes"),
        new("YouTube Comments", "Replies to a comment", 12m, 5, 300, "Comment Replies"),
        new("YouTube Packages", "Launch of a video: views, likes and comments", 18m, 1, 1, "Package"),
        new("Facebook Pages", "Page followers", 1.10m, 50, 100_000),
        new("Facebook Posts", "Post likes", 0.60m, 20, 20_000),
        new("Facebook Posts", "Video views", 0.15m, 500, 1_000_000),
        new("Facebook Groups", "Group members", 1.40m, 100, 50_000),
        new("X Profiles", "Followers", 3m, 50, 100_000),
        new("X Posts", "Likes", 1.20m, 20, 20_000),
        new("X Posts", "Reposts", 1.50m, 20, 10_000),
        new("X Posts", "Views", 0.03m, 100, 100_000_000),
        new("X Posts", "Poll votes", 1.30m, 50, 50_000, "Poll"),
        new("Telegram Channels", "Channel members", 0.80m, 100, 100_000),
        new("Telegram Channels", "Post views", 0.025m, 50, 500_000),
        new("Telegram Channels", "Reactions", 0.12m, 20, 100_000),
        new("Telegram Channels", "Poll votes", 0.90m, 20, 30_000, "Poll"),
        new("Telegram Groups", "Members from other groups", 6m, 50, 5_000, "Invites from Groups"),
        new("Spotify", "Plays", 0.50m, 500, 10_000_000),
        new("Spotify", "Followers", 0.85m, 20, 100_000),
        new("Twitch", "Channel followers", 0.70m, 10, 50_000),
        new("Twitch", "Live viewers, 60 minutes", 8m, 10, 2_000),
        new("LinkedIn", "Profile followers", 14m, 20, 5_000),
        new("Discord", "Server members", 5m, 50, 10_000),
        new("Website Traffic", "Visits from everywhere", 0.35m, 100, 1_000_000, "Web Traffic"),
        new("Website Traffic", "Visits that stay for a minute", 0.75m, 100, 500_000, "Web Traffic"),
        new("Website Search", "Visits from a search for your keywords", 2.80m, 50, 20_000, "SEO"),
    ];

    /// <summary>One of each row in each grade.</summary>
    public static int NaturalCount => Rows.Length * Grades.Length;

    /// <summary>So many services, with ids from 1: fewer are spread over the whole list, more go round it again.</summary>
    public static IEnumerable<JObject> Make(int count)
    {
        for (var i = 0; i < count; i++)
        {
            var place = count < NaturalCount ? (int)((long)i * NaturalCount / count) : i;
            var (round, offer) = (place / NaturalCount, place % NaturalCount);
            yield return Make(i + 1, Rows[offer / Grades.Length], Grades[offer % Grades.Length], round);
        }
    }

    private static JObject Make(int id, Row row, Grade grade, int round) => new()
    {
        ["service"] = id,
        ["name"] = $"{row.Category}: {row.Name} | {grade.Name}" + (round == 0 ? "" : $" | server {round + 1}"),
        ["type"] = row.Type,
        ["category"] = row.Category,
        ["rate"] = (row.Rate * grade.Price).ToString("0.00##", CultureInfo.InvariantCulture),
        ["min"] = row.Min.ToString(CultureInfo.InvariantCulture),
        ["max"] = row.Max.ToString(CultureInfo.InvariantCulture),
        ["refill"] = grade.Refill && row.Type == "Default",
        ["cancel"] = grade.Cancel,
    };

    private sealed record Row(string Category, string Name, decimal Rate, int Min, int Max, string Type = "Default");

    private sealed record Grade(string Name, decimal Price, bool Refill, bool Cancel);
}
