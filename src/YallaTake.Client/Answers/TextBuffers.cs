using Newtonsoft.Json;

namespace YallaTake.Client.Answers;

/// <summary>The memory of a JSON reader for the text it is reading: not more than one text of a panel can need.</summary>
internal sealed class TextBuffers : IArrayPool<char>
{
    // A description has thousands of characters; this leaves room for the reader, which takes twice what it needs.
    private const int Largest = 4 * 1024 * 1024;

    private TextBuffers()
    {
    }

    public static TextBuffers Instance { get; } = new();

    public char[] Rent(int minimumLength) =>
        minimumLength <= Largest ? new char[minimumLength] : throw AnswerValue.Unreadable("one of its texts has no end");

    // The garbage collector takes it: an answer may echo the key, and the next one need not see that.
    public void Return(char[]? array)
    {
    }
}
