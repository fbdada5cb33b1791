using System.Net;
using System.Text;
using YallaTake.Sandboxing.Api;
using YallaTake.Sandboxing.Dialects;
using YallaTake.Sandboxing.Faults;
using YallaTake.Sandboxing.Http;
using YallaTake.Sandboxing.Panel;

namespace YallaTake.Sandboxing;

/// <summary>Brings requests to the panel and its answers back, or what faults make of them.</summary>
internal sealed class SandboxEndpoint(SandboxOptions options, SandboxPanel panel, DialectWriter dialect) : IHttpAnswers
{
    public const string ApiPath = "/api/v2";
    private const string StatePath = "/sandbox/state";

    private readonly FaultDice _dice = new(options.Faults, options.Seed);
    private readonly Tally _requests = new();

    public long RequestCount => _requests.Total;

    public bool Admit() => !_dice.RefusesConnection();

    public async Task<HttpResponse> AnswerAsync(HttpRequest request, CancellationToken stopping)
    {
        switch (request.Path)
        {
            case ApiPath or ApiPath + "/":
                if (request.Method != "POST")
                    return NotAllowed("POST");
                var response = Answer(ReadForm(request.Body));
                await Task.Delay(options.Latency, stopping).ConfigureAwait(false);
                return response;
            case StatePath:
                return request.Method == "GET" ? new HttpResponse(200, EncodeState()) : NotAllowed("GET");
            default:
                return HttpResponse.Error(404, $"Nothing is here; the API is at {ApiPath}");
        }
    }

    private HttpResponse Answer(Dictionary<string, string> fields)
    {
        fields.TryGetValue("action", out var action);
        _requests.Add(SandboxOptions.Actions.Contains(action) ? action! : "unknown");
        return _dice.Roll(action) is { } fault ? FaultPlay.Answer(fault, () => Act(fields)) : Act(fields);
    }

    private HttpResponse Act(Dictionary<string, string> fields)
    {
        try
        {
            return new HttpResponse(200, panel.Answer(fields));
        }
        catch (PanelRefusal refusal)
        {
            return dialect.Refusal(refusal);
        }
    }

    private byte[] EncodeState() => Json.Encode(writer =>
    {
        writer.WriteStartObject();
        writer.WritePropertyName("requests");
        _requests.ToJson().WriteTo(writer);
        writer.WritePropertyName("faults");
        _dice.Struck.ToJson().WriteTo(writer);
        panel.WriteState(writer);
        writer.WriteEndObject();
    });

    private static HttpResponse NotAllowed(string allow) =>
        HttpResponse.Error(405, $"Method not allowed; use {allow}") with { Allow = allow };

    private static Dictionary<string, string> ReadForm(byte[] body)
    {
        var fields = new Dictionary<string, string>();
        foreach (var pair in Encoding.UTF8.GetString(body).Split('&'))
        {
            var equals = pair.IndexOf('=');
            if (equals > 0)
                fields[WebUtility.UrlDecode(pair.Substring(0, equals))] = WebUtility.UrlDecode(pair.Substring(equals + 1));
        }

        return fields;
    }
}
