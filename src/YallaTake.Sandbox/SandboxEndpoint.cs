using System.Net;
using System.Text;

namespace YallaTake;

/// <summary>Brings requests to the panel and its answers back, or what faults make of them.</summary>
internal sealed class SandboxEndpoint(SandboxOptions options, SandboxPanel panel)
{
    public const string ApiPath = "/api/v2";
    private const string StatePath = "/sandbox/state";

    private readonly FaultDice _dice = new(options.Faults, options.Seed);
    private readonly Tally _requests = new();

    public long RequestCount => _requests.Total;

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
        _requests.Add(SandboxPanel.Actions.Contains(action) ? action! : "unknown");
        return _dice.Roll(action) is { } fault ? Play(fault, () => Act(fields)) : Act(fields);
    }

    private HttpResponse Act(Dictionary<string, string> fields)
    {
        try
        {
            return new HttpResponse(200, panel.Answer(fields));
        }
        catch (PanelRefusal refusal)
        {
            return refusal.RetryAfter is null
                ? HttpResponse.Error(200, refusal.Message)
                : HttpResponse.Error(429, refusal.Message) with { RetryAfter = refusal.RetryAfter };
        }
    }

    /// <summary>What a fault makes of a request; whoever calls <paramref name="act"/> has the panel act on it.</summary>
    private static HttpResponse Play(SandboxFaultKind fault, Func<HttpResponse> act) => fault switch
    {
        SandboxFaultKind.DropBefore => HttpResponse.Dropped,
        SandboxFaultKind.DropAfter => act() with { Delivery = HttpDelivery.Dropped },
        SandboxFaultKind.Hang => HttpResponse.Withheld,
        SandboxFaultKind.HangAfter => act() with { Delivery = HttpDelivery.Withheld },
        SandboxFaultKind.Http429 => HttpResponse.Error(429, "Too many requests") with { RetryAfter = 1 },
        SandboxFaultKind.Http500 => HttpResponse.Error(500, "Internal server error"),
        SandboxFaultKind.Http500After => act() with { Status = 500, Body = HttpResponse.Error(500, "Internal server error").Body },
        SandboxFaultKind.Html => act() with { ContentType = "text/html; charset=utf-8", Body = MaintenancePage },
        SandboxFaultKind.Truncated => Halve(act()),
        SandboxFaultKind.Slow => act() with { Delivery = HttpDelivery.Dripped },
        _ => throw new InvalidOperationException($"The fault {fault} cannot be played."),
    };

    private static byte[] MaintenancePage { get; } = Encoding.UTF8.GetBytes(
        "<!DOCTYPE html><html><head><title>Maintenance</title></head><body><h1>We will be back soon</h1></body></html>");

    private static HttpResponse Halve(HttpResponse response)
    {
        var half = response.Body;
        Array.Resize(ref half, half.Length / 2);
        return response with { Body = half };
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
