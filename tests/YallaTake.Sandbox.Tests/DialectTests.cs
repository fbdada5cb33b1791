using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using YallaTake.Sandboxing.Panel;

namespace YallaTake;

public sealed class DialectTests
{
    private const string Link = "link=https://example.com/p/1";

    /// <summary>
    /// A dialect, an action with its fields, and the answer. There are orders 23501 (likes, 5000 of them), 23502 (a subscription), 23503
    /// (two runs).
    /// </summary>
    public static TheoryData<SandboxDialect, string, string> Answers => new()
    {
        {
            SandboxDialect.Strict, "status order=23501",
            """{"charge":"4.5","start_count":"4419","status":"Pending","remains":"5000","currency":"USD"}"""
        },
        {
            SandboxDialect.Numbers, "status order=23501",
            """{"charge":4.5,"start_count":4419,"status":"Pending","remains":5000,"currency":"USD"}"""
        },
        {
            SandboxDialect.Commas, "status order=23501",
            """{"charge":"4.5","start_count":"4,419","status":"Pending","remains":"5,000","currency":"USD"}"""
        },
        {
            SandboxDialect.Wrapped, "balance",
            """{"balance":"9995.41","currency":"USD","request":{"action":"balance","key":"sandbox-key"}}"""
        },
        { SandboxDialect.Numbers, "balance", """{"balance":9995.41,"currency":"USD"}""" },
        { SandboxDialect.Commas, "balance", """{"balance":"9,995.41","currency":"USD"}""" },
        { SandboxDialect.Numbers, "add service=1 link=someone quantity=100", """{"order":"23504"}""" },
        {
            SandboxDialect.Arrays, "status orders=23501,7",
            """[{"charge":"4.5","start_count":"4419","status":"Pending","remains":"5000","currency":"USD","order":"23501"},"""
            + """{"error":"Incorrect order ID","order":"7"}]"""
        },
        { SandboxDialect.NestedErrors, "status orders=7", """{"7":{"error":{"code":404,"message":"Incorrect order ID"}}}""" },
        { SandboxDialect.NestedErrors, "status order=7", """{"error":{"code":404,"message":"Incorrect order ID"}}""" },
        { SandboxDialect.DottedErrors, "add service=1 link=someone quantity=1", """{"error":"neworder.error.min_quantity"}""" },
        { SandboxDialect.DottedErrors, "status order=7", """{"error":"Incorrect order ID"}""" },
        {
            SandboxDialect.Subscriptions, "status order=23501",
            """{"charge":"4.5","start_count":"4419","status":"Pending","remains":"5000","currency":"USD"}"""
        },
        { SandboxDialect.Subscriptions, "status order=23502", """{"status":"Active","expiry":null,"posts":"0","orders":[]}""" },
        { SandboxDialect.Subscriptions, "status order=23503", """{"status":"Pending","runs":"0","orders":[]}""" },
        {
            SandboxDialect.Strict, "cancel orders=23501,7",
            """[{"order":23501,"cancel":1},{"order":7,"cancel":{"error":"Incorrect order ID"}}]"""
        },
        { SandboxDialect.Numbers, "cancel orders=23501", """[{"order":"23501","cancel":true}]""" },
        { SandboxDialect.Commas, "cancel orders=23501", """[{"order":23501,"cancel":"1"}]""" },
        { SandboxDialect.Arrays, "cancel orders=7", """[{"error":"Incorrect order ID","order":7}]""" },
        { SandboxDialect.Arrays, "refill orders=23501", """[{"error":"The order is not completed","order":23501}]""" },
        { SandboxDialect.Letters, "add service=id1 link=someone quantity=100", """{"order":"id23504"}""" },
        {
            SandboxDialect.Letters, "status orders=id23501,id7",
            """{"id23501":{"charge":"4.5","start_count":"4419","status":"Pending","remains":"5000","currency":"USD"}"""
            + ""","id7":{"error":"Incorrect order ID"}}"""
        },
        { SandboxDialect.Letters, "cancel orders=id23501", """[{"order":"id23501","cancel":1}]""" },
        { SandboxDialect.Letters, "refill_status refills=id9", """[{"refill":"id9","status":{"error":"Refill not found"}}]""" },
        { SandboxDialect.Enveloped, "status order=7", """{"status":false,"data":{"msg":"Incorrect order ID"}}""" },
        { SandboxDialect.OneByOne, "status orders=23501", """{"error":"Incorrect order ID"}""" },
        { SandboxDialect.OneByOne, "refill_status refills=1", """{"error":"Refill not found"}""" },
        { SandboxDialect.OneByOne, "cancel orders=23501", """{"error":"Incorrect order ID"}""" },
        { SandboxDialect.OneByOne, "cancel order=23501", """{"cancel":1}""" },
        { SandboxDialect.OneByOne, "add service=5 link=someone comments=hello", """{"error":"Quantity is required"}""" },
        { SandboxDialect.OneByOne, "add service=5 link=someone comments=one\ntwo quantity=2", """{"order":23504}""" },
        { SandboxDialect.OneByOne, "add service=3 link=someone", """{"error":"Quantity is required"}""" },
        { SandboxDialect.OneByOne, "add service=3 link=someone quantity=3", """{"order":23504}""" },
        { SandboxDialect.Strict, "cancel order=23501", """{"error":"Incorrect request"}""" },
        { SandboxDialect.Arrays, "refill_status refills=9", """[{"error":"Refill not found","refill":9}]""" },
    };

    [Theory]
    [MemberData(nameof(Answers))]
    public async Task An_answer_has_the_shape_of_the_dialect(SandboxDialect dialect, string request, string answer)
    {
        using var panel = Speaking(dialect);
        await OrderAsync(panel);

        var parts = request.Split(' ');
        Assert.Equal(answer, (await panel.AskAsync(parts[0], parts[1..])).ToString(Formatting.None));
    }

    [Theory]
    [InlineData("key=wrong", 401)]
    [InlineData("action=add service=1 link=someone quantity=10000", 402)]
    [InlineData("action=refill order=7", 404)]
    [InlineData("action=add service=1 quantity=100", 400)]
    [InlineData("action=add service=1 link=some+one quantity=100", 422)]
    [InlineData("action=nonsense", 400)]
    [InlineData("action=balance", 200)]
    public async Task An_error_has_a_status_that_fits_it(string request, int status)
    {
        using var panel = Speaking(SandboxDialect.Statuses4xx, balance: 1);

        var response = await panel.Http.PostAsync(
            panel.Sandbox.Uri, new FormUrlEncodedContent(Fields(request)), TestContext.Current.CancellationToken);

        Assert.Equal(status, (int)response.StatusCode);
    }

    [Theory]
    [InlineData(
        SandboxDialect.Strict,
        """{"service":5,"name":"Comments","type":"Custom Comments","category":"C","rate":"1234.5","min":"1000","max":"20000","""
        + "\"refill\":true,\"cancel\":false}")]
    [InlineData(
        SandboxDialect.Numbers,
        """{"service":"5","name":"Comments","type":"Custom Comments","category":"C","rate":1234.5,"min":1000,"max":20000,"""
        + "\"refill\":1,\"cancel\":0}")]
    [InlineData(
        SandboxDialect.Commas,
        """{"service":5,"name":"Comments","type":"Custom Comments","category":"C","rate":"1,234.5","min":"1,000","max":"20,000","""
        + "\"refill\":\"1\",\"cancel\":\"0\"}")]
    public async Task A_service_has_the_shape_of_the_dialect(SandboxDialect dialect, string service)
    {
        var path = Path.GetTempFileName();
        await File.WriteAllTextAsync(
            path,
            """
            [{"service":5,"name":"Comments","type":"Custom Comments","category":"C","rate":"1234.5","min":"1000","max":"20000",
              "refill":true,"cancel":false}]
            """,
            TestContext.Current.CancellationToken);
        using var panel = new RunningSandbox(new SandboxOptions { Catalogue = path, Dialect = dialect });
        File.Delete(path);

        Assert.Equal($"[{service}]", (await panel.AskAsync("services")).ToString(Formatting.None));
    }

    [Fact]
    public async Task A_wrapped_catalogue_says_more_than_was_asked()
    {
        using var panel = Speaking(SandboxDialect.Wrapped);

        var services = (await panel.AskAsync("services"))["services"]!;

        Assert.Equal(18, services.Count());
        Assert.Equal("custom_comments", services[4]!["type"]);
        Assert.NotNull(services[4]!["translations"]!["ar"]);
    }

    [Theory]
    [InlineData("add service=1 link=someone quantity=100", "order_id: 23504", "id: 23504", "data.order: 23504", "data.id: 23504")]
    [InlineData("balance", "data.balance: 9995.41")]
    [InlineData("status order=23501", "data.status: Pending")]
    [InlineData("status orders=23501,7", "data[0].order_id: 7", "data[1].order_id: 23501")]
    [InlineData("cancel orders=23501,7", "data[0].order_id: 7", "data[1].cancel: 1")]
    [InlineData("refill_status refills=9", "data[0].refill_id: 9")]
    public async Task In_an_envelope_ids_have_other_names_and_another_order(string request, params string[] places)
    {
        using var panel = Speaking(SandboxDialect.Enveloped);
        await OrderAsync(panel);

        var parts = request.Split(' ');
        var answer = await panel.AskAsync(parts[0], parts[1..]);

        Assert.Contains(places, place => (string?)answer.SelectToken(place.Split(": ")[0]) == place.Split(": ")[1]);
    }

    [Fact]
    public async Task A_message_refuses_with_an_HTTP_status()
    {
        using var panel = Speaking(SandboxDialect.Messages);

        var answers = new List<string>();
        for (var i = 0; i < 30; i++)
        {
            var response = await panel.SendAsync("status", "order=7");
            answers.Add($"{(int)response.StatusCode} {await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)}");
        }

        Assert.Equal(
            [
                """404 {"errors":["Incorrect order ID"]}""",
                """404 {"message":"Incorrect order ID"}""",
                """404 {"message":"The given data was invalid.","errors":{"field":["Incorrect order ID"]}}""",
            ],
            answers.Distinct().Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Orders_end_by_other_words()
    {
        using var panel = new RunningSandbox(
            new SandboxOptions
            {
                Catalogue = RunningSandbox.CataloguePath,
                Dialect = SandboxDialect.OtherWords,
                TimeScale = 1_000_000,
                Balance = 10_000,
            });
        var words = new List<string>();
        for (var i = 0; i < 50; i++)
            await panel.OrderLikesAsync(50);
        panel.Pass(minutes: 1);
        for (var i = 23501; i < 23551; i++)
            words.Add(await panel.StatusAsync(i));

        Assert.Empty(words.Except(["Cancelled", "Complete", "Partially Completed", "Refunded", "Success"]));
        Assert.InRange(words.Distinct().Count(), 4, 5);
    }

    [Fact]
    public async Task An_untidy_panel_lets_things_slip_before_its_JSON_and_into_its_catalogue()
    {
        using var panel = Speaking(SandboxDialect.Untidy);

        var response = await panel.SendAsync("services");
        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        var services = (JArray)RunningSandbox.Parse(text[text.IndexOf('[')..]);

        Assert.Equal("text/html", response.Content.Headers.ContentType?.MediaType);
        Assert.False(text.StartsWith('['));
        Assert.Equal(20, services.Count);
        Assert.Equal(["", "$1"], [(string?)services[1]["service"] ?? "", (string?)services[3]["rate"]]);
        Assert.EndsWith("\u200F", (string?)services[0]["name"]);
    }

    [Fact]
    public async Task A_sloppy_panel_answers_in_many_shapes_and_the_same_way_for_the_same_seed()
    {
        var first = await AnswersAsync(seed: 7);

        Assert.Equal(first, await AnswersAsync(seed: 7));
        Assert.NotEqual(first, await AnswersAsync(seed: 8));
        Assert.True(first.Distinct().Count() > 20, $"There were {first.Distinct().Count()} shapes.");

        static async Task<List<string>> AnswersAsync(int seed)
        {
            using var panel = Speaking(SandboxDialect.Sloppy, seed);
            await panel.SendAsync("add", "service=1", Link, "quantity=1000");
            var answers = new List<string>();
            for (var i = 0; i < 60; i++)
            {
                var response = await panel.SendAsync("status", i % 2 == 0 ? "orders=23501,7" : "order=7");
                answers.Add($"{response.StatusCode} {await response.Content.ReadAsStringAsync()}");
            }

            return answers;
        }
    }

    private static async Task OrderAsync(RunningSandbox panel)
    {
        await panel.AskAsync("add", "service=1", Link, "quantity=5000");
        await panel.AskAsync("add", "service=17", "username=ann", "min=20", "max=20", "delay=0");
        await panel.AskAsync("add", "service=1", Link, "quantity=50", "runs=2", "interval=60");
    }

    private static RunningSandbox Speaking(SandboxDialect dialect, int seed = 0, decimal balance = 10_000) =>
        new(new SandboxOptions { Catalogue = RunningSandbox.CataloguePath, Balance = balance, Dialect = dialect, Seed = seed });

    private static IEnumerable<KeyValuePair<string, string>> Fields(string request) =>
        request.Split(' ')
            .Prepend("key=sandbox-key")
            .Select(field => field.Replace('+', ' ').Split('='))
            .ToLookup(pair => pair[0], pair => pair[1])
            .Select(field => KeyValuePair.Create(field.Key, field.Last()));
}
