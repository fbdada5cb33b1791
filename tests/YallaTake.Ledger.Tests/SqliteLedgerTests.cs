using YallaTake.Ledger;
using YallaTake.Ledger.Entries;

namespace YallaTake;

/// <summary>The contract, kept by a file.</summary>
public sealed class SqliteLedgerTests : LedgerContractTests
{
    private readonly TemporaryFolder _folder = new();

    private string Store => _folder.File("orders.db");

    [Fact]
    public async Task An_order_is_unknown_as_soon_as_the_process_that_sends_it_is_gone()
    {
        using var other = LedgerProcess.Claim(Store, "other");
        Assert.Equal("1 new, 0 placed before", await other.ToldAsync());
        using var ledger = TestLedgers.InFile(Store, time: Time);
        Assert.Equal(OrderState.Sending, (await ledger.GetAsync("other-1"))?.Phase);
        await RefusedAsync(ErrorId.ReferenceMismatch, () => ledger.ResolveAsync("other-1", null));

        other.Kill();

        Assert.Equal(OrderState.Unknown, (await ledger.GetAsync("other-1"))?.Phase);
        await RefusedAsync(ErrorId.OrderOutcomeUnknown, () => ledger.ClaimAsync(TestOrders.Intent("other-1")));
        Assert.Equal(OrderState.NotSent, (await ledger.ResolveAsync("other-1", null)).Phase);
    }

    private protected override OrderLedger Create(AccountKey key) => TestLedgers.InFile(Store, key, Time);

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        _folder.Dispose();
    }
}
