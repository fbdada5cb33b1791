using System.Management.Automation.Host;
using System.Management.Automation.Internal;

namespace YallaTake;

/// <summary>The terminal's size, keys and colours; a wide page when the output goes elsewhere.</summary>
internal sealed class ShellRawUserInterface : PSHostRawUserInterface
{
    // Tables in files and pipes are not cut at the 80 columns of a terminal.
    private static readonly Size Page = new(120, 50);

    private string _title = string.Empty;

    /// <inheritdoc/>
    public override ConsoleColor ForegroundColor { get => Console.ForegroundColor; set => Console.ForegroundColor = value; }

    /// <inheritdoc/>
    public override ConsoleColor BackgroundColor { get => Console.BackgroundColor; set => Console.BackgroundColor = value; }

    /// <inheritdoc/>
    public override Size WindowSize { get => Window; set => _ = value; }

    /// <inheritdoc/>
    public override Size BufferSize { get => Window; set => _ = value; }

    /// <inheritdoc/>
    public override Size MaxWindowSize => Window;

    /// <inheritdoc/>
    public override Size MaxPhysicalWindowSize => Window;

    /// <inheritdoc/>
    public override Coordinates WindowPosition { get; set; }

    /// <inheritdoc/>
    public override int CursorSize { get; set; } = 25;

    /// <inheritdoc/>
    public override Coordinates CursorPosition
    {
        get => IsTerminal ? new Coordinates(Console.CursorLeft, Console.CursorTop) : default;
        set
        {
            if (IsTerminal) Console.SetCursorPosition(value.X, value.Y);
        }
    }

    /// <inheritdoc/>
    public override string WindowTitle
    {
        get => _title;
        set
        {
            _title = value;
            if (IsTerminal) Console.Title = value;
        }
    }

    /// <inheritdoc/>
    public override bool KeyAvailable => !Console.IsInputRedirected && Console.KeyAvailable;

    private static bool IsTerminal => !Console.IsInputRedirected && !Console.IsOutputRedirected;

    private static Size Window =>
        !Console.IsOutputRedirected && Console.WindowWidth > 0 ? new Size(Console.WindowWidth, Console.WindowHeight) : Page;

    /// <inheritdoc/>
    public override KeyInfo ReadKey(ReadKeyOptions options)
    {
        if (Console.IsInputRedirected)
            throw new HostException("There is no keyboard to read a key from: the input is redirected. Run the command in a terminal.");

        var key = Keyboard.ReadKey();
        if (!options.HasFlag(ReadKeyOptions.NoEcho)) Console.Error.Write(key.KeyChar);
        return new KeyInfo((int)key.Key, key.KeyChar, default, keyDown: true);
    }

    /// <summary>Counts what is seen of a text: colours take no room.</summary>
    public override int LengthInBufferCells(string source, int offset) => new StringDecorated(source[offset..]).ContentLength;

    /// <inheritdoc/>
    public override int LengthInBufferCells(string source) => LengthInBufferCells(source, 0);

    /// <inheritdoc/>
    public override void FlushInputBuffer()
    {
        while (KeyAvailable) Console.ReadKey(intercept: true);
    }

    /// <summary>Clears the screen when the whole of it is filled; single cells cannot be set.</summary>
    public override void SetBufferContents(Rectangle rectangle, BufferCell fill)
    {
        if (IsTerminal && rectangle.Top < 0) Console.Clear();
    }

    /// <summary>Does nothing: single cells cannot be set.</summary>
    public override void SetBufferContents(Coordinates origin, BufferCell[,] contents)
    {
    }

    /// <summary>Gives no cells: a terminal does not tell what it shows.</summary>
    public override BufferCell[,] GetBufferContents(Rectangle rectangle) => new BufferCell[0, 0];

    /// <summary>Does nothing: the terminal scrolls by itself.</summary>
    public override void ScrollBufferContents(Rectangle source, Coordinates destination, Rectangle clip, BufferCell fill)
    {
    }
}
