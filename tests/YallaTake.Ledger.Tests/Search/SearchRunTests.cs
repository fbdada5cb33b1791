namespace YallaTake;

/// <summary>The short form of ten thousand histories of searches: see the README of the simulation.</summary>
[Trait("Speed", "Slow")]
public sealed class SearchRunTests
{
    [Fact]
    public void Nothing_is_ever_settled_wrongly_and_most_is_settled()
    {
        var counts = new SearchCounts();

        Assert.Empty(SearchRun.Failures(0, 100, counts));
        Assert.True(counts.SettledAlone > 0.75, counts.ToString());
    }
}
