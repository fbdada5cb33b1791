using System.Management.Automation;

namespace YallaTake;

/// <summary>How objects look in lists, as text, and under the API's own names.</summary>
public sealed class ListTests : IDisposable
{
    private readonly Engine _engine = Engine.Connected();

    public ListTests() => _engine.Run("$order = New-YtOrder 1 https://example.com/p/1 100 -Reference first").ThrowIfFailed();

    public void Dispose() => _engine.Dispose();

    public static TheoryData<string> Objects =>
    [
        "Get-YtService 1",
        "$order",
        "$order | Get-YtOrderStatus",
        "Measure-YtOrder 1 https://example.com/p/1 100",
        "Resolve-YtOrder first",
        "$order | Stop-YtOrder -Confirm:$false",
        "Get-YtBalance",
        "Get-YtPanel",
        "Get-YtSandbox",
    ];

    [Theory]
    [MemberData(nameof(Objects))]
    public void Every_object_says_in_a_line_what_it_is(string script)
    {
        var text = (string)_engine.Value($"[string]({script})")!;

        Assert.DoesNotContain("YallaTake.", text, StringComparison.Ordinal);
        Assert.InRange(text.Length, 4, 100);
    }

    [Theory]
    [MemberData(nameof(Objects))]
    public void A_list_shows_properties_that_exist_and_each_thing_once(string script)
    {
        var item = _engine.Run(script).ThrowIfFailed().Output.Single();

        var views = _engine.Values($"Get-FormatData {item.TypeNames[0]}").Cast<ExtendedTypeDefinition>()
            .SelectMany(definition => definition.FormatViewDefinition);
        var list = views.Select(view => view.Control).OfType<ListControl>().Single().Entries.Single().Items;
        Assert.All(
            list.Where(shown => shown.DisplayEntry.ValueType == DisplayEntryValueType.Property),
            shown => Assert.IsType<PSProperty>(item.Properties[shown.DisplayEntry.Value]));
        var labels = list.Select(shown => shown.Label ?? shown.DisplayEntry.Value).ToArray();
        Assert.Equal(labels.Distinct(), labels);
    }

    [Theory]
    [InlineData("Get-YtService 1")]
    [InlineData("$order")]
    [InlineData("$order | Get-YtOrderStatus")]
    [InlineData("Measure-YtOrder 1 https://example.com/p/1 100")]
    [InlineData("Get-YtBalance")]
    [InlineData("Get-YtPanel")]
    public void An_export_has_each_fact_once(string script)
    {
        var item = _engine.Run(script).ThrowIfFailed().Output.Single();

        Assert.DoesNotContain(item.Properties, property => property is PSAliasProperty);
        Assert.Equal(
            _engine.Values($"{script} | ConvertTo-Csv | Select-Object -First 1").Single(),
            string.Join(",", item.Properties.Select(property => $"\"{property.Name}\"")));
    }

    [Fact]
    public void A_service_goes_into_an_order_and_an_order_into_a_status_by_the_pipeline()
    {
        var order = _engine.Run("Get-YtService 1 | New-YtOrder -Link https://example.com/p/3 -Quantity 100")
            .ThrowIfFailed()
            .Output.Single();

        Assert.Equal("link=https://example.com/p/3 quantity=100 service=1", _engine.State().Fields(1));
        Assert.Equal(
            order.Properties["OrderId"].Value, _engine.Value("Get-YtOrder -OrderId 23502 | Get-YtOrderStatus | ForEach-Object OrderId"));
    }

    [Fact]
    public void Panels_go_into_every_cmdlet_by_the_pipeline()
    {
        _engine.Run("Connect-YtPanel -Sandbox").ThrowIfFailed();

        Assert.Equal(["test", "sandbox"], _engine.Values("Get-YtPanel | Get-YtBalance | ForEach-Object Panel"));
    }
}
