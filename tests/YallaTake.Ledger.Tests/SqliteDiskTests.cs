using System.Diagnostics;

namespace YallaTake;

/// <summary>A ledger on a disk that fails, a small one in memory. Only the administrator of a Linux may make one.</summary>
public sealed class SqliteDiskTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public SqliteDiskTests() => Assert.SkipUnless(Mount("-t", "tmpfs", "-o", "size=1m", "tmpfs"), "No disk can be mounted here.");

    private string Path => _folder.File("orders.db");

    [Fact]
    public async Task A_full_disk_is_refused_until_there_is_room_again()
    {
        using var ledger = TestLedgers.InFile(Path);
        await ledger.ClaimAsync(TestOrders.Intent("before"));
        Fill();

        var claims = Enumerable.Range(1, 500).ToDictionary(
            number => $"order {number}", number => ledger.ClaimAsync(TestOrders.Intent($"order {number}")));
        var refusal = await TestLedgers.UnavailableAsync(() => Task.WhenAll(claims.Values));
        Assert.Contains("the disk is full", refusal.Message, StringComparison.Ordinal);

        File.Delete(_folder.File("filler"));

        // A few at the end may still have found room: what was refused is not there, and what was not is.
        foreach (var (reference, claim) in claims)
            Assert.Equal(claim.IsCompletedSuccessfully, await ledger.GetAsync(reference) is not null);
        await ledger.ClaimAsync(TestOrders.Intent("after"));
        Assert.NotNull(await ledger.GetAsync("before"));
    }

    [Fact]
    public async Task A_new_ledger_on_a_full_disk_is_refused_until_there_is_room()
    {
        using var ledger = TestLedgers.InFile(Path);
        Fill();

        await TestLedgers.UnavailableAsync(() => ledger.ClaimAsync(TestOrders.Intent()));

        File.Delete(_folder.File("filler"));
        await ledger.ClaimAsync(TestOrders.Intent());
        Assert.NotNull(await ledger.GetAsync("order"));
    }

    [Fact]
    public async Task A_ledger_that_became_read_only_is_refused_until_it_can_be_written_again()
    {
        using (var earlier = TestLedgers.InFile(Path))
            await earlier.ClaimAsync(TestOrders.Intent());
        Assert.True(Mount("-o", "remount,ro"));

        using var ledger = TestLedgers.InFile(Path);
        var refusal = await TestLedgers.UnavailableAsync(() => ledger.ClaimAsync(TestOrders.Intent("next")));
        Assert.Contains("cannot be opened", refusal.Message, StringComparison.Ordinal);
        await TestLedgers.UnavailableAsync(() => ledger.GetAsync("order"));

        Assert.True(Mount("-o", "remount,rw"));
        await ledger.ClaimAsync(TestOrders.Intent("next"));
    }

    [Fact]
    public async Task A_new_ledger_in_a_read_only_folder_is_refused()
    {
        Assert.True(Mount("-o", "remount,ro"));

        using var ledger = TestLedgers.InFile(Path);

        await TestLedgers.UnavailableAsync(() => ledger.ClaimAsync(TestOrders.Intent()));
        using var deeper = TestLedgers.InFile(_folder.File("new/orders.db"));
        await TestLedgers.UnavailableAsync(() => deeper.ClaimAsync(TestOrders.Intent()));
    }

    public void Dispose()
    {
        Run("umount", _folder.Path);
        _folder.Dispose();
    }

    private void Fill()
    {
        using var filler = File.Create(_folder.File("filler"));
        try
        {
            for (var block = new byte[4096]; ;)
            {
                filler.Write(block);
                filler.Flush();
            }
        }
        catch (IOException)
        {
            // Now it is full.
        }
    }

    private bool Mount(params string[] arguments) => OperatingSystem.IsLinux() && Run("mount", [.. arguments, _folder.Path]);

    private static bool Run(string program, params string[] arguments)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true })!;
            process.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }
}
