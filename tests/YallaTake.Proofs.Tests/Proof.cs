using System.Globalization;

namespace YallaTake;

/// <summary>What all proofs share.</summary>
internal static class Proof
{
    /// <summary>How often each proof is made.</summary>
    public static int Rounds { get; } = Environment.GetEnvironmentVariable("YALLATAKE_PROOF_ROUNDS") is { Length: > 0 } rounds
        ? int.Parse(rounds, CultureInfo.InvariantCulture)
        : 1;

    public static void Tell(string counts)
    {
        TestContext.Current.TestOutputHelper?.WriteLine(counts);
        Console.WriteLine(counts);
    }
}
