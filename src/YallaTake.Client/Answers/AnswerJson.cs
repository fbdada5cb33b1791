using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using YallaTake.Client.Secrets;

namespace YallaTake.Client.Answers;

/// <summary>The JSON settings of every answer, and the panel's error wherever it stands in one.</summary>
internal static class AnswerJson
{
    private const int MaximumDepth = 32;

    // What is longer is not a sentence of a panel, whatever it holds.
    private const int LongestSentence = 300;

    /// <summary>What to say where a panel says no and nothing more.</summary>
    public const string NoReason = "The request failed, for no reason given.";

    // It is not known which of two amounts counts.
    private static readonly JsonLoadSettings Once = new() { DuplicatePropertyNameHandling = DuplicatePropertyNameHandling.Error };

    /// <summary>A reader of a long answer that keeps money exact and leaves texts that look like dates alone.</summary>
    public static JsonTextReader Reader(TextReader text) => Exact(new ExactDigitsReader(new PreambleReader(text), all: false));

    /// <summary>Parses a whole small answer, its numbers as they are written, and strikes the key out of its texts.</summary>
    public static JToken Parse(string text, RevealedKey? key = null) => Parse(text, allDigits: true, key);

    /// <summary>Parses an answer of which nothing is known: its numbers are numbers.</summary>
    public static JToken ParseAny(string text, RevealedKey key) => Parse(text, allDigits: false, key);

    private static JToken Parse(string text, bool allDigits, RevealedKey? key)
    {
        try
        {
            using var reader = Exact(new ExactDigitsReader(new StringReader(text), allDigits, text.Length + 1));
            var answer = JToken.ReadFrom(reader, Once);

            // Throws when more follows.
            reader.Read();

            if (key?.MayBeIn(text) == true)
                Redact(answer, key);
            return answer;
        }
        catch (JsonException)
        {
            // The reader's own exception quotes the answer, so it goes no further.
            throw NotJson(key?.Redact(text) ?? text);
        }
    }

    /// <summary>The panel's error text, wherever it stands; null when the value is not an error.</summary>
    /// <param name="token">The answer, or a part of it.</param>
    /// <param name="hasFailed">Whether it is not an answer to what was asked, so that any text in it is the reason.</param>
    public static string? Error(JToken? token, bool hasFailed = false) => token switch
    {
        JObject answer when Verdict.IsNo(answer) => PanelReason.In(answer) ?? (hasFailed ? null : NoReason),
        JContainer answer when hasFailed => PanelReason.In(answer),
        JArray { Count: 1 } answer => Error(answer[0]),
        JValue value when AnswerValue.Text(value) is { } text
            && (hasFailed ? PanelReason.HasWords(text) : PanelErrors.IsReason(text)) => text,
        _ => null,
    };

    /// <summary>Says what a redacted text is instead of JSON. Plain text may be the panel's refusal.</summary>
    /// <remarks>Of broken JSON nothing is quoted, for it may spell the key.</remarks>
    public static YallaTakeException NotJson(string text)
    {
        var start = text.Trim();
        return start switch
        {
            "" => AnswerValue.NoJson("it is empty"),
            ['<', ..] => AnswerValue.NoJson("it is a web page, not JSON (maintenance, a bot check, or not the API's address)"),
            ['{' or '[' or '"', ..] => AnswerValue.NoJson("it is not valid JSON, or cut off"),
            _ when Sentence(start) is { } sentence && PanelErrors.IsKnown(sentence) => PanelErrors.Refusal(sentence),
            _ => AnswerValue.Unreadable($"it is not JSON and begins with '{(start.Length > 80 ? start.Substring(0, 80) : start)}'"),
        };
    }

    /// <summary>A redacted text that is neither JSON nor a web page, and not too long to be quoted; null for any other.</summary>
    public static string? Sentence(string text) =>
        text.Trim() is { Length: > 0 and <= LongestSentence } sentence && sentence[0] is not ('<' or '{' or '[' or '"') ? sentence : null;

    private static JsonTextReader Exact(TextReader text) => new(text)
    {
        FloatParseHandling = FloatParseHandling.Decimal,
        DateParseHandling = DateParseHandling.None,
        MaxDepth = MaximumDepth,
        ArrayPool = TextBuffers.Instance,
    };

    // After parsing: JSON may spell a letter of the key in several ways.
    private static void Redact(JToken token, RevealedKey key)
    {
        if (token is JValue { Value: string or long or decimal } value
            && AnswerValue.Text(value) is { } text && key.Redact(text) is var redacted && redacted != text)
            value.Value = redacted;

        // A name that holds it is no name of the API.
        if (token is JObject named)
        {
            foreach (var field in named.Properties().Where(field => key.Redact(field.Name) != field.Name).ToList())
                field.Remove();
        }

        foreach (var child in token.Children())
            Redact(child, key);
    }
}
