using System.Text;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace YallaTake.Sandboxing.Http;

/// <summary>JSON as UTF-8 bytes.</summary>
internal static class Json
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    public static byte[] Encode(JToken token) => Encode(writer => token.WriteTo(writer));

    public static byte[] Encode(Action<JsonWriter> write)
    {
        using var bytes = new MemoryStream();
        using (var writer = new JsonTextWriter(new StreamWriter(bytes, Utf8)))
            write(writer);
        return bytes.ToArray();
    }
}
