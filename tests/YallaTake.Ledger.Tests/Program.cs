using Xunit.MicrosoftTestingPlatform;
using Xunit.Runner.InProc.SystemConsole;

namespace YallaTake;

/// <summary>Runs the tests, or, started by one of them, is another process that uses the ledger.</summary>
internal static class Program
{
    private static Task<int> Main(string[] arguments) => arguments switch
    {
        [LedgerProcess.Argument, .. var task] => LedgerProcess.WorkAsync(task),
        [LongRun.Argument, SearchRun.Argument, .. var run] => Task.FromResult(SearchRun.Run(run)),
        [LongRun.Argument, .. var run] => Task.FromResult(LongRun.Run(run)),
        _ when arguments.Contains("--server") || arguments.Contains("--internal-msbuild-node") =>
            TestPlatformTestFramework.RunAsync(arguments, SelfRegisteredExtensions.AddSelfRegisteredExtensions),
        _ => ConsoleRunner.Run(arguments),
    };
}
