using System.Text;

namespace YallaTake;

/// <summary>Starts the shell, runs what was asked for and leaves with its exit code.</summary>
internal static class Program
{
    private const int UsageError = 64;

    private static int Main(string[] arguments)
    {
        // The engine reads it once, when its first type is touched.
        Environment.SetEnvironmentVariable("POWERSHELL_TELEMETRY_OPTOUT", "1");

        // Elsewhere UTF-8 is what a terminal speaks already; catalogues are full of emoji.
        if (OperatingSystem.IsWindows()) Console.OutputEncoding = Encoding.UTF8;

        try
        {
            var options = ShellOptions.Parse(arguments);
            if (!options.Help) return Run(options);

            Console.WriteLine(ShellOptions.Usage);
            return 0;
        }
        catch (ShellUsageException error)
        {
            Console.Error.WriteLine(error.Message);
            return UsageError;
        }
    }

    private static int Run(ShellOptions options)
    {
        if (ModuleManifest.Find(AppContext.BaseDirectory) is not { } manifest)
        {
            Console.Error.WriteLine(
                $"{ModuleManifest.FileName} was not found in any folder above {AppContext.BaseDirectory}. " +
                "Build the shell in a clone of the repository and run it from there.");
            return 1;
        }

        using var shell = new Shell(options.NonInteractive);
        var imported = shell.Run($"Import-Module {ShellOptions.Quote(manifest)} -ErrorAction Stop");
        if (imported != 0) return imported;

        if (options.Script is { } script) return shell.RunToExit(script);

        new Prompt(shell).Run();
        return shell.Host.ExitCode ?? 0;
    }
}
