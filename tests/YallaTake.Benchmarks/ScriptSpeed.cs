namespace YallaTake;

/// <summary>
/// A whole script in a fresh PowerShell, as a scheduler runs it, from the start of the process to its end: 10,000 services and a filter,
/// against the same with Invoke-RestMethod.
/// </summary>
internal sealed class ScriptSpeed : Benchmark
{
    private const string ByHand = "Invoke-RestMethod $env:PANEL_URI -Method Post -Body @{ key = $env:PANEL_KEY; action = 'services' } | "
        + "ForEach-Object { $_ } | Where-Object { [decimal]$_.rate -lt 1 }";

    // The limit: no module does less.
    private static readonly string WithBare =
        $"Import-Module '{Modules.BareWithView}'; Get-BareService $env:PANEL_URI $env:PANEL_KEY | Where-Object Rate -lt 1";

    public override string Title => "A script in a fresh PowerShell: import, connect, 10,000 services | Where rate -lt 1";

    public override IEnumerable<Row> Run(Rounds rounds)
    {
        using var engine = Engine.WithSandbox("-ServiceCount 10000");
        (string, string)[] environment =
        [
            ("PANEL_URI", engine.Value<Uri>("$sandbox.Uri").ToString()),
            ("PANEL_KEY", engine.Value<string>("$sandbox.ApiKey")),
        ];
        yield return Row.Ratio($"{Title}, without a ledger", Compare("-NoLedger"), 0.55, "with Invoke-RestMethod");
        yield return Row.Ratio(
            "The same script with a module of one cmdlet and one view", rounds.Compare(() => Time(WithBare), () => Time(ByHand)), null,
            "with Invoke-RestMethod");
        yield return Row.Ratio($"{Title}, with a new ledger", Compare(string.Empty), null, "with Invoke-RestMethod");

        Comparison Compare(string ledger) => rounds.Compare(() => Time(Script(ledger)), () => Time(ByHand));

        TimeSpan Time(string script) => FreshProcess.Time($"$null = & {{ {script} }}", environment);
    }

    private static string Script(string ledger) =>
        $"Import-Module '{Repository.Manifest}'; Connect-YtPanel -Uri $env:PANEL_URI -ApiKey $env:PANEL_KEY {ledger}; "
        + "Get-YtService | Where-Object rate -lt 1";
}
