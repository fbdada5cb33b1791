namespace YallaTake;

public sealed class ServiceTests : IDisposable
{
    private readonly Engine _engine = Engine.Connected();

    [Fact]
    public void The_whole_catalogue_comes_in_the_panels_order() =>
        Assert.Equal(Enumerable.Range(1, 20).Select(id => (object?)(long)id), _engine.Values("(Get-YtService).ServiceId"));

    [Theory]
    [InlineData("-Name 'likes*'", "1,2,13,17,19")]
    [InlineData("-Name '*hashtag*', 'poll votes'", "8,10,15")]
    [InlineData("-Category comments", "5,6,13,14")]
    [InlineData("-Category Tra*, Votes", "4,15,18")]
    [InlineData("-Type 'custom*'", "5,6")]
    [InlineData("-Type default", "1,2,19")]
    [InlineData("-MaximumRate 0.35", "2,17,18")]
    [InlineData("-MaximumRate 0.349", "17")]
    [InlineData("-Refill", "1")]
    [InlineData("-Cancel", "1,3,5,17,20")]
    [InlineData("-Category Likes -Refill:$false", "2,17")]
    [InlineData("-Category Likes -Cancel:$false", "2")]
    [InlineData("-Name '*likes*' -Cancel -MaximumRate 0.5", "17")]
    [InlineData("-Name nothing", "")]
    public void Filters_leave_what_fits_all_of_them(string filter, string ids) =>
        Assert.Equal(ids, string.Join(',', _engine.Values($"(Get-YtService {filter}).ServiceId").OfType<long>()));

    [Theory]
    [InlineData("-Name 'Likes & Views [[]fast]'")]
    [InlineData("-Name \"likes &$([char]0xA0)views*\"")]
    [InlineData("-Category 'Caf\u00E9 <3'")]
    [InlineData("-Category 'Cafe\u0301*'")]
    public void Names_compare_by_what_is_seen(string filter)
    {
        using var panel = new CannedServer(CannedAnswer.Of(
            "[{\"service\":1,\"name\":\"\u200FLikes\u00A0&amp;\u2009 Vi\u200Bews "
            + "[fast]\uFEFF\",\"category\":\"Caf\u00E9\u3000&lt;3\",\"rate\":\"1\"},"
            + "{\"service\":2,\"name\":\"Likes &amp;amp; Views [fast]\",\"category\":\"Cafe &amp;lt;3\",\"rate\":\"1\"}]"));
        _engine.Connect(panel);

        Assert.Equal([1L], _engine.Values($"(Get-YtService {filter}).ServiceId"));
    }

    [Theory]
    [InlineData("Get-YtService -ServiceId 7, 3, 12", "7,3,12")]
    [InlineData("Get-YtService 7, 3, 7", "7,3,7")]
    [InlineData("9, 4, 2 | Get-YtService", "9,4,2")]
    [InlineData("[pscustomobject]@{ service = '5' }, [pscustomobject]@{ ServiceId = 4 } | Get-YtService", "5,4")]
    [InlineData("Get-YtService 8, 6 | Get-YtService", "8,6")]
    [InlineData("Get-YtService 1, 2, 3 -Cancel", "1,3")]
    public void Services_asked_by_id_come_in_the_asked_order(string script, string ids)
    {
        Assert.Equal(ids, string.Join(',', _engine.Values($"({script}).ServiceId")));
    }

    [Theory]
    [InlineData("Get-YtService likes", "1,2,13,17,19")]
    [InlineData("Get-YtService LIKES comment", "13")]
    [InlineData("Get-YtService 'comments likes'", "13")]
    [InlineData("Get-YtService likes -MaximumRate 0.35", "2,17")]
    [InlineData("Get-YtService likes 3", "3,1,2,13,17,19")]
    public void Words_of_name_and_category_find_services_in_any_order_and_case(string script, string ids) =>
        Assert.Equal(ids, string.Join(',', _engine.Values($"({script}).ServiceId")));

    [Fact]
    public void A_text_that_is_an_id_is_no_word()
    {
        using var panel = new CannedServer(CannedAnswer.Of(
            """[{"service":"vip","name":"Likes","category":"c","rate":"1"},{"service":2,"name":"Vip likes","category":"c","rate":"1"}]"""));
        _engine.Connect(panel);

        Assert.Equal(["vip"], _engine.Values("(Get-YtService vip).ServiceId"));
        Assert.Equal(["vip", 2L], _engine.Values("(Get-YtService likes).ServiceId"));
        _engine.Run("'likes' | Get-YtService").Error("ServiceNotFound");
    }

    [Fact]
    public void Words_that_no_service_has_are_one_error()
    {
        var error = _engine.Run("Get-YtService likes nowhere").Error("ServiceNotFound");

        Assert.Contains("likes nowhere", error.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Get-YtService -Name hashtag", "*hashtag*")]
    [InlineData("Get-YtService -Category comm", "*comm*")]
    [InlineData("Compare-YtService -Name hashtag", "*hashtag*")]
    public void A_name_without_wildcards_that_finds_nothing_is_told_of_them(string script, string pattern)
    {
        Assert.Contains(pattern, Assert.Single(_engine.Run(script).ThrowIfFailed().Warnings), StringComparison.Ordinal);
        Assert.Empty(_engine.Run("Get-YtService -Name '*nowhere*'").ThrowIfFailed().Warnings);
    }

    [Fact]
    public void Ids_from_the_pipeline_cost_one_reading_of_the_catalogue()
    {
        _engine.Run("1..20 | Get-YtService").ThrowIfFailed();

        Assert.Equal(1, _engine.State().Requests("services"));
    }

    [Fact]
    public void An_unknown_id_is_an_error_among_the_others()
    {
        var outcome = _engine.Run("Get-YtService 2, 999, 1");

        Assert.Equal(999L, outcome.Error("ServiceNotFound").TargetObject);
        Assert.Equal(["2 Likes, neither refilled nor canceled", "1 Likes"], outcome.Values.Select(service => service?.ToString()));
    }

    [Theory]
    [InlineData("ServiceId", 1L)]
    [InlineData("Name", "Likes")]
    [InlineData("Category", "Likes")]
    [InlineData("Min", 10L)]
    [InlineData("Max", 100000L)]
    [InlineData("Refill", true)]
    [InlineData("Cancel", true)]
    [InlineData("Panel", "test")]
    public void The_values_of_a_service_have_types(string property, object? expected) =>
        Assert.Equal(expected, _engine.Value($"(Get-YtService 1).{property}"));

    [Theory]
    [Trait("Dialect", "Strict")]
    [InlineData("Type", "Default")]
    [InlineData("Dripfeed", null)]
    [InlineData("Description", null)]
    public void What_a_service_says_beyond_that_is_taken_as_it_came(string property, object? expected) =>
        Assert.Equal(expected, _engine.Value($"(Get-YtService 1).{property}"));

    [Fact]
    public void The_rate_is_exact_money() => Assert.Equal(0.35m, _engine.Value("(Get-YtService 2).Rate"));

    [Fact]
    public void What_the_panel_does_not_say_is_unknown_and_not_no() =>
        Assert.Equal([null, null], _engine.Values("$service = Get-YtService 19; $service.Refill; $service.Cancel"));

    [Theory]
    [InlineData("services:Http500", "PanelUnavailable")]
    [InlineData("services:Html", "PanelAnswerUnreadable")]
    [InlineData("services:Truncated", "PanelAnswerUnreadable")]
    public void A_catalogue_that_fails_ends_the_pipeline(string fault, string id)
    {
        using var engine = Engine.Connected($"-Fault {fault}");

        Assert.Equal("test", engine.Run("Get-YtService").End(id).TargetObject);
    }

    [Fact]
    public void Twenty_thousand_services_all_arrive()
    {
        using var engine = Engine.Connected("-ServiceCount 20000");

        var ids = engine.Values("(Get-YtService).ServiceId");

        Assert.Equal(20_000, ids.Count);
        Assert.Equal(20_000, ids.Distinct().Count());
    }

    [Fact]
    public async Task A_service_comes_out_before_the_rest_of_the_catalogue_has_come_and_hangs_up_when_it_is_enough()
    {
        using var panel = new CannedServer(
            CannedAnswer.UntilClosed("200 OK", """[{"service":1,"name":"Likes","rate":"1"},{"service":2,""", never: true));
        _engine.Connect(panel);

        Assert.Equal(1L, _engine.Value("(Get-YtService | Select-Object -First 1).ServiceId"));

        await panel.ClientGone.WaitAsync(TestContext.Current.CancellationToken);
    }

    public void Dispose() => _engine.Dispose();
}
