using System.Globalization;

namespace YallaTake.Client.Orders;

/// <summary>The API's names of the fields of <c>add</c> that the module itself knows.</summary>
internal static class OrderField
{
    public const string Link = "link";
    public const string Quantity = "quantity";
    public const string Runs = "runs";
    public const string Interval = "interval";
    public const string Comments = "comments";
    public const string Usernames = "usernames";
    public const string Username = "username";
    public const string Min = "min";
    public const string Max = "max";
    public const string Posts = "posts";
    public const string OldPosts = "old_posts";
    public const string TypeOfTraffic = "type_of_traffic";
    public const string GoogleKeyword = "google_keyword";
    public const string ReferringUrl = "referring_url";
    public const string Keywords = "keywords";
    public const string Hashtags = "hashtags";
    public const string Groups = "groups";
    public const string Media = "media";
    public const string Hashtag = "hashtag";
    public const string AnswerNumber = "answer_number";
    public const string Delay = "delay";
    public const string Expiry = "expiry";
    public const string Country = "country";
    public const string Device = "device";

    /// <summary>Those of several lines.</summary>
    public static readonly string[] Lists = [Keywords, Comments, Usernames, Hashtags, Groups];

    /// <summary>Those that say where something is: a page's address, or an account's name.</summary>
    public static readonly string[] Links = [Link, Username, Usernames, Groups, Media, ReferringUrl];

    /// <summary>The quantity among the fields of an order; null when there is none, or it is not a whole number.</summary>
    public static long? QuantityOf(IReadOnlyDictionary<string, string> fields) =>
        fields.TryGetValue(Quantity, out var text) && long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var quantity)
            ? quantity
            : null;
}
