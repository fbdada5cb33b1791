using System.IO.Compression;
using System.Text;

namespace YallaTake.Sandboxing.Faults;

/// <summary>The beginning of a body that never ends, and what follows it again and again.</summary>
internal static class EndlessBody
{
    public static byte[] Beginning { get; } = Encoding.ASCII.GetBytes("[");

    /// <summary>A service of about a kilobyte.</summary>
    public static byte[] Rest { get; } = Encoding.ASCII.GetBytes(
        $$"""{"service":1,"name":"{{new string('a', 1000)}}","type":"Default","rate":"1"},""");

    // Packed parts one after the other are one packed stream.
    public static byte[] PackedBeginning { get; } = Pack("[\"");

    /// <summary>A megabyte of one letter, packed.</summary>
    public static byte[] PackedRest { get; } = Pack(new string('a', 1024 * 1024));

    private static byte[] Pack(string text)
    {
        using var packed = new MemoryStream();
        using (var gzip = new StreamWriter(new GZipStream(packed, CompressionLevel.Optimal)))
            gzip.Write(text);
        return packed.ToArray();
    }
}
