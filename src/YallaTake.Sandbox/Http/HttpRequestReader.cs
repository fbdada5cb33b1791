using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace YallaTake.Sandboxing.Http;

/// <summary>Reads the requests of one connection, one after the other, within limits on head and body.</summary>
internal sealed class HttpRequestReader(Socket socket)
{
    private const int MaxHead = 64 * 1024;
    private const int MaxBody = 1024 * 1024;
    private static readonly byte[] Continue = Encoding.ASCII.GetBytes("HTTP/1.1 100 Continue\r\n\r\n");

    private byte[] _buffer = new byte[4096];
    private int _start;
    private int _end;

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
        var path = PathOf(parts[1]);
        var headers = await ReadHeadersAsync(line.Length).ConfigureAwait(false);
        var body = await ReadBodyAsync(headers).ConfigureAwait(false);

        headers.TryGetValue("Connection", out var connection);
        var keepAlive = parts[2] == "HTTP/1.1"
            ? !Is(connection, "close")
            : Is(connection, "keep-alive");
        return new HttpRequest(parts[0], path, body, keepAlive);
    }

    private static string PathOf(string target)
    {
        if (target.StartsWith("http://", StringComparison.OrdinalIgnoreCase)) // as a proxy is asked
            target = Uri.TryCreate(target, UriKind.Absolute, out var uri) ? uri.AbsolutePath : "";
        if (target.Length == 0 || target[0] != '/')
            throw new HttpProblem(400, "Bad request target");
        return target.Split('?')[0];
    }

    private async Task<Dictionary<string, string>> ReadHeadersAsync(int size)
    {
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        while (await ReadLineAsync().ConfigureAwait(false) is { Length: > 0 } line)
        {
            size += line.Length;
            if (size > MaxHead)
                throw new HttpProblem(431, "Request head is too large");
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
            throw TooLarge();

        if (headers.TryGetValue("Expect", out var expect) && Is(expect, "100-continue"))
            await socket.SendAllAsync(Continue).ConfigureAwait(false);
        return chunked ? await ReadChunksAsync().ConfigureAwait(false) : await ReadExactlyAsync((int)length).ConfigureAwait(false);
    }

    private async Task<byte[]> ReadChunksAsync()
    {
        using var body = new MemoryStream();
        while (true)
        {
            var size = (await ReadLineAsync().ConfigureAwait(false)).Split(';')[0].Trim();
            if (!int.TryParse(size, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var length) || length < 0)
                throw new HttpProblem(400, "Bad chunk size");
            if (length > MaxBody - body.Length)
                throw TooLarge();
            if (length == 0)
                break;
            var chunk = await ReadExactlyAsync(length).ConfigureAwait(false);
            body.Write(chunk, 0, chunk.Length);
            if (await ReadLineAsync().ConfigureAwait(false) is not "")
                throw new HttpProblem(400, "Bad chunk");
        }

        await ReadHeadersAsync(0).ConfigureAwait(false); // the trailers
        return body.ToArray();
    }

    private async Task<byte[]> ReadExactlyAsync(int length)
    {
        var bytes = length == 0 ? [] : new byte[length];
        for (var read = 0; read < length;)
        {
            if (_start == _end)
                await ReceiveAsync().ConfigureAwait(false);
            var count = Math.Min(length - read, _end - _start);
            Buffer.BlockCopy(_buffer, _start, bytes, read, count);
            _start += count;
            read += count;
        }

        return bytes;
    }

    private async Task<string> ReadLineAsync()
    {
        var searched = 0;
        while (true)
        {
            var feed = Array.IndexOf(_buffer, (byte)'\n', _start + searched, _end - _start - searched);
            if (feed >= 0)
            {
                var length = feed - _start;
                if (length > 0 && _buffer[feed - 1] == '\r')
                    length--;
                var line = Encoding.ASCII.GetString(_buffer, _start, length);
                _start = feed + 1;
                return line;
            }

            searched = _end - _start;
            if (searched >= MaxHead)
                throw new HttpProblem(431, "Request head is too large");
            await ReceiveAsync().ConfigureAwait(false);
        }
    }

    private async Task ReceiveAsync()
    {
        Buffer.BlockCopy(_buffer, _start, _buffer, 0, _end - _start);
        _end -= _start;
        _start = 0;
        if (_end == _buffer.Length)
            Array.Resize(ref _buffer, _buffer.Length * 2);
        var free = new ArraySegment<byte>(_buffer, _end, _buffer.Length - _end);
        var count = await socket.ReceiveAsync(free, SocketFlags.None).ConfigureAwait(false);
        if (count == 0)
            throw new EndOfStreamException();
        _end += count;
    }

    private static HttpProblem TooLarge() => new(413, "Request body is too large");

    private static bool Is(string? value, string word) => string.Equals(value, word, StringComparison.OrdinalIgnoreCase);
}
