namespace YallaTake;

/// <summary>A path of something else than the file system is not a file's, and makes none.</summary>
public sealed class FilePathTests : IDisposable
{
    private readonly Engine _engine = Engine.Connected();

    public void Dispose() => _engine.Dispose();

    [Theory]
    [InlineData("Export-YtReport Env:report.html")]
    [InlineData("Import-YtOrder Variable:sandbox")]
    [InlineData("Import-YtOrder orders.csv, Env:PATH")]
    [InlineData("Copy-YtLedger Function:ledger")]
    [InlineData("Start-YtSandbox -Catalogue Env:PATH")]
    [InlineData("$sandbox | Connect-YtPanel -Ledger Env:ledger.db -NewLedger")]
    [InlineData("Register-YtPanel shop https://panel.example/api/v2 -Ledger Env:ledger.db -NewLedger")]
    [InlineData("Set-Location Env:; Export-YtReport report.html")]
    public void A_path_of_another_provider_is_refused(string script)
    {
        var before = Directory.GetFileSystemEntries(Environment.CurrentDirectory);

        var error = _engine.Run(script).Terminating!;

        Assert.StartsWith("FieldInvalid,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains("not of the file system. Nothing was read or written.", error.ToString(), StringComparison.Ordinal);
        Assert.Equal(before, Directory.GetFileSystemEntries(Environment.CurrentDirectory));
    }
}
