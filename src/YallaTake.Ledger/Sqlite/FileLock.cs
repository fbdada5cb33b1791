using Microsoft.Data.Sqlite;

namespace YallaTake.Ledger.Sqlite;

/// <summary>Waits for other processes that keep a ledger file locked, by the time that is handed in.</summary>
internal sealed class FileLock(TimeProvider time)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMilliseconds(50);

    /// <summary>Does the work once the file is free, as long as somebody wants it.</summary>
    public async Task<T> RunAsync<T>(Func<T> work, Func<bool> isWanted, CancellationToken cancellationToken)
    {
        var since = time.GetTimestamp();
        for (var pause = FirstPause; ; pause = pause < LongestPause ? pause + pause : LongestPause)
        {
            try
            {
                return work();
            }
            catch (SqliteException exception) when (exception.SqliteErrorCode is 5 or 6
                && time.GetElapsedTime(since) < Patience && isWanted())
            {
                await time.Delay(pause, cancellationToken).ConfigureAwait(false);
            }
        }
    }
}
