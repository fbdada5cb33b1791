using System.Text;

namespace YallaTake.Client.Answers;

/// <summary>Reads a long answer from its JSON on, see <see cref="Preamble"/>.</summary>
internal sealed class PreambleReader(TextReader inner) : TextReader
{
    // A page that is no answer is not read through.
    private const int Longest = 16 * 1024;

    private readonly StringBuilder _ahead = new();
    private string? _beginning;
    private int _read;

    public override int Read(char[] buffer, int index, int count)
    {
        while (_beginning is null)
            Take(buffer, index, inner.Read(buffer, index, count));
        return Give(buffer, index, count) is > 0 and var given ? given : inner.Read(buffer, index, count);
    }

    public override Task<int> ReadAsync(char[] buffer, int index, int count) =>
        _read == _beginning?.Length ? inner.ReadAsync(buffer, index, count) : BeginAsync(buffer, index, count);

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            inner.Dispose();
        base.Dispose(disposing);
    }

    private async Task<int> BeginAsync(char[] buffer, int index, int count)
    {
        while (_beginning is null)
            Take(buffer, index, await inner.ReadAsync(buffer, index, count).ConfigureAwait(false));
        return Give(buffer, index, count) is > 0 and var given ? given : await inner.ReadAsync(buffer, index, count).ConfigureAwait(false);
    }

    private void Take(char[] buffer, int index, int count)
    {
        var text = _ahead.Append(buffer, index, count).ToString();
        if (count == 0 || text.Length > Longest || Preamble.Find(text) is not null)
            _beginning = Preamble.Skip(text);
    }

    private int Give(char[] buffer, int index, int count)
    {
        var given = Math.Min(count, _beginning!.Length - _read);
        _beginning.CopyTo(_read, buffer, index, given);
        _read += given;
        return given;
    }
}
