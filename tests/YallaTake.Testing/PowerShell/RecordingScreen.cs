using System.Management.Automation.Host;

namespace YallaTake;

/// <summary>The measures of a console of 100 columns; nothing can be drawn on it.</summary>
public sealed class RecordingScreen : PSHostRawUserInterface
{
    public override Size BufferSize { get; set; } = new(100, 50);

    public override Size WindowSize { get; set; } = new(100, 50);

    public override Size MaxWindowSize => WindowSize;

    public override Size MaxPhysicalWindowSize => WindowSize;

    public override Coordinates WindowPosition { get; set; }

    public override Coordinates CursorPosition { get; set; }

    public override int CursorSize { get; set; } = 1;

    public override ConsoleColor ForegroundColor { get; set; }

    public override ConsoleColor BackgroundColor { get; set; }

    public override string WindowTitle { get; set; } = string.Empty;

    public override bool KeyAvailable => false;

    public override KeyInfo ReadKey(ReadKeyOptions options) => throw new NotImplementedException();

    public override void FlushInputBuffer()
    {
        // There is no input.
    }

    public override BufferCell[,] GetBufferContents(Rectangle rectangle) => throw new NotImplementedException();

    public override void ScrollBufferContents(Rectangle source, Coordinates destination, Rectangle clip, BufferCell fill) =>
        throw new NotImplementedException();

    public override void SetBufferContents(Rectangle rectangle, BufferCell fill) => throw new NotImplementedException();

    public override void SetBufferContents(Coordinates origin, BufferCell[,] contents) => throw new NotImplementedException();
}
