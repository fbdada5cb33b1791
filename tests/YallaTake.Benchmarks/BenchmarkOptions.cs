using System.Globalization;

namespace YallaTake;

/// <summary>What the command line asks for.</summary>
/// <param name="Rounds">How many pairs of runs a ratio is the median of.</param>
/// <param name="Only">A part of the titles of the benchmarks to run; empty for all.</param>
internal sealed record BenchmarkOptions(int Rounds, string Only)
{
    public const string Usage = "usage: YallaTake.Benchmarks [--rounds N] [--only TEXT]";

    /// <exception cref="FormatException">The command line is not understood.</exception>
    public static BenchmarkOptions Parse(string[] arguments)
    {
        var options = new BenchmarkOptions(7, string.Empty);
        for (var i = 0; i < arguments.Length; i += 2)
        {
            options = (arguments[i], arguments.ElementAtOrDefault(i + 1)) switch
            {
                ("--rounds", { } text) when int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var rounds)
                    && rounds > 0 => options with { Rounds = rounds },
                ("--only", { } text) => options with { Only = text },
                _ => throw new FormatException(Usage),
            };
        }

        return options;
    }
}
