using System.Management.Automation;
using System.Management.Automation.Host;
using YallaTake.Pipeline;

namespace YallaTake.Waiting;

/// <summary>Shows what is waited for: a bar for each, up to a screenful, and one for those that have none.</summary>
/// <param name="cmdlet">The cmdlet that waits.</param>
/// <param name="noun">What it waits for.</param>
/// <param name="open">What is not final yet; it shrinks meanwhile.</param>
/// <param name="usual">How long such orders take.</param>
/// <param name="time">The clock.</param>
internal sealed class FollowedProgress(
    PSCmdlet cmdlet, string noun, IReadOnlyCollection<Followed> open, UsualTimes usual, TimeProvider time)
{
    private readonly int _count = open.Count;
    private readonly int _room = Room(cmdlet.Host, open.Count);
    private readonly Dictionary<Followed, WorkProgress> _bars = [];
    private readonly WorkProgress _others = new(cmdlet, $"Waiting for {noun}s");

    /// <summary>Waits for the work, and keeps showing how far everything is.</summary>
    public Task WatchAsync(Task work) => _others.WatchAsync(work, Report);

    /// <summary>Takes all bars away.</summary>
    public void Complete()
    {
        foreach (var bar in _bars.Values)
            bar.Complete();
        _others.Complete();
    }

    private void Report()
    {
        Followed[] shown = [.. open.Where(item => item.Status is not null).Take(_room)];
        foreach (var ended in _bars.Keys.Except(shown).ToArray())
        {
            _bars[ended].Complete();
            _bars.Remove(ended);
        }

        usual.Ask(shown);
        foreach (var item in shown)
        {
            if (!_bars.TryGetValue(item, out var bar))
                _bars.Add(item, bar = new WorkProgress(cmdlet, Name(item)));
            bar.Report(item.Describe, item.Fraction, usual.Left(item, time.GetUtcNow()));
        }

        if (open.Count > shown.Length)
            _others.Report(() => DescribeOthers(shown), remaining: Followed.Remaining(open, _count, _others.Elapsed));
        else
            _others.Complete();
    }

    private string Name(Followed item)
    {
        var name = $"{char.ToUpperInvariant(noun[0])}{noun[1..]} {item.Id}";
        return item.Order?.Reference is { } reference ? $"{name} ({reference})" : name;
    }

    private string DescribeOthers(Followed[] shown) => string.Join(", ", open
        .Except(shown)
        .GroupBy(item => item.Status ?? Followed.NotKnown)
        .OrderBy(group => group.Key, StringComparer.Ordinal)
        .Select(group => $"{group.Count()} {group.Key}"));

    // PowerShell gives its bars a third of the window, and five lines at least.
    private static int Room(PSHost host, int count)
    {
        const int least = 5;
        var lines = least;
        try
        {
            lines = Math.Max(least, (host.UI?.RawUI?.WindowSize.Height ?? 0) / 3);
        }
        catch (Exception exception) when (exception is HostException or NotImplementedException or InvalidOperationException)
        {
            // The host has no window.
        }

        return count > lines ? lines - 1 : lines;
    }
}
