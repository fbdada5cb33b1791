using YallaTake.Ledger.Entries;

namespace YallaTake;

public sealed class LedgerHolderTests
{
    private static readonly string[] Own = LedgerHolder.ThisProcess.NewClaim().Split('/');

    [Fact]
    public void This_process_is_there() => Assert.False(LedgerHolder.ThisProcess.IsGone(LedgerHolder.ThisProcess.NewClaim()));

    [Fact]
    public void Another_process_that_had_this_ones_number_is_gone() =>
        Assert.True(LedgerHolder.ThisProcess.IsGone($"{Own[0]}/{Own[1]}/another-mark/1"));

    [Fact]
    public void A_process_of_another_machine_is_not_known_to_be_gone() =>
        Assert.False(LedgerHolder.ThisProcess.IsGone($"another-{Own[0]}/{int.MaxValue}/mark/1"));

    [Fact]
    public void A_number_that_no_process_has_is_gone() => Assert.True(LedgerHolder.ThisProcess.IsGone($"{Own[0]}/{int.MaxValue}/mark/1"));

    [Fact]
    public void A_process_of_another_container_is_not_known_to_be_gone()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Other systems number their processes once.");
        Assert.False(LedgerHolder.ThisProcess.IsGone($"{Environment.MachineName}:pid:[1]/{int.MaxValue}/mark/1"));
        Assert.StartsWith($"{Environment.MachineName}:pid:[", Own[0], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("somebody")]
    [InlineData("a/b")]
    public void A_holder_that_cannot_be_read_is_not_known_to_be_gone(string? holder) =>
        Assert.False(LedgerHolder.ThisProcess.IsGone(holder));
}
