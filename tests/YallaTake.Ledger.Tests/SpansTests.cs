using CsCheck;
using YallaTake.Ledger.Measuring;

namespace YallaTake;

public sealed class SpansTests
{
    [Fact]
    public void A_percentile_is_the_shortest_span_that_so_many_are_no_longer_than() =>
        Gen.Select(Gen.Long[0, 50].Array[1, 60], Gen.Int[1, 100]).Sample((ticks, percent) =>
        {
            var spans = new Spans();
            foreach (var span in ticks)
                spans.Add(TimeSpan.FromTicks(span));
            var found = spans.Percentile(percent)!.Value.Ticks;

            int NoLongerThan(long span) => ticks.Count(other => other <= span);
            Assert.Contains(found, ticks);
            Assert.True(NoLongerThan(found) * 100 >= percent * ticks.Length);
            Assert.All(ticks.Where(span => span < found), span => Assert.True(NoLongerThan(span) * 100 < percent * ticks.Length));
        });

    [Fact]
    public void More_may_be_added_after_a_question()
    {
        var spans = new Spans();
        Assert.Null(spans.Percentile(50));
        spans.Add(TimeSpan.FromTicks(5));
        Assert.Equal(5, spans.Percentile(90)?.Ticks);
        spans.Add(TimeSpan.FromTicks(-3));
        Assert.Equal(0, spans.Percentile(50)?.Ticks);
    }
}
