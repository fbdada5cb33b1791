using System.Security.Cryptography;

namespace YallaTake.Client.Secrets;

/// <summary>PBKDF2 with HMAC-SHA-256 (RFC 8018), one block, the same on every platform.</summary>
internal static class Pbkdf2
{
    private const int Iterations = 100_000;

#if NET
    public static byte[] Compute(byte[] secret, byte[] salt) =>
        Rfc2898DeriveBytes.Pbkdf2(secret, salt, Iterations, HashAlgorithmName.SHA256, SHA256.HashSizeInBytes);
#else
    // netstandard2.0 has this function with SHA-1 only.
    public static byte[] Compute(byte[] secret, byte[] salt)
    {
        using var hmac = new HMACSHA256(secret);
        var round = hmac.ComputeHash([.. salt, 0, 0, 0, 1]);
        var result = (byte[])round.Clone();
        for (var iteration = 1; iteration < Iterations; iteration++)
        {
            round = hmac.ComputeHash(round);
            for (var index = 0; index < result.Length; index++)
                result[index] ^= round[index];
        }

        return result;
    }
#endif
}
