using System.Net;

namespace YallaTake;

/// <summary>A panel whose ids are not all numbers: it sells a few services, and numbers each order by the next of its ids.</summary>
internal sealed class LetteredPanel : IDisposable
{
    private readonly Queue<string> _ids;
    private readonly CannedServer _server;

    public LetteredPanel(params string[] ids)
    {
        _ids = new Queue<string>(ids);
        _server = new CannedServer(request => CannedAnswer.Of(Answer(Fields(request.Body))));
    }

    public Uri Uri => _server.Uri;

    /// <summary>What was asked, action and ids, but for the catalogue and the balance.</summary>
    public IEnumerable<string> Asked =>
        from form in _server.Forms.Select(Fields)
        where form["action"] is not ("services" or "balance")
        select string.Join(' ', form.Where(item => item.Key is not ("key" or "link" or "quantity")).Select(item => item.Value));

    public void Dispose() => _server.Dispose();

    private static Dictionary<string, string> Fields(string form) =>
        form.Split('&').Select(field => field.Split('=')).ToDictionary(field => field[0], field => WebUtility.UrlDecode(field[1]));

    private string Answer(Dictionary<string, string> form)
    {
        var ids = form.GetValueOrDefault("orders") ?? form.GetValueOrDefault("refills");
        return (form["action"], ids) switch
        {
            ("services", _) => $"[{Service("\"ig-likes\"")},{Service("\"007\"")},{Service("7")},{Service("\"12e45678\"")}]",
            ("balance", _) => """{"balance":"100","currency":"USD"}""",
            ("add", _) => $$"""{"success":true,"order":"{{_ids.Dequeue()}}"}""",
            ("status", null) => Status,
            ("status", var list) => $"{{{string.Join(',', list.Split(',').Select(StatusOf))}}}",
            ("refill", null) => """{"refill":"d458005f6fc6"}""",
            ("refill", var list) => Each(list, id => $$"""{"order":"{{id}}","refill":"r-{{id}}"}"""),
            ("refill_status", null) => """{"status":"Completed"}""",
            ("refill_status", var list) => Each(list, id => $$"""{"refill":"{{id}}","status":"Completed"}"""),
            ("cancel", var list) => Each(list!, id => $$"""{"order":"{{id}}","cancel":1}"""),
            _ => """{"error":"Incorrect request"}""",
        };
    }

    private const string Status = """{"status":"Completed","charge":"0.1","remains":"0"}""";

    private const string Unknown = """{"error":"Incorrect order ID"}""";

    private static string StatusOf(string id) => $"\"{id}\":{(id == "none1" ? Unknown : Status)}";

    private static string Each(string list, Func<string, string> item) => $"[{string.Join(',', list.Split(',').Reverse().Select(item))}]";

    private static string Service(string id) =>
        $$"""{"service":{{id}},"name":"Likes","type":"Default","category":"Any","rate":"1","min":"1","max":"1000","refill":true}""";
}
