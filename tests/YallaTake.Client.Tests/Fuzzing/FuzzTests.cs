using System.Globalization;

namespace YallaTake;

public sealed class FuzzTests
{
    private static readonly TimeSpan LongestCase = TimeSpan.FromSeconds(60);

    [Fact]
    [Trait("Speed", "Slow")]
    public async Task Whatever_a_panel_answers_comes_out_as_an_object_or_a_failure_with_a_name()
    {
        var seed = Setting("YALLATAKE_FUZZ_SEED", 1);
        var cases = Setting("YALLATAKE_FUZZ_CASES", 100_000);

        await Parallel.ForAsync(0, cases, TestContext.Current.CancellationToken, async (number, token) =>
        {
            var fuzzed = new FuzzCase(seed, number);
            try
            {
                // A case that hangs, be it in a loop, ends the test and not only the machine's patience.
                await Task.Run(() => fuzzed.RunAsync(token), token).WaitAsync(LongestCase, token);
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                Assert.Fail($"Case {number} of seed {seed}: {fuzzed}{Environment.NewLine}{exception}");
            }
        });
    }

    private static int Setting(string name, int usual) =>
        Environment.GetEnvironmentVariable(name) is { Length: > 0 } text ? int.Parse(text, CultureInfo.InvariantCulture) : usual;
}
