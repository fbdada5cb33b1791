using System.Net;
using System.Net.Http.Headers;

namespace YallaTake.Client.Transport;

/// <summary>A request body that knows whether any of it was handed to a connection: until then the panel cannot have acted.</summary>
internal sealed class FormBody : ByteArrayContent
{
    private readonly byte[] _form;

    public FormBody(byte[] form)
        : base(form)
    {
        _form = form;
        Headers.ContentType = new MediaTypeHeaderValue("application/x-www-form-urlencoded");
    }

    /// <summary>Whether sending has begun.</summary>
    public bool Begun { get; private set; }

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context)
    {
        Begun = true;
        return base.SerializeToStreamAsync(stream, context);
    }

    // The form holds the key.
    protected override void Dispose(bool disposing)
    {
        Array.Clear(_form, 0, _form.Length);
        base.Dispose(disposing);
    }
}
