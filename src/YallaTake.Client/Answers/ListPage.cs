using Newtonsoft.Json.Linq;
using YallaTake.Client.Values;

namespace YallaTake.Client.Answers;

/// <summary>What a list says of itself when it is one page of several: how many there are in all, or where the next page is.</summary>
internal static class ListPage
{
    private static readonly HashSet<string> Places = ["meta", "pagination", "paging", "pager", "page", "links"];

    private static readonly string[] Totals = ["total", "totalcount", "count"];
    private static readonly string[] Pages = ["lastpage", "pages", "totalpages", "pagecount"];
    private static readonly string[] Next = ["next", "nextpage", "nextpageurl", "nextcursor", "hasmore", "hasnext"];

    /// <summary>Whether a list has more than it shows.</summary>
    /// <param name="around">The object that holds the list: some panels say it beside the list, some in an object of its own.</param>
    /// <param name="subject">What the list is of, which may name it.</param>
    /// <param name="count">How many it shows.</param>
    public static bool IsOneOfSeveral(JObject around, string subject, int count) =>
        around.DescendantsAndSelf().OfType<JObject>().Where(place => place == around || IsOfList(place, subject)).Any(place =>
            AnswerField.Values(place, Totals).Any(total => AnswerValue.Count(total) is { } all && all > count)
            || AnswerField.Values(place, Pages).Any(pages => AnswerValue.Count(pages) > 1)
            || AnswerField.Values(place, Next).Any(next => AnswerValue.Flag(next) != false));

    private static bool IsOfList(JObject place, string subject) =>
        place.Parent is JProperty field && FoldedWord.Of(field.Name) is var name
        && (Places.Contains(name) || WrappedAnswer.IsWrapping(name, subject));
}
