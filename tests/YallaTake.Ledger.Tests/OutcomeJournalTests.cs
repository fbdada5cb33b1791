using Newtonsoft.Json;
using YallaTake.Client.Resilience;
using YallaTake.Ledger;
using YallaTake.Ledger.Entries;
using YallaTake.Ledger.Journal;
using YallaTake.Ledger.Sqlite;

namespace YallaTake;

/// <summary>Outcomes that wait on this computer: whatever is wrong with their folder, orders go on.</summary>
public sealed class OutcomeJournalTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string Path => _folder.File("orders.db");

    private string Journal => Path + ".journal";

    [Theory]
    [InlineData("")]
    [InlineData("{\"Account\":\"a\",\"Refer")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("{\"Account\":\"ACCOUNT\",\"Reference\":\"order\",\"State\":1}")]
    [InlineData("{\"Account\":\"ACCOUNT\",\"Reference\":\"order\",\"State\":77,\"OrderId\":\"1\"}")]
    [InlineData("{\"Account\":\"ACCOUNT\",\"Reference\":\"order\",\"State\":1,\"OrderId\":\"1\",\"Claim\":\"no mark\"}")]
    [InlineData("{\"Account\":\"ACCOUNT\",\"Reference\":\"order\",\"State\":1,\"OrderId\":\"1\",\"Fields\":\"no fields\"}")]
    [InlineData("{\"Account\":\"another\",\"Reference\":\"order\",\"State\":1,\"OrderId\":\"1\"}")]
    public async Task A_file_that_cannot_be_taken_over_blocks_nothing(string text)
    {
        var (claim, ledger) = await KeepAsync("order", "kept");
        await File.WriteAllTextAsync(
            System.IO.Path.Combine(Waiting(claim), "0.json"),
            text.Replace("ACCOUNT", claim.Account, StringComparison.Ordinal),
            TestContext.Current.CancellationToken);

        Assert.Equal(1, await ledger.CatchUpAsync());

        Assert.Equal(23501L, (await ledger.ClaimAsync(TestOrders.Intent("kept"))).Existing?.OrderId);
        Assert.Equal(OrderState.Sending, (await ledger.GetAsync("order"))?.Phase);
        await ledger.PlaceAsync("next", "2");
    }

    [Fact]
    public async Task A_folder_that_cannot_be_used_blocks_nothing()
    {
        await File.WriteAllTextAsync(Journal, "a file in its place", TestContext.Current.CancellationToken);
        var ledger = TestLedgers.InFile(Path);
        var claim = await ledger.ClaimAsync(TestOrders.Intent());
        await ledger.PlaceAsync("other", "2");
        ledger.Dispose();

        var (order, notRecorded) = await ledger.SettleAsync(claim, TestOrders.Intent(), TestOrders.Placed("23501"));

        Assert.Equal((23501L, ErrorId.OrderNotRecorded), (order.OrderId, notRecorded?.Id));
        Assert.Contains("could not be stored on this computer either", notRecorded!.Message, StringComparison.Ordinal);
        using var later = TestLedgers.InFile(Path);
        Assert.Equal((0, 0), (await later.CatchUpAsync(), later.Kept));
    }

    [Fact]
    public async Task A_folder_of_another_user_blocks_nothing()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows() || Environment.IsPrivilegedProcess, "The administrator may write everywhere.");
        Directory.CreateDirectory(Journal);
#pragma warning disable CA1416 // Windows has left.
        File.SetUnixFileMode(Journal, UnixFileMode.None);
        using var ledger = TestLedgers.InFile(Path);

        await ledger.PlaceAsync("order", "23501");
        Assert.Equal((0, 0), (await ledger.CatchUpAsync(), ledger.Kept));

        File.SetUnixFileMode(Journal, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
#pragma warning restore CA1416
    }

    [Fact]
    public async Task Outcomes_of_another_account_wait_for_that_one()
    {
        var (_, ledger) = await KeepAsync("kept");
        using var other = TestLedgers.InFile(Path, TestLedgers.Key("another"));
        await other.PlaceAsync("order", "1");

        Assert.Equal((0, 1), (await other.CatchUpAsync(), other.Kept));
        Assert.Equal((1, 0), (await ledger.CatchUpAsync(), ledger.Kept));
    }

    [Fact]
    public async Task Outcomes_of_two_claims_of_one_order_do_not_take_each_others_place()
    {
        var time = new StandingTime();
        var lost = TestLedgers.InFile(Path, time: time);
        var first = await lost.ClaimAsync(TestOrders.Intent());
        lost.Dispose();
        time.Moment += TimeSpan.FromHours(1);
        var taken = TestLedgers.InFile(Path, time: time);
        await taken.ResolveAsync("order", null);
        var second = await taken.ClaimAsync(TestOrders.Intent());
        taken.Dispose();

        await lost.SettleAsync(first, TestOrders.Intent(), TestOrders.Placed("111"));
        await taken.SettleAsync(second, TestOrders.Intent(), TestOrders.Placed("222"));

        using var later = TestLedgers.InFile(Path, time: time);
        Assert.Equal(2, await later.CatchUpAsync());
        Assert.Equal(222L, (await later.GetAsync("order"))?.OrderId);
        Assert.Equal(111L, (await later.GetAsync("order#111"))?.OrderId);
    }

    [Fact]
    public async Task An_outcome_that_is_kept_does_not_undo_what_was_settled_by_hand()
    {
        var time = new StandingTime();
        var lost = TestLedgers.InFile(Path, time: time);
        var claim = await lost.ClaimAsync(TestOrders.Intent());
        lost.Dispose();
        await lost.SettleAsync(claim, TestOrders.Intent(), TestOrders.Outcome(OrderState.Unknown));
        Directory.Move(Waiting(claim), Journal + ".away");
        time.Moment += TimeSpan.FromHours(1);
        using var ledger = TestLedgers.InFile(Path, time: time);
        await ledger.ResolveAsync("order", "23501");
        Directory.Move(Journal + ".away", Waiting(claim));

        Assert.Equal(1, await ledger.CatchUpAsync());

        Assert.Equal((OrderState.Placed, 23501L), ((await ledger.GetAsync("order"))?.Phase, (await ledger.GetAsync("order"))?.OrderId));
    }

    [Fact]
    public async Task What_is_kept_has_all_that_an_entry_has()
    {
        var intent = TestOrders.Intent(charge: 0.123456789m, balanceBefore: 5, fields: ("quantity", "10"));
        var ledger = TestLedgers.InFile(Path);
        var claim = await ledger.ClaimAsync(intent);
        ledger.Dispose();

        await ledger.SettleAsync(claim, intent, TestOrders.Placed("23501"));

        var kept = JsonConvert.DeserializeObject<JournalEntry>(
            await File.ReadAllTextAsync(Directory.GetFiles(Waiting(claim)).Single(), TestContext.Current.CancellationToken))!;
        Assert.Equal(("order", claim.Mark, OrderState.Placed, "23501"), (kept.Reference, kept.Claim, kept.State, kept.OrderId));
        Assert.Equal(
            ("7", "Service 7", TestOrders.Link, 0.123456789m, 5m, "USD", 1000),
            (kept.ServiceId, kept.ServiceName, kept.Link, kept.EstimatedCharge, kept.BalanceBefore, kept.Currency, kept.Count));
        Assert.Contains("\"quantity\":\"10\"", kept.Fields, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("7", 7L)]
    [InlineData("\"ig-likes\"", "ig-likes")]
    [InlineData("\"007\"", "007")]
    public async Task A_lost_entry_is_written_anew_with_the_service_of_the_journal_though_the_version_before_wrote_a_number(
        string written, object service)
    {
        var (claim, _) = await KeepAsync("order");
        var file = Directory.GetFiles(Waiting(claim)).Single();
        var text = await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(
            file,
            text.Replace("\"ServiceId\":\"7\"", $"\"ServiceId\":{written}", StringComparison.Ordinal),
            TestContext.Current.CancellationToken);
        using (var connection = new LedgerFile(Path, makes: false, Chance.System).OpenForWriting())
            connection.Execute("DELETE FROM entries");

        var order = await TestLedgers.InFile(Path).GetAsync("order");

        Assert.Equal((23501L, service), (order?.OrderId, order?.ServiceId));
    }

    public void Dispose() => _folder.Dispose();

    private string Waiting(OrderClaim claim) => new OutcomeJournal(Journal).WaitingFolder(claim.Ledger);

    /// <summary>Claims orders; the last one's outcome is kept.</summary>
    private async Task<(OrderClaim Claim, StoredLedger Ledger)> KeepAsync(params string[] references)
    {
        var ledger = TestLedgers.InFile(Path);
        OrderClaim? claim = null;
        foreach (var reference in references)
            claim = await ledger.ClaimAsync(TestOrders.Intent(reference));
        ledger.Dispose();
        await ledger.SettleAsync(claim!, TestOrders.Intent(references[^1]), TestOrders.Placed("23501"));
        return (claim!, TestLedgers.InFile(Path));
    }
}
