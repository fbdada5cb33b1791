using System.Diagnostics;

namespace YallaTake;

/// <summary>A PowerShell in a process of its own, which finds nothing loaded or compiled.</summary>
internal static class FreshProcess
{
    private const string Option = "--script";

    /// <summary>What a child process is for: one script, after which it ends. False in any other process.</summary>
    public static bool RunAsChild(string[] arguments)
    {
        if (arguments is not [Option, var script])
            return false;

        using var engine = Engine.Plain();
        foreach (var line in engine.Run(script).ThrowIfFailed().Output)
            Console.WriteLine(line);
        return true;
    }

    /// <summary>How long a script takes, from the start of the process to its end.</summary>
    public static TimeSpan Time(string script, params (string Name, string Value)[] environment)
    {
        var begun = Stopwatch.GetTimestamp();
        Run(script, environment);
        return Stopwatch.GetElapsedTime(begun);
    }

    /// <summary>What a script gives.</summary>
    public static string Run(string script, params (string Name, string Value)[] environment)
    {
        var start = new ProcessStartInfo("dotnet", [typeof(FreshProcess).Assembly.Location, Option, script])
        {
            RedirectStandardOutput = true,
            Environment = { [PowerShellSession.GivenEnvironment] = "benchmark" },
        };
        foreach (var (name, value) in environment)
            start.Environment[name] = value;

        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0
            ? output
            : throw new InvalidOperationException($"A script in a process of its own ended with {process.ExitCode}.");
    }
}
