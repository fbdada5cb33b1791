using System.Globalization;
using System.Runtime.InteropServices;
using System.Security;
using System.Text;

namespace YallaTake.Client.Secrets;

/// <summary>
/// The account's API key. It leaves the SecureString only for a moment: into a request body, into the account's fingerprint, to be
/// compared with another, and to be removed from texts.
/// </summary>
internal sealed class ApiKey : IDisposable
{
    private const int FingerprintLength = 16;

    private static readonly byte[] Prefix = Encoding.ASCII.GetBytes("key=");

    private readonly SecureString _key;

    public ApiKey(SecureString key)
    {
        _key = key.Copy();
        _key.MakeReadOnly();
    }

    /// <summary>The beginning of a form body: <c>key=…</c> and then the rest.</summary>
    public byte[] PrependTo(byte[] rest)
    {
        using var revealed = Reveal();
        var encoded = Encoding.ASCII.GetBytes(revealed.Encoded);

        var body = new byte[Prefix.Length + encoded.Length + rest.Length];
        Prefix.CopyTo(body, 0);
        encoded.CopyTo(body, Prefix.Length);
        rest.CopyTo(body, Prefix.Length + encoded.Length);

        Array.Clear(encoded, 0, encoded.Length);
        return body;
    }

    /// <summary>A slow hash of the key, the panel's address and a salt: names the account where the key must not be.</summary>
    public string Fingerprint(byte[] salt, string panelAddress)
    {
        using var revealed = Reveal();
        var plain = Encoding.ASCII.GetBytes(revealed.Encoded);
        byte[] address = [.. salt, .. Encoding.UTF8.GetBytes(panelAddress)];
        var hash = Pbkdf2.Compute(plain, address);
        Array.Clear(plain, 0, plain.Length);
        return string.Concat(hash.Take(FingerprintLength).Select(octet => octet.ToString("x2", CultureInfo.InvariantCulture)));
    }

    /// <summary>Whether it is the same key.</summary>
    public bool Is(ApiKey other)
    {
        using var mine = Reveal();
        using var theirs = other.Reveal();
        return mine.Characters.AsSpan().SequenceEqual(theirs.Characters);
    }

    /// <summary>Opens the key for striking it out of texts. Dispose at once.</summary>
    public RevealedKey Reveal()
    {
        var characters = new char[_key.Length];
        var memory = Marshal.SecureStringToGlobalAllocUnicode(_key);
        try
        {
            Marshal.Copy(memory, characters, 0, characters.Length);
        }
        finally
        {
            Marshal.ZeroFreeGlobalAllocUnicode(memory);
        }

        return new RevealedKey(characters);
    }

    public void Dispose() => _key.Dispose();
}
