using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace YallaTake.Ledger.Entries;

/// <summary>Short names for long texts: half a SHA-256, in hexadecimal.</summary>
internal static class Hash
{
    public static string Of(params string[] parts)
    {
        var text = Encoding.UTF8.GetBytes(string.Join("\n", parts));
#if NET
        var hash = SHA256.HashData(text);
#else
        using var sha = SHA256.Create();
        var hash = sha.ComputeHash(text);
#endif
        return string.Concat(hash.Take(16).Select(octet => octet.ToString("x2", CultureInfo.InvariantCulture)));
    }
}
