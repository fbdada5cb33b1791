using System.Net;
using System.Text;

namespace YallaTake.Client.Secrets;

/// <summary>The key in the clear, for as long as one answer is read; cleared on dispose.</summary>
internal sealed class RevealedKey : IDisposable
{
    /// <summary>What stands where the key stood.</summary>
    public const string Mask = "***";

    private const int ShortestSure = 8;

    // Most keys are letters and digits, which a form spells as they are.
    private readonly bool _isSpelledAlike;

    public RevealedKey(char[] characters)
    {
        Characters = characters;
        Encoded = Encode(characters);
        _isSpelledAlike = Encoded.AsSpan().SequenceEqual(Characters);
    }

    public char[] Characters { get; }

    /// <summary>The key as a form spells it.</summary>
    public char[] Encoded { get; }

    /// <summary>The text with the key struck out, in capitals or not, whether the panel echoed the key itself or the form.</summary>
    public string Redact(string text) => _isSpelledAlike ? Redact(text, Characters) : Redact(Redact(text, Characters), Encoded);

    /// <summary>
    /// Whether the text surely holds the key, in any spelling that an address may give it; a short one may be a word like others.
    /// </summary>
    public bool IsIn(string text) =>
        Characters.Length >= ShortestSure
            && (Find(text, 0, Characters) >= 0 || Find(text, 0, Encoded) >= 0 || Find(Uri.UnescapeDataString(text), 0, Characters) >= 0);

    /// <summary>Whether a JSON text may hold the key: as it is, or spelled with escapes, or as a number with an exponent.</summary>
    public bool MayBeIn(string json) =>
        json.Contains('\\')
            || Array.TrueForAll(Characters, char.IsDigit)
            || Find(json, 0, Characters) >= 0
            || (!_isSpelledAlike && Find(json, 0, Encoded) >= 0);

    public void Dispose()
    {
        Array.Clear(Characters, 0, Characters.Length);
        Array.Clear(Encoded, 0, Encoded.Length);
    }

    private static char[] Encode(char[] characters)
    {
        var plain = Encoding.UTF8.GetBytes(characters);
        var encoded = WebUtility.UrlEncodeToBytes(plain, 0, plain.Length)!;
        var spelled = Encoding.ASCII.GetChars(encoded);
        Array.Clear(plain, 0, plain.Length);
        Array.Clear(encoded, 0, encoded.Length);
        return spelled;
    }

    private static string Redact(string text, char[] key)
    {
        var at = Find(text, 0, key);
        if (at < 0)
            return text;

        var redacted = new StringBuilder(text.Length);
        var from = 0;
        for (; at >= 0; at = Find(text, from, key))
        {
            redacted.Append(text, from, at - from).Append(Mask);
            from = at + key.Length;
        }

        return redacted.Append(text, from, text.Length - from).ToString();
    }

    // Short keys would strike out ordinary words and digits: no panel issues one.
    private static int Find(string text, int from, char[] key) =>
        key.Length >= 4 && text.AsSpan(from).IndexOf(key, StringComparison.OrdinalIgnoreCase) is >= 0 and var at ? from + at : -1;
}
