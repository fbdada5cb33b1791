using YallaTake.Client.Answers;

namespace YallaTake;

/// <summary>Numbers of an answer stay as they are written, wherever the parts end in which it arrives.</summary>
public sealed class ExactDigitsTests
{
    private const string Json =
        """{"a":007,"b":[12e4,1.5e-7,0.90,-010,0,-5],"c":"0\"1, 02\\","d":0x1F,"e":'03',"f":12345678901234567890,"g":010}""";

    [Theory]
    [InlineData(
        false,
        """{"a":"007","b":["12e4",1.5e-7,0.90,"-010",0,-5],"c":"0\"1, 02\\","d":null,"e":'03',"f":"12345678901234567890","g":"010"}""")]
    [InlineData(
        true,
        """{"a":"007","b":["12e4",1.5e-7,0.90,"-010","0",-5],"c":"0\"1, 02\\","d":null,"e":'03',"f":"12345678901234567890","g":"010"}""")]
    public async Task Only_what_a_number_would_not_hold_becomes_a_text_or_all_that_may_be_an_id(bool all, string expected)
    {
        for (var size = 1; size <= Json.Length + 1; size++)
        {
            using var read = new ExactDigitsReader(new StringReader(Json), all, size);
            using var awaited = new ExactDigitsReader(new StringReader(Json), all, size);

            Assert.Equal(expected, await read.ReadToEndAsync(TestContext.Current.CancellationToken));
            Assert.Equal(expected, string.Concat(await PiecesAsync(awaited).ToListAsync(TestContext.Current.CancellationToken)));
        }
    }

    [Theory]
    [InlineData("5")]
    [InlineData("")]
    [InlineData("\"it is cut o")]
    [InlineData("it's cut 05")]
    [InlineData("tru")]
    public void An_end_in_the_middle_of_anything_is_an_end(string json)
    {
        using var reader = new ExactDigitsReader(new StringReader(json), all: false, size: 2);

        Assert.Equal(json, reader.ReadToEnd());
    }

    [Fact]
    public void A_number_without_end_is_refused()
    {
        using var reader = new ExactDigitsReader(new StringReader(new string('1', 10_000_000)), all: false);

        Assert.Equal(ErrorId.PanelAnswerUnreadable, Assert.Throws<YallaTakeException>(reader.ReadToEnd).Id);
    }

    private static async IAsyncEnumerable<string> PiecesAsync(ExactDigitsReader reader)
    {
        var buffer = new char[3];
        while (await reader.ReadAsync(buffer, 0, buffer.Length) is > 0 and var count)
            yield return new string(buffer, 0, count);
    }
}
