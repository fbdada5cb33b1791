using System.Globalization;
using System.Text;

namespace YallaTake.Client.Answers;

/// <summary>
/// Reads JSON with its numbers as they are written, where a reader of JSON would take them for others: <c>007</c> stays 007 and is not
/// octal, <c>12e4</c> is not a fraction, and no number is too long. Such a number becomes a text.
/// </summary>
/// <remarks>What JSON does not know as a number, such as a hexadecimal one, becomes null.</remarks>
/// <param name="json">The JSON.</param>
/// <param name="all">Whether every number that may be an id becomes a text, also one that a long holds as it is written.</param>
/// <param name="size">How many characters are read together.</param>
internal sealed class ExactDigitsReader(TextReader json, bool all, int size = 4096) : TextReader
{
    private static readonly bool[] Ascii = [.. Enumerable.Range(0, 128).Select(letter => IsOfWord((char)letter))];

    private char[] _read = new char[size];

    // What is given next: a part of what was read, or that part rewritten.
    private ReadOnlyMemory<char> _ready;

    // The beginning of a word of which more may come, behind what is given.
    private int _keptAt;
    private int _kept;
    private bool _isEnd;

    // What ends the text that is being read; none between texts.
    private char? _quote;
    private bool _isEscaped;

    private bool HasMore => _ready.Length > 0 || _isEnd;

    public override int Read(char[] buffer, int index, int count)
    {
        while (!HasMore)
        {
            MakeRoom();
            Take(json.Read(_read, _kept, _read.Length - _kept));
        }

        return Give(buffer, index, count);
    }

    public override Task<int> ReadAsync(char[] buffer, int index, int count) =>
        HasMore ? Task.FromResult(Give(buffer, index, count)) : TakeAsync(buffer, index, count);

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            json.Dispose();
        base.Dispose(disposing);
    }

    private async Task<int> TakeAsync(char[] buffer, int index, int count)
    {
        while (!HasMore)
        {
            MakeRoom();
            Take(await json.ReadAsync(_read, _kept, _read.Length - _kept).ConfigureAwait(false));
        }

        return Give(buffer, index, count);
    }

    private int Give(char[] buffer, int index, int count)
    {
        var given = Math.Min(count, _ready.Length);
        _ready.Slice(0, given).CopyTo(buffer.AsMemory(index));
        _ready = _ready.Slice(given);
        return given;
    }

    private void MakeRoom()
    {
        var read = _kept < _read.Length ? _read : TextBuffers.Instance.Rent(2 * _read.Length);
        Array.Copy(_read, _keptAt, read, 0, _kept);
        _read = read;
    }

    private void Take(int count)
    {
        _isEnd = count == 0;
        var length = _kept + count;
        var end = length;
        StringBuilder? rewritten = null;
        var copied = 0;
        var at = 0;
        while (at < length)
        {
            var first = _read[at];
            if (_quote is { } quote)
            {
                at = ReadText(at, length, quote);
            }
            else if (first is '"' or '\'')
            {
                _quote = first;
                at++;
            }
            else if (!IsPartOfWord(first))
            {
                at++;
            }
            else
            {
                var start = at;
                while (at < length && IsPartOfWord(_read[at]))
                    at++;
                if (at == length && !_isEnd)
                {
                    end = start;
                }
                else if ((IsDigit(first) || first is '-' or '+' or '.') && Rewritten(_read.AsSpan(start, at - start)) is { } other)
                {
                    (rewritten ??= new StringBuilder()).Append(_read, copied, start - copied).Append(other);
                    copied = at;
                }
            }
        }

        _ready = rewritten?.Append(_read, copied, end - copied).ToString().AsMemory() ?? _read.AsMemory(0, end);
        (_keptAt, _kept) = (end, length - end);
    }

    private int ReadText(int at, int length, char quote)
    {
        if (_isEscaped)
        {
            _isEscaped = false;
            return at + 1;
        }

        var found = _read.AsSpan(at, length - at).IndexOfAny(quote, '\\');
        if (found < 0)
            return length;

        _isEscaped = _read[at + found] == '\\';
        _quote = _isEscaped ? quote : null;
        return at + found + 1;
    }

    // Null when the number stays as it is.
    private string? Rewritten(ReadOnlySpan<char> number)
    {
        var sign = number[0] == '-' ? 1 : 0;
        var whole = Digits(number, sign);
        var fraction = whole < number.Length && number[whole] == '.' && Digits(number, whole + 1) is var decimals && decimals > whole + 1
            ? decimals
            : whole;
        var end = AfterExponent(number, fraction);
        if (whole == sign || end < number.Length)
            return "null";

        var isOctal = whole > sign + 1 && number[sign] == '0';
        var mayBeId = sign == 0 && fraction == whole && (end == whole || IsDigit(number[whole + 1]));
        return isOctal || (mayBeId && (all || !IsLong(number))) ? $"\"{number.ToString()}\"" : null;
    }

    private static int AfterExponent(ReadOnlySpan<char> number, int at)
    {
        if (at == number.Length || number[at] is not ('e' or 'E'))
            return at;
        var digits = at + 1 < number.Length && number[at + 1] is '+' or '-' ? at + 2 : at + 1;
        return Digits(number, digits) is var end && end > digits ? end : at;
    }

    private static int Digits(ReadOnlySpan<char> number, int at)
    {
        while (at < number.Length && IsDigit(number[at]))
            at++;
        return at;
    }

    // Most have a few digits.
    private static bool IsLong(ReadOnlySpan<char> number) =>
        number.Length < 19 ? Digits(number, 0) == number.Length
            : long.TryParse(number.ToString(), NumberStyles.None, CultureInfo.InvariantCulture, out _);

    private static bool IsDigit(char letter) => letter is >= '0' and <= '9';

    private static bool IsPartOfWord(char letter) => letter < Ascii.Length ? Ascii[letter] : IsOfWord(letter);

    private static bool IsOfWord(char letter) =>
        letter is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9') or '_' or '+' or '-' or '.'
            || (letter > '\u007F' && (char.IsLetterOrDigit(letter) || CharUnicodeInfo.GetUnicodeCategory(letter)
                is UnicodeCategory.NonSpacingMark or UnicodeCategory.ConnectorPunctuation));
}
