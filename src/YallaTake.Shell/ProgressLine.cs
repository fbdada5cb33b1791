using System.Management.Automation;

namespace YallaTake;

/// <summary>Progress as one line of the terminal, redrawn in place; nothing at all when the output goes elsewhere.</summary>
internal sealed class ProgressLine
{
    private const long MillisecondsBetweenDraws = 100;

    private readonly bool _isOnTerminal = !Console.IsOutputRedirected && !Console.IsErrorRedirected;
    private long _drawnAt;
    private int _drawnWidth;

    private string Blank => $"\r{new string(' ', _drawnWidth)}\r";

    /// <summary>Draws the state of an activity, or removes the line when it has completed.</summary>
    /// <param name="record">The activity and how far it is.</param>
    /// <param name="width">The width of the terminal in columns.</param>
    public void Show(ProgressRecord record, int width)
    {
        if (!_isOnTerminal) return;

        if (record.RecordType == ProgressRecordType.Completed)
        {
            Clear();
            return;
        }

        if (Environment.TickCount64 - _drawnAt < MillisecondsBetweenDraws) return;

        // The last column stays free: text there would move on to the next line.
        _drawnWidth = width - 1;
        var text = Describe(record);
        Console.Error.Write(Blank + text[..Math.Min(text.Length, _drawnWidth)]);
        _drawnAt = Environment.TickCount64;
    }

    /// <summary>Makes room for other output.</summary>
    public void Clear()
    {
        if (_drawnWidth == 0) return;

        Console.Error.Write(Blank);
        _drawnWidth = 0;
    }

    private static string Describe(ProgressRecord record)
    {
        var text = $"{record.Activity}: {record.StatusDescription}";
        if (record.PercentComplete >= 0) text += $" {record.PercentComplete}%";
        if (!string.IsNullOrEmpty(record.CurrentOperation)) text += $" {record.CurrentOperation}";
        if (record.SecondsRemaining >= 0) text += $" ({TimeSpan.FromSeconds(record.SecondsRemaining):c} left)";
        return text.ReplaceLineEndings(" ");
    }
}
