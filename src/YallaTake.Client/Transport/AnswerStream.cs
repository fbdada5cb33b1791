using YallaTake.Client.Answers;

namespace YallaTake.Client.Transport;

/// <summary>
/// An answer's body: every read obeys the limits of time and length, and a broken connection comes out as a failure with a name.
/// </summary>
internal sealed class AnswerStream(Stream inner, TimeLimit limit, long longest, Func<Exception, YallaTakeException> describe) : Stream
{
    private long _length;

    /// <summary>Called before it is waited for more of the answer, on the reader's own way.</summary>
    public Action? OnPause { get; set; }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        GuardAsync(token => inner.ReadAsync(buffer, offset, count, token));

#if NET
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        await GuardAsync(token => inner.ReadAsync(buffer, token).AsTask()).ConfigureAwait(false);
#endif

    public override int Read(byte[] buffer, int offset, int count) =>
        ReadAsync(buffer, offset, count, CancellationToken.None).GetAwaiter().GetResult();

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            inner.Dispose();
        base.Dispose(disposing);
    }

    private async Task<int> GuardAsync(Func<CancellationToken, Task<int>> read)
    {
        limit.Resume();
        try
        {
#if !NET
            // .NET Framework's streams do not look at the token while they wait.
            using var abort = limit.Token.Register(inner.Dispose);
#endif
            var reading = read(limit.Token);
            if (!reading.IsCompleted)
                OnPause?.Invoke();
            var count = await reading.ConfigureAwait(false);
            _length += count;
            return _length <= longest ? count : throw AnswerValue.Unreadable($"it is longer than {longest} bytes");
        }
        catch (Exception exception) when (exception is not YallaTakeException)
        {
            throw limit.Canceled ? new OperationCanceledException() : describe(exception);
        }
        finally
        {
            // The reader may take its time between reads; the panel may not.
            limit.Pause();
        }
    }
}
