using System.Globalization;
using Newtonsoft.Json.Linq;
using YallaTake.Sandboxing.Panel;

namespace YallaTake;

public sealed class CatalogueTests : IDisposable
{
    private static readonly string[] Types =
    [
        "Default", "Package", "SEO", "Custom Comments", "Custom Comments Package", "Mentions", "Mentions with Hashtags",
        "Mentions Custom List", "Mentions Hashtag", "Mentions User Followers", "Mentions Media Likers", "Comment Likes", "Comment Replies",
        "Poll", "Invites from Groups", "Subscriptions", "Web Traffic",
    ];

    private readonly string _file = Path.GetTempFileName();

    [Fact]
    public async Task The_built_in_catalogue_has_several_services_of_every_type()
    {
        var services = await ServicesAsync(new SandboxOptions());

        Assert.InRange(services.Count, 300, 400);
        var byType = services.GroupBy(service => (string)service["type"]!).ToDictionary(group => group.Key, group => group.Count());
        Assert.Equal(Types.Order(), byType.Keys.Order());
        Assert.All(byType.Values, count => Assert.True(count >= 3));
        Assert.True(byType["Default"] > services.Count / 2);
        Assert.Equal(Enumerable.Range(1, services.Count), services.Select(service => (int)service["service"]!));
    }

    [Fact]
    public async Task Services_have_the_documented_fields_in_the_documented_forms()
    {
        var services = await ServicesAsync(new SandboxOptions());

        Assert.All(services, service =>
        {
            Assert.Equal(
                ["service", "name", "type", "category", "rate", "min", "max", "refill", "cancel"],
                ((JObject)service).Properties().Select(property => property.Name));
            Assert.Equal(
                [JTokenType.String, JTokenType.String, JTokenType.String, JTokenType.Boolean, JTokenType.Boolean],
                service.Values().Skip(4).Select(value => value.Type));
            Assert.InRange(decimal.Parse((string)service["rate"]!, CultureInfo.InvariantCulture), 0.01m, 60m);
            Assert.True((long)service["min"]! <= (long)service["max"]!);
        });
        foreach (var flag in new[] { "refill", "cancel" })
            Assert.Equal(2, services.Select(service => (bool)service[flag]!).Distinct().Count());
        Assert.Contains(services, service => (decimal)service["rate"]! < 1);
        Assert.Contains(services, service => (decimal)service["rate"]! > 10);
        Assert.Equal(services.Count, services.Select(service => (string)service["name"]!).Distinct().Count());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(100)]
    [InlineData(340)]
    [InlineData(12_345)]
    public async Task A_catalogue_can_have_any_number_of_services(int count)
    {
        var options = new SandboxOptions { ServiceCount = count };

        var services = await ServicesAsync(options);

        Assert.Equal(count, services.Count);
        Assert.Equal(count, services.Select(service => (string)service["name"]!).Distinct().Count());
    }

    [Fact]
    public async Task The_same_options_give_the_same_catalogue()
    {
        Assert.True(JToken.DeepEquals(await ServicesAsync(new SandboxOptions()), await ServicesAsync(new SandboxOptions())));
    }

    [Fact]
    public async Task A_catalogue_file_is_served_as_it_is_and_can_be_ordered_from()
    {
        await File.WriteAllTextAsync(_file, """
            [{"service":"7","name":"Лайки 🎭","type":"custom_comments","rate":1.50,"min":1,"max":"2147483647","dripfeed":1,"refill":"1",
              "note":{"ar":"مرحبا"}},
             {"service":8,"type":"Something new","rate":"0.0874","cancel":true}]
            """, TestContext.Current.CancellationToken);
        using var panel = new RunningSandbox(new SandboxOptions { Catalogue = _file });

        var written = RunningSandbox.Parse(await File.ReadAllTextAsync(_file, TestContext.Current.CancellationToken));
        Assert.True(JToken.DeepEquals(written, await panel.AskAsync("services")));
        await panel.OrderAsync(7, "link=someone", "comments=a\nb");
        await panel.OrderAsync(8, "link=someone", "quantity=1000");
        Assert.Equal(1000m - 0.003m - 0.0874m, panel.Sandbox.Balance);
        Assert.Equal(2, panel.Sandbox.ServiceCount);
    }

    [Theory]
    [InlineData("0")]
    [InlineData("-1")]
    [InlineData("\"0\"")]
    public async Task A_largest_count_of_a_catalogue_file_that_allows_none_is_no_limit(string max)
    {
        await File.WriteAllTextAsync(
            _file, $$"""[{"service":1,"rate":"1","min":10,"max":{{max}}}]""", TestContext.Current.CancellationToken);
        using var panel = new RunningSandbox(new SandboxOptions { Catalogue = _file });

        await panel.OrderAsync(1, "link=someone", "quantity=100000");

        Assert.Equal(900m, panel.Sandbox.Balance);
    }

    [Theory]
    [InlineData("VEGA123ABC")]
    [InlineData("007")]
    [InlineData("vid3")]
    public async Task A_service_of_a_catalogue_file_can_have_a_text_for_an_id(string id)
    {
        var offer = $$"""{"service":"{{id}}","name":"Likes","type":"Default","rate":"1"}""";
        await File.WriteAllTextAsync(_file, $$"""[{{offer}},{"service":7,"rate":"2"}]""", TestContext.Current.CancellationToken);
        foreach (var dialect in new[] { SandboxDialect.Strict, SandboxDialect.Letters })
        {
            using var panel = new RunningSandbox(new SandboxOptions { Catalogue = _file, Dialect = dialect });

            await panel.AskAsync("add", $"service={id}", "link=someone", "quantity=1000");

            Assert.Equal(999m, panel.Sandbox.Balance);
            Assert.Equal(id, (string?)(await panel.AskAsync("services"))[0]!["service"]);
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("not JSON")]
    [InlineData("{}")]
    [InlineData("[1, 2]")]
    [InlineData("""[{"service":1,"rate":"1"}""")]
    [InlineData("""[{"rate":"1"}]""")]
    [InlineData("""[{"service":"","rate":"1"}]""")]
    [InlineData("""[{"service":1}]""")]
    [InlineData("""[{"service":1,"rate":"cheap"}]""")]
    [InlineData("""[{"service":1,"rate":"1","min":"few"}]""")]
    public void A_file_that_is_no_catalogue_is_refused_with_its_name(string json)
    {
        File.WriteAllText(_file, json);

        var error = Assert.Throws<InvalidDataException>(() => Sandbox.Start(new SandboxOptions { Catalogue = _file }));

        Assert.StartsWith($"The catalogue '{_file}' is not a services answer", error.Message);
    }

    [Fact]
    public void A_file_that_is_not_there_is_refused() =>
        Assert.Throws<FileNotFoundException>(() => Sandbox.Start(new SandboxOptions { Catalogue = _file + ".none" }));

    public void Dispose() => File.Delete(_file);

    private static async Task<JArray> ServicesAsync(SandboxOptions options)
    {
        using var panel = new RunningSandbox(options);
        var services = (JArray)await panel.AskAsync("services");
        Assert.Equal(panel.Sandbox.ServiceCount, services.Count);
        return services;
    }
}
