namespace YallaTake;

[Trait("Speed", "Slow")]
public sealed class OrderTypeTests : IDisposable
{
    private const string Link = "https://example.com/p/1";

    private readonly Engine _engine = Engine.Connected();

    /// <summary>A row for each type as a CSV file holds it, and the fields that the panel must get.</summary>
    public static TheoryData<string, string> Rows => new()
    {
        { "service = '1'; quantity = '1000'", "link=LINK quantity=1000 service=1" },
        { "service = '1'; quantity = '100'; runs = '5'; interval = '60'", "interval=60 link=LINK quantity=100 runs=5 service=1" },
        { "service = '3'", "link=LINK service=3" },
        { "service = '4'; quantity = '50'; keywords = \"one`ntwo words\"", "keywords=one\ntwo words link=LINK quantity=50 service=4" },
        { "service = '5'; comments = \"nice!`r`nвау & <3`r`n\"", "comments=nice!\nвау & <3 link=LINK service=5" },
        { "service = '6'; comments = \"one`ntwo\"", "comments=one\ntwo link=LINK service=6" },
        { "service = '7'; quantity = '100'; usernames = \"ann`nbob\"", "link=LINK quantity=100 service=7 usernames=ann\nbob" },
        { "service = '8'; quantity = '100'; usernames = 'ann'; "
            + "hashtags = \"sea`nsun\"", "hashtags=sea\nsun link=LINK quantity=100 service=8 usernames=ann" },
        { "service = '9'; usernames = \"ann`nbob`ncyd\"", "link=LINK service=9 usernames=ann\nbob\ncyd" },
        { "service = '10'; quantity = '100'; hashtag = 'sea'", "hashtag=sea link=LINK quantity=100 service=10" },
        { "service = '11'; quantity = '100'; username = 'ann'", "link=LINK quantity=100 service=11 username=ann" },
        { "service = '12'; quantity = '100'; "
            + "media = 'https://example.com/p/2'", "link=LINK media=https://example.com/p/2 quantity=100 service=12" },
        { "service = '13'; quantity = '10'; username = 'ann'", "link=LINK quantity=10 service=13 username=ann" },
        { "service = '14'; username = 'ann'; comments = 'thanks'", "comments=thanks link=LINK service=14 username=ann" },
        { "service = '15'; quantity = '50'; answer_number = '2'", "answer_number=2 link=LINK quantity=50 service=15" },
        { "service = '16'; quantity = '50'; "
            + "groups = \"https://example.com/g/1`nhttps://example.com/g/2\"", "groups=https://example.com/g/1\nhttps://example.com/g/2 "
                + "link=LINK quantity=50 service=16" },
        { "service = '17'; link = ''; username = 'ann'; MinQuantity = '20'; MaxQuantity = '30'; delay = '5'; posts = '3'; old_posts = '1'; "
            + "expiry = '31/12/2099'", "delay=5 expiry=31/12/2099 max=30 min=20 old_posts=1 posts=3 service=17 username=ann" },
        { "service = '17'; link = ''; username = 'ann'; MinQuantity = '20'; MaxQuantity = '30'; "
            + "delay = '0'", "delay=0 max=30 min=20 service=17 username=ann" },
        { "service = '18'; quantity = '100'; country = 'EG'; device = '5'; type_of_traffic = '1'; "
            + "google_keyword = 'sea'", "country=EG device=5 google_keyword=sea link=LINK quantity=100 service=18 type_of_traffic=1" },
        { "service = '18'; quantity = '100'; country = 'EG'; device = '5'; type_of_traffic = '2'; referring_url = 'https://example.com'; "
            + "runs = '2'; interval = '60'", "country=EG device=5 interval=60 link=LINK quantity=100 referring_url=https://example.com "
                + "runs=2 service=18 type_of_traffic=2" },
        { "service = '20'; quantity = '10'; username = 'ann'; "
            + "hashtag = 'sea'", "hashtag=sea link=LINK quantity=10 service=20 username=ann" },
    };

    [Theory]
    [MemberData(nameof(Rows))]
    public void A_row_of_each_type_reaches_the_panel_with_exactly_its_fields(string row, string fields)
    {
        _engine.Run($"$order = {Row(row)} | New-YtOrder").ThrowIfFailed();

        Assert.Equal(fields.Replace("LINK", Link, StringComparison.Ordinal), _engine.State().Fields());
        Assert.Equal(_engine.State().Orders[0].GetProperty("order").GetInt64(), _engine.Value("$order.OrderId"));
    }

    [Theory]
    [MemberData(nameof(Rows))]
    public void Empty_cells_of_a_row_are_absent_fields(string row, string fields)
    {
        const string Columns = "quantity runs interval keywords comments usernames hashtags hashtag username media answer_number groups "
            + "MinQuantity MaxQuantity posts old_posts delay expiry country device type_of_traffic google_keyword referring_url reference "
                + "MaximumRate MaximumCharge";
        var script = $$"""
            $row = {{Row(row)}}
            foreach ($column in -split '{{Columns}}') {
                if ($column -notin $row.psobject.Properties.Name) { $row.psobject.Properties.Add([psnoteproperty]::new($column, '')) }
            }
            $null = $row | New-YtOrder
            """;

        _engine.Run(script).ThrowIfFailed();

        Assert.Equal(fields.Replace("LINK", Link, StringComparison.Ordinal), _engine.State().Fields());
    }

    [Theory]
    [MemberData(nameof(Rows))]
    public void The_estimate_is_what_the_panel_then_charges(string row, string fields)
    {
        _ = fields;
        var estimate = (decimal?)_engine.Value($"({Row(row)} | New-YtOrder).EstimatedCharge");

        // A subscription is charged as its posts come.
        if (!row.Contains("delay", StringComparison.Ordinal))
            Assert.Equal(1000m - estimate, _engine.State().Balance);
        else
            Assert.Equal(row.Contains("posts", StringComparison.Ordinal), estimate is not null);
    }

    [Fact]
    public void Rows_of_different_types_keep_their_fields_apart()
    {
        _engine.Run(
            $"{Row("service = 8; quantity = 100; usernames = 'ann'; hashtags = 'sea'")}, {Row("service = 1; quantity = 10")} | New-YtOrder "
            + "-ThrottleLimit 1").ThrowIfFailed();

        Assert.Equal($"link={Link} quantity=10 service=1", _engine.State().Fields(1));
    }

    public void Dispose() => _engine.Dispose();

    private static string Row(string cells) => cells.Contains("link =", StringComparison.Ordinal)
        ? $"[pscustomobject]@{{ {cells} }}"
        : $"[pscustomobject]@{{ link = '{Link}'; {cells} }}";
}
