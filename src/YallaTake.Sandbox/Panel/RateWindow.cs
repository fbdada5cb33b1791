using YallaTake.Sandboxing.Api;

namespace YallaTake.Sandboxing.Panel;

/// <summary>Lets at most so many requests through within any minute; a limit of 0 lets all through.</summary>
internal sealed class RateWindow(int limit, Func<DateTimeOffset> clock)
{
    private static readonly TimeSpan Length = TimeSpan.FromMinutes(1);

    private readonly Queue<DateTimeOffset> _admitted = new();

    /// <exception cref="PanelRefusal">The limit is reached.</exception>
    public void Admit()
    {
        if (limit == 0)
            return;
        lock (_admitted)
        {
            var now = clock();
            while (_admitted.Count > 0 && now - _admitted.Peek() >= Length)
                _admitted.Dequeue();
            if (_admitted.Count >= limit)
                throw new PanelRefusal("Rate limit exceeded", (int)Math.Ceiling((_admitted.Peek() + Length - now).TotalSeconds));
            _admitted.Enqueue(now);
        }
    }
}
