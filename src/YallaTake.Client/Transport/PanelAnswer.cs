using YallaTake.Client.Secrets;

namespace YallaTake.Client.Transport;

/// <summary>An answer whose head has come and whose body is still to be read.</summary>
internal sealed class PanelAnswer : IDisposable
{
    private const int BufferSize = 16 * 1024;

    private readonly HttpResponseMessage _response;
    private readonly TimeLimit _limit;
    private readonly Uri _uri;
    private readonly AnswerStream _body;

    private PanelAnswer(HttpResponseMessage response, Uri uri, TimeSpan? wait, AnswerStream body, TimeLimit limit)
    {
        (_response, _uri, Wait, _body, _limit) = (response, uri, wait, body, limit);
        StatusCode = (int)response.StatusCode;
        var encoding = AnswerEncoding.Of(response.Content.Headers.ContentType?.CharSet);
        Text = new StreamReader(body, encoding, detectEncodingFromByteOrderMarks: true, BufferSize);
    }

    public int StatusCode { get; }

    public bool IsSuccess => StatusCode is >= 200 and < 300;

    public bool IsRedirect => StatusCode is >= 300 and < 400;

    /// <summary>The address that the request should go to instead, when only the slash at its end is wrong; null otherwise.</summary>
    public Uri? SlashPutRight => Redirect.SlashPutRight(_response, _uri);

    /// <summary>How many bytes its head promises; null when that does not say, as for a packed one.</summary>
    public long? Length => _response.Content.Headers.ContentLength;

    /// <summary>How long the panel asks to wait before the next request; null when it does not say.</summary>
    public TimeSpan? Wait { get; }

    public TextReader Text { get; }

    /// <summary>Called before it is waited for more of the body.</summary>
    public Action? OnPause
    {
        set => _body.OnPause = value;
    }

    public static async Task<PanelAnswer> OpenAsync(
        HttpResponseMessage response,
        Uri uri,
        TimeSpan? wait,
        TimeLimit limit,
        long longest,
        Func<Exception, YallaTakeException> describe)
    {
#if NET
        var body = await response.Content.ReadAsStreamAsync(limit.Token).ConfigureAwait(false);
#else
        var body = await response.Content.ReadAsStreamAsync().ConfigureAwait(false);
#endif
        return new PanelAnswer(response, uri, wait, new AnswerStream(body, limit, longest, describe), limit);
    }

    public Task<string> ReadToEndAsync() => Text.ReadToEndAsync();

    /// <summary>Why a redirect is not followed.</summary>
    public YallaTakeException RedirectRefusal(RevealedKey key) => Redirect.Refusal(StatusCode, _response.Headers.Location, _uri, key);

    public void Dispose()
    {
        Text.Dispose();
        _response.Dispose();
        _limit.Dispose();
    }
}
