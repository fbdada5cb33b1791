using System.Management.Automation;

namespace YallaTake;

/// <summary>Every example of the help and the README runs as it is written, against sandboxes.</summary>
[Collection(nameof(EnvironmentCollection))]
[Trait("Speed", "Slow")]
public sealed class ExampleTests : IDisposable
{
    private const string Key = "YALLATAKE_API_KEY";
    private const string Uri = "YALLATAKE_URI";

    private readonly Engine _engine = new();
    private readonly TemporaryFolder _folder = new();

    public ExampleTests()
    {
        // The files that the examples read are those of docs/examples; what they write is gone with the folder.
        _engine.Run(
            $"$PSDefaultParameterValues.Clear(); Copy-Item '{Repository.PathOf("docs", "examples")}/*' '{_folder.Path}'").ThrowIfFailed();
        _engine.Run(File.ReadAllText(ModuleTree.Fixture("StandIns.ps1"))).ThrowIfFailed();
        Environment.SetEnvironmentVariable(
            Uri, _engine.Value("$global:YallaTakeCom = Start-YtSandbox; $YallaTakeCom.Uri.ToString()") as string);
    }

    public static TheoryData<string> WithExamples => [.. Pages.Commands, .. Pages.Topics];

    [Theory]
    [MemberData(nameof(WithExamples))]
    public void Each_example_of_a_page_runs_by_itself(string name)
    {
        foreach (var (code, errors) in Pages.Examples(Pages.PathOf(name)))
        {
            Run($"& {{ {code}\n}}", errors);
            Environment.SetEnvironmentVariable(Key, null);
            _engine.Run("Get-YtPanel | Disconnect-YtPanel; Unregister-YtPanel *").ThrowIfFailed();
            Environment.SetEnvironmentVariable(
                Uri,
                _engine.Value(
                    "Get-YtSandbox | Where-Object Port -ne $YallaTakeCom.Port | Stop-YtSandbox; $YallaTakeCom.Uri.ToString()") as string);
        }
    }

    [Fact]
    public void The_README_runs_from_beginning_to_end()
    {
        var examples = Pages.Examples(Pages.PathOf("README"));

        Assert.NotEmpty(examples);
        foreach (var (code, errors) in examples)
            Run(code, errors);
        _engine.Run("Unregister-YtPanel *").ThrowIfFailed();
    }

    public void Dispose()
    {
        Environment.SetEnvironmentVariable(Uri, null);
        Environment.SetEnvironmentVariable(Key, null);
        _engine.Dispose();
        _folder.Dispose();
    }

    private void Run(string code, string[] errors)
    {
        // No such hosts exist: the connection is made and not verified, and no ledger is copied.
        var copies = code.Contains("db.example", StringComparison.Ordinal);
        var skips = copies || code.Contains("panel.example", StringComparison.Ordinal);
        _engine.Run($$"""
            Set-Location '{{_folder.Path}}'
            $PSDefaultParameterValues['Connect-YtPanel:SkipVerification'] = ${{skips}}
            $PSDefaultParameterValues['Copy-YtLedger:WhatIf'] = ${{copies}}
            """).ThrowIfFailed();

        var outcome = _engine.Run(code);
        ErrorRecord?[] failures = [.. outcome.Errors, outcome.Terminating];
        Assert.Equal([code, .. errors], failures.OfType<ErrorRecord>().Select(error => error.ToString()).Prepend(code));
    }
}
