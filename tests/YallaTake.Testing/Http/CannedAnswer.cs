using System.Globalization;
using System.IO.Compression;
using System.Text;

namespace YallaTake;

/// <summary>
/// Bytes that a <see cref="CannedServer"/> answers with, whether it then drops the connection, and how long it waits between two bytes.
/// </summary>
public sealed record CannedAnswer(byte[] Bytes, bool Drops = false, TimeSpan? Drip = null)
{
    /// <summary>The request is read and never answered.</summary>
    public static CannedAnswer Never { get; } = new([]);

    /// <summary>The request is read and the connection closed.</summary>
    public static CannedAnswer Dropped { get; } = new([], Drops: true);

    public static CannedAnswer Of(string body, int status = 200, string headers = "", bool drops = false) =>
        Of(Encoding.UTF8.GetBytes(body), status, headers, drops);

    public static CannedAnswer Of(byte[] body, int status = 200, string headers = "", bool drops = false) =>
        Raw(
            string.Create(CultureInfo.InvariantCulture, $"HTTP/1.1 {status} Any\r\nContent-Length: {body.Length}\r\n{headers}\r\n"),
            body,
            drops);

    /// <summary>An answer that says it is longer than it is.</summary>
    public static CannedAnswer Begun(string body, bool drops = false) =>
        Raw("HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n", Encoding.UTF8.GetBytes(body), drops);

    /// <summary>An answer of any status line and headers, which ends with the connection: soon, or never.</summary>
    public static CannedAnswer UntilClosed(string head, string body, bool never = false) =>
        Raw($"HTTP/1.1 {head}\r\nConnection: close\r\n\r\n", Encoding.UTF8.GetBytes(body), drops: !never);

    public static CannedAnswer Chunked(params string[] chunks) =>
        Raw($"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n{string.Concat(chunks.Select(Chunk))}0\r\n\r\n", []);

    public static CannedAnswer Gzip(string body) => Of(Pack(body), headers: "Content-Encoding: gzip\r\n");

    /// <summary>A beginning and then megabytes of one letter, packed small.</summary>
    public static CannedAnswer GzipBomb(string beginning, char letter, int megabytes)
    {
        var megabyte = Pack(new string(letter, 1024 * 1024));
        return Of(
            [.. Pack(beginning), .. Enumerable.Repeat(megabyte, megabytes).SelectMany(part => part)],
            headers: "Content-Encoding: gzip\r\n");
    }

    public static CannedAnswer Raw(string head, byte[] body, bool drops = false) => new([.. Encoding.UTF8.GetBytes(head), .. body], drops);

    private static byte[] Pack(string body)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
            gzip.Write(Encoding.UTF8.GetBytes(body));

        return packed.ToArray();
    }

    private static string Chunk(string text) =>
        string.Create(CultureInfo.InvariantCulture, $"{Encoding.UTF8.GetByteCount(text):x}\r\n{text}\r\n");
}
