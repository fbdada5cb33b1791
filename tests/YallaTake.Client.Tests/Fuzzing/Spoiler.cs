using System.Text;

namespace YallaTake;

/// <summary>Spoils an answer a little: most of it stays, so that the spoiled place is reached.</summary>
internal static class Spoiler
{
    private static readonly byte[][] Oddities =
    [
        .. new[]
        {
            "null", "true", "false", "0", "-0", "-1", "1e999", "1e-999", "1E+5", "0x10", "99999999999999999999999999999999",
            "9223372036854775808", "0.0000000000000000000000000000001", "\"\"", "{}", "[]", "\"1,5\"", "\"1,234.5\"", "\"-\"", "NaN",
            "-Infinity", "undefined", "new Date(1)", "/*", "*/", "//", "'", "\"", "\\", "\\u0000", "\\ud800", "\\u00", "\u0661", "\uFEFF",
            "\uFFFF", "🔥",
            ",", ":", "{", "}", "[", "]", "\n", " ", "\0", "{\"error\":", "\"error\":", "\"order\":",
            "\"refill\":", "\"status\":\"error\",", "\"success\":false,", "\"services\":[", "\"data\":", "\"1\":", "\"rate\":\"1\",",
            "Rate limit exceeded", "Invalid API key", "<html>", Keys.Plain, new string('[', 100), new string('9', 1000),
            string.Concat(Enumerable.Repeat("{\"a\":", 40)),
        }.Select(Encoding.UTF8.GetBytes),
        [0xFF], [0xC3], [0xED, 0xA0, 0x80], [0xFE, 0xFF], [0x1F, 0x8B],
    ];

    /// <param name="answer">What to spoil; it stays as it is.</param>
    /// <param name="other">Where to take strange parts from.</param>
    /// <param name="random">Decides how.</param>
    public static byte[] Spoil(byte[] answer, byte[] other, Random random)
    {
        var spoiled = new List<byte>(answer);
        for (var times = random.Next(1, 6); times > 0; times--)
            SpoilOnce(spoiled, other, random);

        return [.. spoiled];
    }

    private static void SpoilOnce(List<byte> answer, byte[] other, Random random)
    {
        var at = random.Next(answer.Count + 1);
        var length = random.Next(Math.Min(answer.Count - at, 40) + 1);
        switch (random.Next(8))
        {
            case 0:
                answer.RemoveRange(at, length);
                break;
            case 1:
                answer.RemoveRange(at, answer.Count - at);
                break;
            case 2:
                answer.InsertRange(at, answer.GetRange(at, length));
                break;
            case 3:
                answer.InsertRange(at, [.. Enumerable.Repeat(answer.GetRange(at, length), random.Next(200)).SelectMany(part => part)]);
                break;
            case 4 when at < answer.Count:
                answer[at] = (byte)random.Next(256);
                break;
            case 5 when other.Length > 0:
                answer.InsertRange(at, other.AsSpan(random.Next(other.Length)).ToArray());
                break;
            case 6:
                answer.RemoveRange(at, length);
                answer.InsertRange(at, Oddities[random.Next(Oddities.Length)]);
                break;
            default:
                answer.InsertRange(at, Oddities[random.Next(Oddities.Length)]);
                break;
        }
    }
}
