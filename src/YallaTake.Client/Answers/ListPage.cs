using Newtonsoft.Json.Linq;

namespace YallaTake.Client.Answers;

/// <summary>What a list says of itself when it is one page of several: how many there are in all, or where the next page is.</summary>
internal static class ListPage
{
    private static readonly string[] Totals = ["total", "totalcount", "count"];
    private static readonly string[] Pages = ["lastpage", "pages", "totalpages", "pagecount"];
    private static readonly string[] Next = ["next", "nextpage", "nextpageurl", "nextcursor", "hasmore", "hasnext"];

    /// <summary>Whether a list has more than it shows.</summary>
    /// <param name="around">What stands around the list: some panels say it there, some in an object of its own.</param>
    /// <param name="count">How many it shows.</param>
    public static bool IsOneOfSeveral(IEnumerable<JObject> around, int count) => around.Any(place =>
        AnswerField.Values(place, Totals).Any(total => AnswerValue.Count(total) is { } all && all > count)
        || AnswerField.Values(place, Pages).Any(pages => AnswerValue.Count(pages) > 1)
        || AnswerField.Values(place, Next).Any(next => AnswerValue.Flag(next) != false));
}
