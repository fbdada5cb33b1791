using System.Globalization;
using System.Text;

namespace YallaTake.Sandboxing.Http;

/// <summary>Reads the requests of one connection, one after the other, within limits on head and body.</summary>
internal sealed class HttpRequestReader(Stream input, Stream output)
{
    private const int MaxHead = 64 * 1024;
    private const int MaxBody = 1024 * 1024;
    private static readonly byte[] Continue = Encoding.ASCII.GetBytes("HTTP/1.1 100 Continue\r\n\r\n");

    /// <exception cref="HttpProblem">The request breaks HTTP, or a limit.</exception>
    /// <exception cref="EndOfStreamException">The client closed the connection.</exception>
    public async Task<HttpRequest> ReadAsync()
    {
        var line = await ReadLineAsync().ConfigureAwait(false);
        while (line.Length == 0) // a client may end its last body with an extra line break
            line = await ReadLineAsync().ConfigureAwait(false);

        var parts = line.Split(' ');
        if (parts.Length != 3 || parts[0].Length == 0 || parts[2] is not ("HTTP/1.1" or "HTTP/1.0"))
            throw new HttpProblem(400, "Bad request line");
        var (authority, path) = Split(parts[1]);
        var headers = await ReadHeadersAsync(line.Length).ConfigureAwait(false);
        var body = await ReadBodyAsync(headers).ConfigureAwait(false);

        headers.TryGetValue("Connection", out var connection);
        var keepAlive = parts[2] == "HTTP/1.1"
            ? !Is(connection, "close")
            : Is(connection, "keep-alive");
        headers.TryGetValue("Content-Type", out var contentType);
        headers.TryGetValue("Host", out var host);
        headers.TryGetValue("Origin", out var origin);
        return new HttpRequest(parts[0], path, authority ?? host, origin, body, contentType, keepAlive);
    }

    private static (string? Authority, string Path) Split(string target)
    {
        string? authority = null;
        if (target.StartsWith("http://", StringComparison.OrdinalIgnoreCase)) // as a proxy is asked
            (authority, target) = Uri.TryCreate(target, UriKind.Absolute, out var uri) ? (uri.Authority, uri.AbsolutePath) : (null, "");
        if (target.Length == 0 || target[0] != '/')
            throw new HttpProblem(400, "Bad request target");
        return (authority, target.Split('?')[0]);
    }

    private async Task<Dictionary<string, string>> ReadHeadersAsync(int size)
    {
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        while (await ReadLineAsync().ConfigureAwait(false) is { Length: > 0 } line)
        {
            size += line.Length;
            if (size > MaxHead)
                throw HeadTooLarge();
            var colon = line.IndexOf(':');
            if (colon <= 0)
                throw new HttpProblem(400, "Bad header line");
            var name = line.Substring(0, colon);
            var value = line.Substring(colon + 1).Trim();
            headers[name] = headers.TryGetValue(name, out var before) ? before + ", " + value : value;
        }

        return headers;
    }

    private async Task<byte[]> ReadBodyAsync(Dictionary<string, string> headers)
    {
        var chunked = headers.TryGetValue("Transfer-Encoding", out var encoding);
        var length = 0L;
        if (headers.TryGetValue("Content-Length", out var text)
            && (chunked || !long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out length)))
            throw new HttpProblem(400, "Bad Content-Length");
        if (chunked && !Is(encoding, "chunked"))
            throw new HttpProblem(400, "Transfer-Encoding is not supported");
        if (length > MaxBody)
            throw BodyTooLarge();

        if (headers.TryGetValue("Expect", out var expect) && Is(expect, "100-continue"))
            await ContinueAsync().ConfigureAwait(false);
        return chunked ? await ReadChunksAsync().ConfigureAwait(false) : await ReadExactlyAsync((int)length).ConfigureAwait(false);
    }

    private async Task<byte[]> ReadChunksAsync()
    {
        var body = new List<byte>();
        while (true)
        {
            var size = (await ReadLineAsync().ConfigureAwait(false)).Split(';')[0].Trim();
            if (!int.TryParse(size, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var length) || length < 0)
                throw new HttpProblem(400, "Bad chunk size");
            if (length > MaxBody - body.Count)
                throw BodyTooLarge();
            if (length == 0)
                break;
            body.AddRange(await ReadExactlyAsync(length).ConfigureAwait(false));
            if (await ReadLineAsync().ConfigureAwait(false) is not "")
                throw new HttpProblem(400, "Bad chunk");
        }

        await ReadHeadersAsync(0).ConfigureAwait(false); // the trailers
        return [.. body];
    }

    private async Task<byte[]> ReadExactlyAsync(int length)
    {
        var bytes = new byte[length];
        for (var read = 0; read < length;)
            read += await ReadSomeAsync(bytes, read).ConfigureAwait(false);
        return bytes;
    }

    private async Task<string> ReadLineAsync()
    {
        var line = new StringBuilder();
        var one = new byte[1];
        while (await ReadSomeAsync(one, 0).ConfigureAwait(false) > 0 && one[0] != '\n')
        {
            if (line.Append((char)one[0]).Length > MaxHead)
                throw HeadTooLarge();
        }

        return line.ToString().TrimEnd('\r');
    }

    private async Task<int> ReadSomeAsync(byte[] bytes, int from)
    {
        var reading = input.ReadAsync(bytes, from, bytes.Length - from);
        return await reading.ConfigureAwait(false) is > 0 and var count ? count : throw new EndOfStreamException();
    }

    private Task ContinueAsync() => output.WriteAsync(Continue, 0, Continue.Length);

    private static HttpProblem HeadTooLarge() => new(431, "Request head is too large");

    private static HttpProblem BodyTooLarge() => new(413, "Request body is too large");

    private static bool Is(string? value, string word) => string.Equals(value, word, StringComparison.OrdinalIgnoreCase);
}
