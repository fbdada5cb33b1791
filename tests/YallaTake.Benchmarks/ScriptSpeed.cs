namespace YallaTake;

/// <summary>
/// A whole script in a fresh PowerShell, as a scheduler runs it, from the start of the process to its end: 10,000 services and a filter,
/// against the same with Invoke-RestMethod.
/// </summary>
internal sealed class ScriptSpeed : Benchmark
{
    private const string Filtered = "Get-YtService | Where-Object rate -lt 1";

    private const string ByHand =
        "Invoke-RestMethod $env:YALLATAKE_URI -Method Post -Body @{ key = $env:YALLATAKE_API_KEY; action = 'services' } | "
        + "ForEach-Object { $_ } | Where-Object { [decimal]$_.rate -lt 1 }";

    public override string Title => "A script of its own, 10,000 services";

    public override IEnumerable<Row> Run(Rounds rounds)
    {
        using var engine = Engine.WithSandbox("-ServiceCount 10000");
        var folder = Directory.CreateTempSubdirectory("yallatake-");
        try
        {
            (string, string)[] environment =
            [
                ("YALLATAKE_URI", engine.Value<Uri>("$sandbox.Uri").ToString()),
                ("YALLATAKE_API_KEY", engine.Value<string>("$sandbox.ApiKey")),
                ("YALLATAKE_DATA", folder.FullName),
                ("YALLATAKE_LEDGER", string.Empty),
            ];
            var import = $"Import-Module '{Repository.Manifest}'";
            yield return Row.Ratio(
                $"{Title}: import, connect without a ledger, {Filtered}",
                Compare($"{import}; Connect-YtPanel -NoLedger; {Filtered}"),
                0.55,
                "Invoke-RestMethod");
            yield return Row.Ratio(
                $"{Title}: the same with a ledger", Compare($"{import}; Connect-YtPanel; {Filtered}"), null, "Invoke-RestMethod");

            Comparison Compare(string script) => rounds.Compare(
                () => FreshProcess.Time($"$null = & {{ {script} }}", environment),
                () => FreshProcess.Time($"$null = & {{ {ByHand} }}", environment));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
