using System.Globalization;

namespace YallaTake;

/// <summary>
/// The first import of the module in a process, against those of modules of one cmdlet, and against the loader alone. Every import has a
/// process to itself: a second one finds all loaded.
/// </summary>
internal sealed class ImportSpeed : Benchmark
{
    private static readonly string Module = $"Import-Module '{Repository.Manifest}'";
    private static readonly string WithView = $"Import-Module '{Modules.BareWithView}'";
    private static readonly string Bare = $"Import-Module '{Modules.Bare}'";

    private static readonly string Loader = $"Import-Module '{Modules.Loader}'";

    public override string Title => "Import-Module YallaTake";

    public override IEnumerable<Row> Run(Rounds rounds)
    {
        yield return Row.Ratio(
            $"{Title} against a module of one cmdlet and one view",
            rounds.Compare(() => Time(Module), () => Time(WithView)),
            1.4,
            "that one");
        yield return Row.Ratio(
            $"{Title} against a module of one cmdlet", rounds.Compare(() => Time(Module), () => Time(Bare)), null, "that one");
        yield return Row.Ratio(
            $"{Title} against the loader alone", rounds.Compare(() => Time(Module), () => Time(Loader)), null, "the loader");
    }

    private static TimeSpan Time(string import) => TimeSpan.FromMilliseconds(double.Parse(
        FreshProcess.Run(
            $"$null = Get-Module | Where-Object Name -eq none; $watch = [Diagnostics.Stopwatch]::StartNew(); {import}; "
            + "$watch.Elapsed.TotalMilliseconds.ToString([cultureinfo]::InvariantCulture)"),
        CultureInfo.InvariantCulture));
}
