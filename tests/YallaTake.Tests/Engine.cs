namespace YallaTake;

/// <summary>A PowerShell with the built module imported, as a user's session has it.</summary>
internal sealed class Engine : PowerShellSession
{
    /// <summary>
    /// The dialect of every sandbox that does not name its own, so that all tests can be run against another kind of panel.
    /// </summary>
    public const string DialectVariable = "YALLATAKE_TEST_DIALECT";

    public Engine()
        : base(ModuleTree.Manifest)
    {
        Run("$Module, $Catalogue = @($input)", ModuleTree.Manifest, ModuleTree.Catalogue).ThrowIfFailed();

        // What goes wrong once is to be seen at once; a test of the retries asks for them.
        Run("$PSDefaultParameterValues['Connect-YtPanel:MaximumRetryCount'] = 0").ThrowIfFailed();

        if (Environment.GetEnvironmentVariable(DialectVariable) is { Length: > 0 } dialect)
            Run($"$PSDefaultParameterValues['Start-YtSandbox:Dialect'] = '{dialect}'").ThrowIfFailed();
    }

    /// <summary>An engine with a sandbox of its own in $sandbox, connected.</summary>
    /// <param name="sandboxParameters">The parameters for Start-YtSandbox.</param>
    /// <param name="connectParameters">The parameters for Connect-YtPanel.</param>
    public static Engine Connected(string sandboxParameters = "-Catalogue $Catalogue", string connectParameters = "-Name test")
    {
        var engine = new Engine();
        engine.Run($"$sandbox = Start-YtSandbox {sandboxParameters}; $sandbox | Connect-YtPanel {connectParameters}").ThrowIfFailed();
        return engine;
    }

    /// <summary>Connects to a canned panel, which cannot be asked whether the key is good.</summary>
    public void Connect(CannedServer panel, string key = "any-key", int retries = 0) =>
        Run($"Connect-YtPanel -ApiKey {key} -Uri {panel.Uri} -SkipVerification -NoLedger -MaximumRetryCount {retries}").ThrowIfFailed();

    /// <summary>What truly happened in the sandbox of a variable.</summary>
    public SandboxState State(string sandbox = "$sandbox") => SandboxState.Read((Uri)Value($"{sandbox}.Uri")!);
}
