namespace YallaTake.Client.Resilience;

/// <summary>How long one request waits for a panel that asks for fewer, and how often.</summary>
/// <remarks>
/// Few panels say how long. Most count by the minute, so the waits of one request together outlast one. As long as the panel
/// takes other requests of the same kind the waits begin anew: it is only a matter of whose turn it is.
/// </remarks>
/// <param name="most">How many waits in a row may end without an answer.</param>
internal sealed class RateLimitWaits(int most)
{
    // Few waits, so that the first is not too short to help.
    private const int MostInWindow = 4;

    private static readonly TimeSpan Window = TimeSpan.FromSeconds(65);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);

    private long _passed;

    /// <summary>The number of this wait, from 1.</summary>
    public int Number { get; private set; }

    /// <summary>Whether another wait may help.</summary>
    /// <param name="passed">How many other requests of its kind the panel has taken.</param>
    public bool Next(long passed)
    {
        if (passed != _passed)
            (_passed, Number) = (passed, 0);
        return Number++ < most;
    }

    /// <summary>How long to wait when the panel does not say: twice as long each time.</summary>
    public TimeSpan Delay()
    {
        var inWindow = Math.Min(most, MostInWindow);
        return Number <= inWindow
            ? TimeSpan.FromMilliseconds(Math.Ceiling(Window.TotalMilliseconds * (1 << (Number - 1)) / ((1 << inWindow) - 1)))
            : Longest;
    }
}
