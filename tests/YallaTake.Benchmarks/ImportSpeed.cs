using System.Diagnostics;
using System.Globalization;

namespace YallaTake;

/// <summary>
/// The first import of the module in a process, against that of a module of one cmdlet, and against the loader alone. Every import has a
/// process to itself: a second one finds all loaded.
/// </summary>
internal sealed class ImportSpeed : Benchmark
{
    private const string Option = "--import";

    private static readonly Dictionary<string, string> Imports = new()
    {
        ["module"] = $"Import-Module '{Repository.Manifest}'",
        ["bare"] = $"Import-Module '{Modules.Bare}'",
        ["loader"] = $"$null = [Reflection.Assembly]::LoadFrom('{Modules.Loader}'); "
            + "$null = [YallaTake.Loader.ModuleLoadContext]::LoadModule()",
    };

    public override string Title => "Import-Module YallaTake";

    /// <summary>What a child process is for: one import, its milliseconds on standard output. False in any other process.</summary>
    public static bool RunAsChild(string[] arguments)
    {
        if (arguments is not [Option, var what])
            return false;

        using var engine = Engine.Plain();
        engine.Run("Get-Module | Where-Object Name -eq none").ThrowIfFailed();
        var begun = Stopwatch.GetTimestamp();
        engine.Run(Imports[what]).ThrowIfFailed();
        Console.WriteLine(Stopwatch.GetElapsedTime(begun).TotalMilliseconds.ToString(CultureInfo.InvariantCulture));
        return true;
    }

    public override IEnumerable<Row> Run(Rounds rounds)
    {
        yield return Row.Ratio(
            $"{Title} against a module of one cmdlet", rounds.Compare(() => Time("module"), () => Time("bare")), null, "that one");
        yield return Row.Ratio(
            $"{Title} against the loader alone", rounds.Compare(() => Time("module"), () => Time("loader")), null, "the loader");
    }

    private static TimeSpan Time(string what)
    {
        using var process = Process.Start(
            new ProcessStartInfo("dotnet", [typeof(ImportSpeed).Assembly.Location, Option, what]) { RedirectStandardOutput = true })!;
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0
            ? TimeSpan.FromMilliseconds(double.Parse(output, CultureInfo.InvariantCulture))
            : throw new InvalidOperationException($"Importing in a process of its own ended with {process.ExitCode}.");
    }
}
