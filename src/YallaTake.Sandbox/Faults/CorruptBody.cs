using System.Text;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using YallaTake.Sandboxing.Http;

namespace YallaTake.Sandboxing.Faults;

/// <summary>Makes of a right body a wrong one.</summary>
internal static class CorruptBody
{
    private const int Depth = 100_000;
    private static readonly byte[] Mark = [0xEF, 0xBB, 0xBF];
    private static readonly byte[] NoUtf8 = [0xC3, 0x28, 0xFF];
    private static readonly string HugeNumber = new('9', 400);
    private static readonly byte[] Nested = Encoding.ASCII.GetBytes(new string('[', Depth) + new string(']', Depth));
    private static readonly byte[] Noise = MakeNoise();

    /// <summary>What a fault does to a body.</summary>
    public static Func<byte[], byte[]> Of(SandboxFaultKind fault) => fault switch
    {
        SandboxFaultKind.Truncated => body => [.. body.Take(body.Length / 2)],
        SandboxFaultKind.Garbage => _ => Noise,
        SandboxFaultKind.DeepNesting => _ => Nested,
        SandboxFaultKind.HugeNumbers => body => Rewrite(body, Enlarge),
        SandboxFaultKind.DuplicateKeys => body => Rewrite(body, WriteTwice),
        SandboxFaultKind.InvalidUtf8 => body => Insert(body, Math.Max(0, Array.LastIndexOf(body, (byte)'"')), NoUtf8),
        SandboxFaultKind.ByteOrderMark => body => Insert(body, 0, Mark),
        _ => throw new InvalidOperationException($"The fault {fault} cannot be played."),
    };

    private static byte[] Insert(byte[] body, int at, byte[] bytes) => [.. body.Take(at), .. bytes, .. body.Skip(at)];

    private static byte[] Rewrite(byte[] body, Action<JToken, JsonWriter> write)
    {
        using var reader = new JsonTextReader(new StreamReader(new MemoryStream(body)))
        {
            FloatParseHandling = FloatParseHandling.Decimal,
            DateParseHandling = DateParseHandling.None,
        };
        return Json.Encode(writer => write(JToken.ReadFrom(reader), writer));
    }

    private static void Enlarge(JToken token, JsonWriter writer)
    {
        foreach (var value in token.SelectTokens("$..*").OfType<JValue>().ToArray())
        {
            if (value.Type is JTokenType.Integer or JTokenType.Float)
                value.Replace(new JRaw(HugeNumber));
            else if (value.Value is string text && text.Length > 0 && text.All(character => character is >= '0' and <= '9' or '.'))
                value.Value = HugeNumber;
        }

        token.WriteTo(writer);
    }

    private static void WriteTwice(JToken token, JsonWriter writer)
    {
        switch (token)
        {
            case JObject thing:
                writer.WriteStartObject();
                foreach (var property in thing.Properties())
                {
                    writer.WritePropertyName(property.Name);
                    WriteTwice(property.Value, writer);
                    writer.WritePropertyName(property.Name);
                    writer.WriteNull();
                }

                writer.WriteEndObject();
                break;
            case JArray list:
                writer.WriteStartArray();
                foreach (var item in list)
                    WriteTwice(item, writer);
                writer.WriteEndArray();
                break;
            default:
                token.WriteTo(writer);
                break;
        }
    }

    private static byte[] MakeNoise()
    {
        var noise = new byte[4096];
        new Random(1).NextBytes(noise);
        return noise;
    }
}
