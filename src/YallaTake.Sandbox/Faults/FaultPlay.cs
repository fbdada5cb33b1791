using System.Text;
using YallaTake.Sandboxing.Http;

namespace YallaTake.Sandboxing.Faults;

/// <summary>What faults make of requests and answers.</summary>
internal static class FaultPlay
{
    private static readonly byte[] ServerError = HttpResponse.Error(500, "Internal server error").Body;
    private static readonly byte[] MaintenancePage = Page("Maintenance", "We will be back soon");
    private static readonly byte[] GatewayPage = Page("502 Bad Gateway", "502 Bad Gateway");

    /// <summary>The answer to a request that a fault strikes; whoever calls <paramref name="act"/> has the panel act on it.</summary>
    public static HttpResponse Answer(SandboxFault fault, Func<HttpResponse> act, Action postpone) => fault.Kind switch
    {
        SandboxFaultKind.DropBefore => HttpResponse.Dropped,
        SandboxFaultKind.DropAfter => act() with { Delivery = HttpDelivery.Dropped },
        SandboxFaultKind.DropLate => Dropped(postpone),
        SandboxFaultKind.Hang => HttpResponse.Withheld,
        SandboxFaultKind.HangAfter => act() with { Delivery = HttpDelivery.Withheld },
        SandboxFaultKind.Slow => act() with { Delivery = HttpDelivery.Dripped },
        SandboxFaultKind.Http429 => HttpResponse.Error(429, "Too many requests") with { RetryAfter = 1 },
        SandboxFaultKind.Http429Bare => HttpResponse.Error(429, "Too many requests"),
        SandboxFaultKind.Http500 => new HttpResponse(500, ServerError),
        SandboxFaultKind.Http500After => act() with { Status = 500, Body = ServerError },
        SandboxFaultKind.Http502 => act() with { Status = 502, ContentType = HttpResponse.Html, Body = GatewayPage },
        SandboxFaultKind.Html => act() with { ContentType = HttpResponse.Html, Body = MaintenancePage },
        SandboxFaultKind.WrongType => act() with { ContentType = HttpResponse.Html },
        SandboxFaultKind.WrongLength => act() with { Delivery = HttpDelivery.CutShort },
        SandboxFaultKind.GzipBomb => act() with
        {
            Delivery = HttpDelivery.Endless,
            Packing = "gzip",
            Body = EndlessBody.PackedBeginning,
            Rest = EndlessBody.PackedRest,
        },
        SandboxFaultKind.Endless => act() with { Delivery = HttpDelivery.Endless, Body = EndlessBody.Beginning, Rest = EndlessBody.Rest },
        SandboxFaultKind.AnswerAfter => Replace(act(), fault.Status, fault.Body),
        _ => Spoil(act(), CorruptBody.Of(fault.Kind)),
    };

    private static HttpResponse Dropped(Action postpone)
    {
        postpone();
        return HttpResponse.Dropped;
    }

    private static HttpResponse Replace(HttpResponse response, int status, string body) => response with
    {
        Status = status,
        ContentType = body is ['{', ..] ? HttpResponse.JsonType : HttpResponse.Html,

        // HTTP gives these statuses no body.
        Body = status is 204 or 304 ? [] : Encoding.UTF8.GetBytes(body),
    };

    private static HttpResponse Spoil(HttpResponse response, Func<byte[], byte[]> spoil) => response with { Body = spoil(response.Body) };

    private static byte[] Page(string title, string text) =>
        Encoding.UTF8.GetBytes($"<!DOCTYPE html><html><head><title>{title}</title></head><body><h1>{text}</h1></body></html>");
}
