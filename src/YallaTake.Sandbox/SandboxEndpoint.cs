using System.Collections.Concurrent;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using YallaTake.Sandboxing.Api;
using YallaTake.Sandboxing.Dialects;
using YallaTake.Sandboxing.Faults;
using YallaTake.Sandboxing.Http;
using YallaTake.Sandboxing.Page;
using YallaTake.Sandboxing.Panel;

namespace YallaTake.Sandboxing;

/// <summary>Brings requests to the panel and its answers back, or what faults make of them.</summary>
internal sealed class SandboxEndpoint(SandboxOptions options, SandboxPanel panel, DialectWriter dialect)
{
    private const string ApiPath = SandboxOptions.ApiPath;
    private const string StatePath = "/sandbox/state";
    private const string PagePath = "/";

    private readonly SandboxPage _page = new(options, panel);
    private readonly FaultDice _dice = new(options.Faults, options.Seed);
    private readonly ConcurrentDictionary<string, long> _requests = new(StringComparer.Ordinal);

    public long RequestCount => _requests.Values.Sum();

    /// <summary>Whether a new connection is served; if not, it is reset.</summary>
    public bool Admit() => !_dice.RefusesConnection();

    public async Task<HttpResponse> AnswerAsync(HttpRequest request, CancellationToken stopping)
    {
        switch (request.Path)
        {
            case ApiPath or ApiPath + "/":
                if (request.Method != "POST")
                    return NotAllowed("POST");
                var response = await AnswerApiAsync(request).ConfigureAwait(false);
                await Task.Delay(options.Latency, stopping).ConfigureAwait(false);
                return response;
            case StatePath:
                return request.Method == "GET" ? new HttpResponse(200, EncodeState()) : NotAllowed("GET");
            case PagePath:
                return request.Method == "GET" ? _page.Render(request.Host!, RequestCount, _dice.Struck) : NotAllowed("GET");
            default:
                return HttpResponse.Error(404, $"Nothing is here; the API is at {ApiPath}");
        }
    }

    private async Task<HttpResponse> AnswerApiAsync(HttpRequest request)
    {
        try
        {
            return dialect.Send(Answer(await RequestFields.ReadAsync(request).ConfigureAwait(false)));
        }
        catch (HttpProblem problem)
        {
            return HttpResponse.Error(problem.Status, problem.Message);
        }
    }

    private HttpResponse Answer(Dictionary<string, string> fields)
    {
        fields.TryGetValue("action", out var action);
        _requests.AddOrUpdate(SandboxOptions.Actions.Contains(action) ? action! : "unknown", 1, (_, count) => count + 1);
        return _dice.Roll(action) is { } fault ? FaultPlay.Answer(fault, () => Act(fields), () => Postpone(fields)) : Act(fields);
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

    private void Postpone(Dictionary<string, string> fields)
    {
        try
        {
            panel.Postpone(fields);
        }
        catch (PanelRefusal)
        {
            // Nobody hears of it: there is no answer.
        }
    }

    private byte[] EncodeState() => Json.Encode(writer =>
    {
        writer.WriteStartObject();
        writer.WritePropertyName("requests");
        Write(_requests, writer);
        writer.WritePropertyName("faults");
        Write(_dice.Struck, writer);
        panel.WriteState(writer);
        writer.WriteEndObject();
    });

    private static HttpResponse NotAllowed(string allow) =>
        HttpResponse.Error(405, $"Method not allowed; use {allow}") with { Allow = allow };

    private static void Write(IDictionary<string, long> counts, JsonWriter writer) =>
        JObject.FromObject(new SortedDictionary<string, long>(counts, StringComparer.Ordinal)).WriteTo(writer);
}
