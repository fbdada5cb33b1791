using System.IO.Pipelines;
using YallaTake.Client;
using YallaTake.Client.Answers;
using YallaTake.Client.Resilience;
using YallaTake.Client.Secrets;

namespace YallaTake;

public sealed class ServicesAnswerTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact(Timeout = 20_000)]
    public async Task A_service_is_out_before_the_next_one_has_come()
    {
        var token = TestContext.Current.CancellationToken;
        var pipe = new Pipe();
        using var text = new StreamReader(pipe.Reader.AsStream());
        using var answer = new ServicesAnswer(AnswerJson.Reader(text), "panel");
        await using var services = answer.ReadAllAsync(token).GetAsyncEnumerator(token);

        await pipe.Writer.WriteAsync("""[{"service":1,"rate":"0.9"}"""u8.ToArray(), token);
        Assert.True(await services.MoveNextAsync());
        Assert.Equal(1L, services.Current.ServiceId);

        var next = services.MoveNextAsync();
        Assert.False(next.IsCompleted);
        await pipe.Writer.WriteAsync(""",{"service":2,"rate":"0.9"}]"""u8.ToArray(), token);
        Assert.True(await next);
        Assert.Equal(2L, services.Current.ServiceId);
        Assert.False(await services.MoveNextAsync());
    }

    [Fact]
    public async Task Fields_come_in_the_spellings_of_real_panels()
    {
        var service = Assert.Single(await ReadAsync("""
            [{"service":"15","name":" Likes ","type":"custom_comments","category":"Instagram","rate":1234.5,"min":10,"max":"3000000000",
              "refill":"1","cancel":0,"dripfeed":"true","desc":"Starts at once"}]
            """));

        Assert.Equal(
            (15L, "Likes", "custom_comments", "Instagram", 1234.5m),
            (service.ServiceId, service.Name, service.Type, service.Category, service.Rate));
        Assert.Equal((10, 3000000000, true, false, true), (service.Min, service.Max, service.Refill, service.Cancel, service.Dripfeed));
        Assert.Equal(("Starts at once", "panel"), (service.Description, service.Panel));
    }

    [Fact]
    public async Task What_a_service_does_not_tell_is_unknown()
    {
        var service = Assert.Single(await ReadAsync("""[{"service":1,"rate":"0.9","name":null,"min":"any","refill":null}]"""));

        Assert.Equal((string.Empty, string.Empty, string.Empty), (service.Name, service.Type, service.Category));
        Assert.Equal(
            (null, null, null, null, null, null),
            (service.Min, service.Max, service.Refill, service.Cancel, service.Dripfeed, service.Description));
    }

    [Theory]
    [InlineData("0")]
    [InlineData("-1")]
    [InlineData("\"0\"")]
    [InlineData("\"-1\"")]
    public async Task A_largest_count_that_allows_none_is_no_limit(string max) =>
        Assert.Null(Assert.Single(await ReadAsync($$"""[{"service":1,"rate":"0.9","min":10,"max":{{max}}}]""")).Max);

    [Fact]
    public async Task Fields_that_are_not_known_are_passed_over()
    {
        var service = Assert.Single(await ReadAsync("""
            [{"average_time":"1 hour","translations":{"ar":{"service":9,"rate":"9"},"list":[{"service":8}]},"service":1,
              "tags":["rate",["min"]],"name":{"en":"Likes"},"description":"Long","rate":"0.9","note":null}]
            """));

        Assert.Equal((1L, 0.9m, string.Empty, "Long"), (service.ServiceId, service.Rate, service.Name, service.Description));
    }

    [Theory]
    [InlineData("[]", "")]
    [InlineData("""{"status":"success","data":"Empty Data"}""", "")]
    [InlineData("""{"Status":"success","Data":"Empty Data"}""", "")]
    [InlineData("""{"services":[]}""", "")]
    [InlineData("""{"Data":[{"service":1,"rate":"1"}]}""", "1")]
    [InlineData("""{"Services":[{"service":1,"rate":"1"}]}""", "1")]
    [InlineData("""{"result":[{"service":1,"rate":"1"}]}""", "1")]
    [InlineData("""{"response":[{"service":1,"rate":"1"}]}""", "1")]
    [InlineData("""{"services":[{"service":1,"rate":"1"},{"service":2,"rate":"1"}]}""", "1 2")]
    [InlineData("""{"status":"success","count":1,"data":[{"service":3,"rate":"1"}],"page":{"next":null}}""", "3")]
    [InlineData("""[{"service":4,"rate":"1"},{"service":4,"rate":"1"}]""", "4 4")]
    [InlineData("""[[{"service":5,"rate":"1"},{"service":6,"rate":"1"}]]""", "5 6")]
    [InlineData("""[[{"service":5,"rate":"1"}],[],[{"service":6,"rate":"1"}]]""", "5 6")]
    [InlineData("[[]]", "")]
    [InlineData("""{"items":[{"service":5,"rate":"1"}]}""", "5")]
    [InlineData("""{"services":[{"service":5,"rate":"1"}],"user":{"count":7,"next":"x"},"stats":{"total":90000,"pages":4}}""", "5")]
    [InlineData("""{"services":[{"service":5,"rate":"1"}],"items":["Instagram"],"data":{"rows":[{"service":6,"rate":"1"}]}}""", "5")]
    [InlineData("""{"1":{"service":7,"rate":"1"},"2":{"service":8,"rate":"1"}}""", "7 8")]
    [InlineData("""{"7":{"name":"Likes","rate":"1"},"8":{"service":null,"rate":"1"},"9":{"id":"9","rate":"1"}}""", "7 8 9")]
    [InlineData("""{"0":{"service":7,"rate":"1"},"1":{"service":8,"rate":"1"}}""", "7 8")]
    [InlineData("""{"5":{"service":7,"rate":"1"},"0":{"service":8,"rate":"1"}}""", "7 8")]
    [InlineData("""{"status":"success","data":{"7":{"rate":"1"},"8":{"rate":"1"}},"total":2}""", "7 8")]
    [InlineData("""{"success":true,"data":{"count":1,"services":[{"service":7,"rate":"1"}]}}""", "7")]
    [InlineData("""{"data":[],"services":[{"service":7,"rate":"1"}]}""", "7")]
    [InlineData("""/* all */[{"service":7,/* likes */"rate":"1"},/* more */{"service":8,"rate":"1"}]""", "7 8")]
    [InlineData("""{"data":[{"service":7,"rate":"1"}],"current_page":1,"last_page":1,"next_page_url":null,"total":1}""", "7")]
    [InlineData("""{"data":[{"service":7,"rate":"1"}],"links":{"next":null},"meta":{"last_page":1,"links":[{"url":"https://x"}]}}""", "7")]
    public async Task A_catalogue_may_be_empty_wrapped_nested_or_by_id_or_hold_an_id_twice(string json, string ids) =>
        Assert.Equal(ids, string.Join(' ', (await ReadAsync(json)).Select(service => service.ServiceId)));

    [Fact]
    public async Task A_service_may_have_letters_in_its_id()
    {
        var services = await ReadAsync(
            $$"""
            [{"service":"ig-likes","rate":"1"},{"service":"007","rate":"1"},{"service":"7","rate":"1"},{"service":12.0,"rate":"1"},
             {"service":12e4,"rate":"1"},{"service":"a{{Keys.Plain}}","rate":"1"}]
            """);

        Assert.Equal(["ig-likes", "007", 7L, 12L, "12e4", "a***"], services.Select(service => service.ServiceId));
    }

    [Fact]
    public async Task Numbers_are_what_they_look_like_and_never_octal_or_hexadecimal()
    {
        var services = await ReadAsync(
            """
            [{"service":010,"rate":010,"min":0100,"max":01000,"order":08},{"service":17,"rate":00.5,"min":0x10,"max":1e3},
             {"service":0x10,"rate":1},{"service":19,"rate":0x10},{"service":12345678901234567890,"rate":-010.5}]
            """);

        Assert.Equal(
            [("010", 10m, 100L, 1000L), (17L, 0.5m, null, 1000L), ("12345678901234567890", -10.5m, null, null)],
            services.Select(service => (service.ServiceId, service.Rate, service.Min, service.Max)));
        Assert.Equal("08", services[0].Extra["order"]);
    }

    [Theory]
    [InlineData("""{"error":"Invalid API key"}""")]
    [InlineData("""{"status":"error","message":"Invalid API key"}""")]
    [InlineData("""{"error":{"code":401,"message":"Invalid API key"}}""")]
    [InlineData("""{"status":"error","message":"Invalid API key","data":[]}""")]
    [InlineData("""{"success":false,"message":"Invalid API key","data":"Empty Data"}""")]
    [InlineData("""[{"error":"Invalid API key"}]""")]
    [InlineData("""[{"status":"error","message":"Invalid API key"}]""")]
    [InlineData("""[[{"error":"Invalid API key"}]]""")]
    [InlineData("""{"0":{"error":"Invalid API key"}}""")]
    [InlineData("""{"services":[],"error":"Invalid API key"}""")]
    [InlineData("""{"data":{"services":[]},"status":"error","message":"Invalid API key"}""")]
    public async Task An_error_instead_of_a_catalogue_is_the_panels_refusal(string json)
    {
        var failure = await Assert.ThrowsAsync<YallaTakeException>(() => ReadAsync(json));

        Assert.Equal((ErrorId.ApiKeyRefused, "Invalid API key"), (failure.Id, failure.PanelText));
    }

    [Theory]
    [InlineData("")]
    [InlineData("<html>")]
    [InlineData("1")]
    [InlineData("{}")]
    [InlineData("{\"error\":")]
    [InlineData("{\"error\":{\"code\":")]
    [InlineData("{\"error\":{\"code\" 1}}")]
    [InlineData("[1]")]
    [InlineData("[")]
    [InlineData("[{\"service\":1")]
    [InlineData("[{\"service\":1,\"name\":\"Lik")]
    [InlineData("[{\"service\":1,\"rate\":\"1\",\"x\":{\"a\":[")]
    [InlineData("[{\"service\":1,\"rate\":\"1\",\"x\":{\"a\" 1}}]")]
    [InlineData("[{\"service\":1,\"rate\":\"1\"}")]
    [InlineData("[{\"service\":1,\"rate\":\"1\"},")]
    [InlineData("[{\"service\":1,\"rate\":\"1,5\"}]")]
    [InlineData("[{\"service\":1}]")]
    [InlineData("[{\"rate\":\"1\"}]")]
    [InlineData("[{\"service\":0,\"rate\":\"1\"}]")]
    [InlineData("[{\"service\":true,\"rate\":\"1\"}]")]
    [InlineData("[{\"service\":5,\"Service\":6,\"rate\":\"1\"}]")]
    [InlineData("[[{\"service\":1,\"rate\":\"1\"}]")]
    [InlineData("{\"services\":[{\"service\":1,\"rate\":\"1\"}]")]
    [InlineData("{\"data\":[{\"service\":1,\"rate\":\"1\"}],\"last_pa")]
    [InlineData("{\"0\":{\"rate\":\"1\"},\"1\":{\"rate\":\"1\"}}")]
    [InlineData("{\"1\":{\"rate\":\"1\"},\"0\":{\"rate\":\"1\"}}")]
    [InlineData("{\"1\":{\"id\":7,\"rate\":\"1\"}}")]
    [InlineData("{\"1\":{\"service_id\":7,\"rate\":\"1\"}}")]
    [InlineData("{\"1\":{\"service\":\"a b\",\"rate\":\"1\"}}")]
    [InlineData("{\"٣\":{\"rate\":\"1\"}}")]
    [InlineData("{\"Instagram\":[{\"service\":1,\"rate\":\"1\"}]}")]
    public async Task A_catalogue_that_is_cut_off_or_invalid_is_unreadable(string json) =>
        Assert.Equal(ErrorId.PanelAnswerUnreadable, (await Assert.ThrowsAsync<YallaTakeException>(() => ReadAsync(json))).Id);

    [Theory]
    [InlineData("""{"status":"fail","data":[]}""")]
    [InlineData("""{"data":[],"status":"failed"}""")]
    public async Task A_failure_without_a_reason_is_not_an_empty_catalogue(string json) =>
        Assert.Equal(ErrorId.PanelError, (await Assert.ThrowsAsync<YallaTakeException>(() => ReadAsync(json))).Id);

    [Theory]
    [InlineData("""{"current_page":1,"data":[{"service":1,"rate":"1"}],"next_page_url":"https://panel.example/api/v2?page=2"}""")]
    [InlineData("""{"data":[{"service":1,"rate":"1"}],"last_page":4}""")]
    [InlineData("""{"data":[{"service":1,"rate":"1"}],"links":{"next":"https://panel.example/api/v2?page=2"},"meta":{"total":1}}""")]
    [InlineData("""{"data":[{"service":1,"rate":"1"}],"meta":{"last_page":4}}""")]
    [InlineData("""{"success":true,"services":{"data":[{"service":1,"rate":"1"}],"total":60}}""")]
    [InlineData("""{"services":{"1":{"rate":"1"}},"total_pages":"2"}""")]
    public async Task One_page_of_a_catalogue_is_not_taken_for_all_of_it(string json)
    {
        var failure = await Assert.ThrowsAsync<YallaTakeException>(() => ReadAsync(json));

        Assert.Equal(ErrorId.PanelAnswerUnreadable, failure.Id);
        Assert.Contains("one page of a longer catalogue", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Services_that_cannot_be_read_are_left_out_with_one_warning_that_counts_them()
    {
        await using var server = new CannedServer(CannedAnswer.Of(
            $$"""
            [{"service":1,"rate":"1"},{"service":2,"rate":"$1","name":"{{Keys.Plain}}"},{"service":null,"rate":"1"},null,
             {"service":3,"rate":"1"}]
            """));
        using var client = server.Client();
        var warnings = new List<string>();

        var services = await client.GetServicesAsync(new PanelCall(Token) { OnWarning = warnings.Add }).ToListAsync(Token);

        Assert.Equal([1L, 3L], services.Select(service => service.ServiceId));
        Assert.StartsWith("3 of 5 services of the catalogue are left out", Assert.Single(warnings), StringComparison.Ordinal);
        Assert.Contains("id '2', rate '$1', name '***'", warnings[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_catalogue_without_flaws_brings_no_warning()
    {
        await using var server = new CannedServer(
            CannedAnswer.Of("""{"services":[{"service":1,"rate":"1"}],"statuses":["Pending"],"items":[1]}"""));
        using var client = server.Client();

        Assert.Single(await client.GetServicesAsync(new PanelCall(Token) { OnWarning = Assert.Fail }).ToListAsync(Token));
    }

    [Fact]
    public async Task Services_before_the_cut_are_still_out()
    {
        using var answer = new ServicesAnswer(
            AnswerJson.Reader(new StringReader("""[{"service":1,"rate":"1"},{"service":2,"ra""")), "panel");
        await using var services = answer.ReadAllAsync(Token).GetAsyncEnumerator(Token);

        Assert.True(await services.MoveNextAsync());
        await Assert.ThrowsAsync<YallaTakeException>(async () => await services.MoveNextAsync());
    }

    [Fact]
    public async Task Texts_that_repeat_by_the_thousand_are_kept_once()
    {
        var services = await ReadAsync(
            """
            [{"service":1,"rate":"1","type":"Default","category":"Likes"},
             {"service":2,"rate":"1","type":"Default","category":"Likes"}]
            """);

        Assert.Equal(("Default", "Likes"), (services[0].Type, services[0].Category));
        Assert.Same(services[0].Category, services[1].Category);
        Assert.Same(services[0].Type, services[1].Type);
    }

    [Theory]
    [InlineData("Likes &amp; Views", "Likes & Views")]
    [InlineData("&lt;3 &#128420; &eacute;", "<3 \U0001F5A4 é")]
    [InlineData("&amp;lt;", "&lt;")]
    [InlineData("A&B &unknown; &", "A&B &unknown; &")]
    [InlineData("&nbsp;", "")]
    [InlineData("&nbsp;Likes&nbsp;", "Likes")]
    public async Task Names_are_what_a_page_would_show_of_them(string written, string seen)
    {
        var service = Assert.Single(await ReadAsync(
            $$"""[{"service":1,"name":"{{written}}","category":"{{written}}","desc":"{{written}}","type":"Default","rate":"1"}]"""));

        Assert.Equal([seen, seen, seen], [service.Name, service.Category, service.Description ?? string.Empty]);
    }

    [Fact]
    public async Task The_key_is_struck_out_of_every_text()
    {
        var service = Assert.Single(
            await ReadAsync(
                $$"""
                [{"service":1,"rate":"1","name":"{{Keys.Plain}}","type":"{{Keys.Plain}}","category":"a {{Keys.Plain}} b",
                  "desc":"{{Keys.Plain}}{{Keys.Plain}}"}]
                """));

        Assert.Equal(("***", "***", "a *** b", "******"), (service.Name, service.Type, service.Category, service.Description));
    }

    [Fact]
    public async Task The_key_is_struck_out_however_a_page_spells_it()
    {
        var spelled = $"&#{(int)Keys.Plain[0]};{Keys.Plain[1..]}";

        var service = Assert.Single(await ReadAsync(
            $$"""[{"service":1,"rate":"1","name":"{{spelled}}","category":"{{spelled}}","desc":"{{spelled}}"}]"""));

        Assert.Equal(("***", "***", "***"), (service.Name, service.Category, service.Description));
    }

    [Theory]
    [InlineData("[{\"service\":1,\"rate\":\"KEY\"}]")]
    [InlineData("[{\"name\":\"KEY\",\"rate\":\"1\"}]")]
    [InlineData("[{\"service\":1,\"KEY\":{\"a\" 1}}]")]
    [InlineData("[{\"service\":1,\"KEY\":tru")]
    [InlineData("{\"KEY\":[tru")]
    [InlineData("{\"error\":\"KEY\"}")]
    public async Task The_key_is_in_no_failure(string json)
    {
        var failure = await Assert.ThrowsAsync<YallaTakeException>(
            () => ReadAsync(json.Replace("KEY", Keys.Plain, StringComparison.Ordinal)));

        Assert.DoesNotContain(Keys.Plain, failure.ToString(), StringComparison.Ordinal);
    }

    private static async Task<IReadOnlyList<Service>> ReadAsync(string json)
    {
        using var key = new ApiKey(Keys.Secure(Keys.Plain));
        using var answer = new ServicesAnswer(AnswerJson.Reader(new StringReader(json)), "panel", key.Reveal());
        return await answer.ReadAllAsync(Token).ToListAsync(Token);
    }
}
