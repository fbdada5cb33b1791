using Newtonsoft.Json;

namespace YallaTake.Client.Answers;

/// <summary>A JSON reader that stops after a million values: a few bytes each, they would take a hundred in memory.</summary>
internal sealed class CountedReader(TextReader text) : JsonTextReader(text)
{
    private const int Most = 1_000_000;

    private int _count;

    public override bool Read() => ++_count <= Most ? base.Read() : throw AnswerValue.Unreadable("it holds more than a million values");
}
