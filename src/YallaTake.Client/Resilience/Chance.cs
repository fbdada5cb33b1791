using System.Security.Cryptography;

namespace YallaTake.Client.Resilience;

/// <summary>
/// Where chance comes from: jitter, salts and unique names. It is passed in from the top, so that a seed replays a run.
/// </summary>
/// <param name="fill">Fills bytes at random.</param>
internal sealed class Chance(Action<byte[]> fill)
{
    /// <summary>The operating system's.</summary>
    public static Chance System { get; } = new(FillFromSystem);

    public byte[] Bytes(int count)
    {
        var bytes = new byte[count];
        fill(bytes);
        return bytes;
    }

    public Guid Guid() => new(Bytes(16));

    /// <summary>From 0 up to, but not including, 1.</summary>
    public double Fraction() => (BitConverter.ToUInt64(Bytes(8), 0) >> 11) * (1.0 / (1UL << 53));

#pragma warning disable RS0030 // The one place that asks the system.
    private static void FillFromSystem(byte[] bytes)
    {
        using var random = RandomNumberGenerator.Create();
        random.GetBytes(bytes);
    }
#pragma warning restore RS0030
}
