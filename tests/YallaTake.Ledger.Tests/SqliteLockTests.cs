using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Time.Testing;
using YallaTake.Ledger.Entries;

namespace YallaTake;

/// <summary>A file that another process keeps locked.</summary>
public sealed class SqliteLockTests : IAsyncLifetime
{
    private readonly TemporaryFolder _folder = new();
    private readonly FakeTimeProvider _time = new(DateTimeOffset.UtcNow);
    private SqliteConnection? _other;

    private string Path => _folder.File("orders.db");

    public async ValueTask InitializeAsync()
    {
        using (var ledger = TestLedgers.InFile(Path))
            await ledger.PlaceAsync("order", "23501");
        _other = new SqliteConnection($"Data Source={Path};Pooling=False");
        _other.Open();
        Execute("BEGIN IMMEDIATE");
    }

    [Fact]
    public async Task Reading_needs_no_lock()
    {
        using var ledger = TestLedgers.InFile(Path, time: _time);

        Assert.Equal(23501L, (await ledger.GetAsync("order"))?.OrderId);
        Assert.Equal(23501L, (await ledger.RecallAsync("order", TestOrders.Intent().Request))?.OrderId);
        Assert.Equal("order", await ledger.FindAsync());
        Assert.Null(await ledger.PreviewAsync(TestOrders.Intent("next", limit: 2), 0));
        Assert.Equal(0, await ledger.CatchUpAsync());
    }

    [Fact]
    public async Task Giving_up_ends_the_wait_at_once_and_the_order_is_not_written()
    {
        using var stop = new CancellationTokenSource();
        var ledger = TestLedgers.InFile(Path, time: _time);
        var claim = ledger.ClaimAsync(TestOrders.Intent("next"), stop.Token);

        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => claim);
        Execute("COMMIT");
        await PassUntilAsync(Task.Run(ledger.Dispose, TestContext.Current.CancellationToken));
        using var later = TestLedgers.InFile(Path);
        Assert.Equal("order", await later.FindAsync());
    }

    [Fact]
    public async Task Giving_up_ends_the_wait_for_what_an_order_that_was_given_up_before_has_left_too()
    {
        using var stop = new CancellationTokenSource();
        var ledger = TestLedgers.InFile(Path, time: _time);
        var first = ledger.ClaimAsync(TestOrders.Intent("first"), stop.Token);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
        using var again = new CancellationTokenSource();
        var second = ledger.ClaimAsync(TestOrders.Intent("second"), again.Token);

        await again.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => second);
        Execute("COMMIT");
        await PassUntilAsync(Task.Run(ledger.Dispose, TestContext.Current.CancellationToken));
        using var later = TestLedgers.InFile(Path);
        Assert.Equal("order", await later.FindAsync());
    }

    [Fact]
    public async Task Giving_up_ends_the_wait_of_a_balance_too()
    {
        using var stop = new CancellationTokenSource();
        var ledger = TestLedgers.InFile(Path, time: _time);
        var recording = ledger.RecordAsync(new BalanceReading(_time.GetUtcNow(), _time.GetUtcNow(), 1), stop.Token);

        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => recording);
        Execute("COMMIT");
        await PassUntilAsync(Task.Run(ledger.Dispose, TestContext.Current.CancellationToken));
    }

    [Fact]
    [Trait("Speed", "Slow")]
    public async Task A_wait_ends_after_a_minute_of_the_clock_that_is_handed_in()
    {
        using var ledger = TestLedgers.InFile(Path, time: _time);
        var began = _time.GetTimestamp();

        var claim = ledger.ClaimAsync(TestOrders.Intent("next"));
        await PassUntilAsync(claim);

        await TestLedgers.UnavailableAsync(() => claim, "locked for a minute");
        Assert.InRange(_time.GetElapsedTime(began), TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(2));
    }

    [Fact]
    public async Task A_wait_ends_when_the_file_is_free()
    {
        using var ledger = TestLedgers.InFile(Path, time: _time);
        var claim = ledger.ClaimAsync(TestOrders.Intent("next"));

        Execute("COMMIT");
        await PassUntilAsync(claim);

        Assert.Null((await claim).Existing);
    }

    [Fact]
    public async Task A_slow_reader_does_not_keep_the_log_from_being_written_back()
    {
        Execute("COMMIT");
        using var ledger = TestLedgers.InFile(Path);
        await Task.WhenAll(Enumerable.Range(0, 1200).Select(number => ledger.ClaimAsync(TestOrders.Intent($"order {number}"))));

        await using var orders = ledger.FindAsync(
            new OrderFilter(), TestContext.Current.CancellationToken).GetAsyncEnumerator(TestContext.Current.CancellationToken);
        Assert.True(await orders.MoveNextAsync());
        await ledger.PlaceAsync("meanwhile", "23502");

        using var checkpoint = _other!.CreateCommand();
        checkpoint.CommandText = "PRAGMA wal_checkpoint(TRUNCATE)";
        Assert.Equal(0L, checkpoint.ExecuteScalar());
        Assert.Equal(0, new FileInfo(Path + "-wal").Length);
        var count = 1;
        while (await orders.MoveNextAsync())
            count++;
        Assert.Equal(1201, count);
    }

    public ValueTask DisposeAsync()
    {
        _other?.Dispose();
        _folder.Dispose();
        return default;
    }

    private async Task PassUntilAsync(Task work)
    {
        while (!work.IsCompleted)
        {
            _time.Advance(TimeSpan.FromMilliseconds(50));
            await Task.WhenAny(work, Task.Delay(1, TestContext.Current.CancellationToken));
        }
    }

    private void Execute(string sql)
    {
        using var command = _other!.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
