using Newtonsoft.Json;

namespace YallaTake.Client.Answers;

/// <summary>A long answer, read token by token while it is still arriving.</summary>
/// <remarks>The exceptions of the reader quote the answer, which may echo the key: they go no further.</remarks>
/// <param name="reader">Reads it.</param>
/// <param name="what">What the answer is, such as "the catalogue".</param>
internal sealed class StreamedJson(JsonTextReader reader, string what) : IDisposable
{
    /// <summary>Whether what was asked for has begun: what comes before may be another thing in its place, such as a web page.</summary>
    public bool HasBegun { get; private set; }

    public JsonToken Type => reader.TokenType;

    public object? Value => reader.Value;

    /// <summary>What was asked for begins here.</summary>
    /// <param name="names">The names that repeat from now on: each is one text, however often it comes.</param>
    public void Begin(DefaultJsonNameTable names) => (HasBegun, reader.PropertyNameTable) = (true, names);

    /// <summary>Reads on, and does not await: what has begun lies in the buffer as a rule, and awaits cost more than reading it.</summary>
    public bool Next()
    {
        try
        {
            while (reader.Read())
            {
                if (reader.TokenType != JsonToken.Comment)
                    return true;
            }

            return false;
        }
        catch (JsonException)
        {
            throw NotJson();
        }
    }

    public async ValueTask<bool> NextAsync(CancellationToken cancellationToken)
    {
        try
        {
            while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
            {
                if (reader.TokenType != JsonToken.Comment)
                    return true;
            }

            return false;
        }
        catch (JsonException)
        {
            throw NotJson();
        }
    }

    /// <summary>Reads to the next field of an object and to its value; false at the object's end.</summary>
    public bool NextField(out string name)
    {
        name = string.Empty;
        if (!Next() || reader.TokenType != JsonToken.PropertyName)
            return reader.TokenType != JsonToken.EndObject ? throw CutOff() : false;

        name = (string)reader.Value!;
        return Next() ? true : throw CutOff();
    }

    /// <summary>Passes over the list or the object that begins here.</summary>
    public void Skip()
    {
        var depth = reader.Depth;
        while (Next() && reader.Depth > depth)
        {
        }
    }

    /// <summary>The failure of an answer that ends too early.</summary>
    public YallaTakeException CutOff() =>
        HasBegun ? AnswerValue.Unreadable($"{what} is cut off") : AnswerValue.NoJson($"{what} is cut off");

    public void Dispose() => ((IDisposable)reader).Dispose();

    private YallaTakeException NotJson() =>
        HasBegun
            ? AnswerValue.Unreadable($"{what} is not valid JSON, or cut off")
            : AnswerValue.NoJson($"{what} is not JSON; it may be a web page");
}
