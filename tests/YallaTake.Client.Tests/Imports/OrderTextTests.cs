using YallaTake.Client.Imports;

namespace YallaTake;

/// <summary>Files of orders as people have them.</summary>
public sealed class OrderTextTests
{
    private const string Link = "https://example.com/p/1";

    private static readonly Dictionary<PanelId, Service> Services = new (long Id, string Type)[]
    {
        (1, "Default"), (3, "Package"), (5, "Custom Comments"), (6, "Custom Comments Package"), (9, "Mentions Custom List"),
        (11, "Live Stream"),
    }.ToDictionary(service => (PanelId)service.Id, service => OrderTable.Service(service.Type));

    public static TheoryData<string> SameOrder =>
    [
        $"service,link,quantity\n1,{Link},1000",
        $"service,link,quantity\r\n1,{Link},1000\r\n",
        $"service;link;quantity\n1;{Link};1000\n",
        $"service\tlink\tquantity\n1\t{Link}\t1000\n",
        $"service | link | quantity\n1 | {Link} | 1000",
        $"1 | {Link} | 1000",
        $"1|{Link}|1000\r\n\r\n",
        $"\uFEFFservice,link,quantity\n1,{Link},1000",
        $"\"service\",\"link\",\"quantity\"\n\"1\",\"{Link}\",\"1000\"",
        $"QUANTITY,Service ID,note,Link\n1000,1,hello,{Link}",
        $"Service_Id;  LINK ;Quantity;Runs\n#1 ; {Link} ; 1000 ;",
        $"sep=;\nservice;link;quantity\n1;{Link};1000",
        $"sep=\t\nservice\tlink\tquantity\n1\t{Link}\t1000",
        $"\n \nservice,link,quantity\n\n,,\n1,\u200E{Link}\u200B,\u200E1000\n\n",
        $"ServiceId,Name,Rate,Min,Max,Link,Quantity\n1,Likes,0.5,10,100000,{Link},01000",
    ];

    [Theory]
    [MemberData(nameof(SameOrder))]
    public void One_order_is_read_however_it_is_written(string text) =>
        Assert.Equal($"1 link={Link} quantity=1000", Assert.Single(Read(text).Select(Describe)));

    [Theory]
    [InlineData(
        "service,username,min,max,delay,posts,old_posts,expiry\n1,ann,20,30,5,3,1,2099-12-31",
        "1 delay=5 expiry=31/12/2099 max=30 min=20 old_posts=1 posts=3 username=ann")]
    [InlineData("ServiceId,Username,MinQuantity,MaxQuantity,Delay,Old "
        + "Posts\n1,ann,20,30,5,1", "1 delay=5 max=30 min=20 old_posts=1 username=ann")]
    [InlineData("service,link,comments\n1,l,\"nice\r\n\r\nwell, done\"\n", "1 comments=nice\nwell, done link=l")]
    [InlineData("service,link,Comment\n1,l,\"he said \"\"hi\"\"\"", "1 comments=he said \"hi\" link=l")]
    [InlineData("service,link,Answer "
        + "Number,type_of_traffic,GoogleKeyword\n1,l,02,1,sea", "1 answer_number=02 google_keyword=sea link=l type_of_traffic=1")]
    [InlineData("service,link\n007,l", "007 link=l")]
    [InlineData("service,link\nVEGA123ABC,l", "VEGA123ABC link=l")]
    [InlineData("service,link\n12e4,l", "12e4 link=l")]
    public void Every_field_is_known_by_our_name_and_by_the_APIs(string text, string order) =>
        Assert.Equal(order, Assert.Single(Read(text).Select(Describe)));

    [Theory]
    [InlineData("1 | l | 100", "1 link=l quantity=100")]
    [InlineData("#1 | l | 100", "1 link=l quantity=100")]
    [InlineData("3 | l", "3 link=l")]
    [InlineData("5 | l | nice", "5 comments=nice link=l")]
    [InlineData(@"5 | l | nice\nwell | done", "5 comments=nice\nwell | done link=l")]
    [InlineData("6 | l | nice", "6 comments=nice link=l")]
    [InlineData(@"9 | l | ann\nbob", "9 link=l usernames=ann\nbob")]
    [InlineData("11 | l | 100", "11 link=l quantity=100")]
    [InlineData("404 | l | 100", "404 link=l quantity=100")]
    public void A_line_of_a_mass_order_has_what_its_service_takes(string text, string order)
    {
        Assert.True(new OrderText(text).IsMassOrder);
        Assert.Equal(order, Assert.Single(Read(text).Select(Describe)));
    }

    [Theory]
    [InlineData("1.000")]
    [InlineData("1,000")]
    [InlineData("1 000")]
    [InlineData("1\u00A0000")]
    [InlineData("1000.0")]
    [InlineData("1000,00")]
    [InlineData("1e3")]
    [InlineData("-5")]
    [InlineData("+5")]
    [InlineData("many")]
    [InlineData("١٠")]
    [InlineData("99999999999999999999")]
    public void A_number_that_leaves_doubt_is_never_guessed(string number)
    {
        string[] texts =
            [$"service;link;quantity\n1;l;\"{number}\"", $"service,link,quantity\n1,l,\"{number}\"", $"1 | l | 5\n1 | l | {number}"];
        foreach (var text in texts)
        {
            var problem = Read(text)[^1].Problem;

            Assert.Equal(ErrorId.InputUnreadable, problem?.Id);
            Assert.Contains($"'{number}'", problem?.Message, StringComparison.Ordinal);
            Assert.StartsWith("Line 2: ", problem?.Message, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData(";", "0,95", 0.95)]
    [InlineData(";", "0,025", 0.025)]
    [InlineData(";", "12,5", 12.5)]
    [InlineData(";", "0.95", 0.95)]
    [InlineData(";", "3", 3.0)]
    [InlineData(",", "0.95", 0.95)]
    [InlineData("\t", "1.000", 1.0)]
    [InlineData(";", "1,000", null)]
    [InlineData(";", "1.000", null)]
    [InlineData(";", "1.234,50", null)]
    [InlineData(",", "0,95", null)]
    [InlineData("\t", "0,95", null)]
    [InlineData(",", "1,234.50", null)]
    [InlineData(";", "$5", null)]
    public void An_amount_has_a_decimal_comma_only_where_cells_are_parted_by_semicolons(string delimiter, string amount, double? value)
    {
        var line = Assert.Single(Read($"service{delimiter}link{delimiter}Maximum Charge\n1{delimiter}l{delimiter}\"{amount}\""));

        Assert.Equal(((decimal?)value, value is null), (line.MaximumCharge, line.Problem is not null));
    }

    [Theory]
    [InlineData("service,link,expiry\n1,l,12/31/2099", "'12/31/2099'")]
    [InlineData("service,link\n,l", "no service")]
    [InlineData("service,link\n14.9,l", "'14.9'")]
    [InlineData("service,link\n0,l", "'0'")]
    [InlineData("service,link,quantity\n1,https://example.com/a,b,100", "4 cells")]
    [InlineData("service,link,quantity\n1,\"l\"x,100", "quotes")]
    [InlineData("service,link,quantity\n1,l,\"100", "quotes")]
    [InlineData("service,link,comments\n1,l,caf\uFFFD", "UTF-8")]
    [InlineData("service,link,quantity,Order ID\n1,l,100,23501", "23501")]
    [InlineData("|l", "not service")]
    public void A_line_that_cannot_be_read_says_why(string text, string said)
    {
        var line = Assert.Single(Read(text));

        Assert.Null(line.Order);
        Assert.Contains(said, line.Problem?.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("1,l,100\n2,l,100", "name the columns")]
    [InlineData("hello", "name the columns")]
    [InlineData("link,quantity\nl,100", "name the columns")]
    [InlineData("service,ServiceId,link\n1,2,l", "Two columns")]
    [InlineData("service,link,min,MinQuantity\n1,l,2,3", "Two columns")]
    public void A_file_without_a_sure_header_is_one_error(string text, string said) =>
        Assert.Contains(said, Assert.Single(Read(text)).Problem?.Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("")]
    [InlineData("\uFEFF\r\n \r\n")]
    [InlineData("service,link,quantity\r\n")]
    public void A_file_without_a_line_has_no_order(string text) => Assert.Empty(Read(text));

    [Fact]
    public void A_line_that_cannot_be_read_hides_no_other_and_every_line_has_its_number()
    {
        const string Text = "\nservice,link,comments\n\n1,a,\"one\ntwo\"\n2,b,\"never closed\n3,c,\"x\"\n\n4,d,\"y\ny\"\n0,e\n5,f,z\n";

        var lines = Read(Text);

        Assert.Equal([4, 6, 7, 9, 11, 12], lines.Select(line => line.Line));
        Assert.Equal(["1", null, "3", "4", null, "5"], lines.Select(line => line.Order?.ServiceId.ToString()));
    }

    [Fact]
    public void A_reference_a_panel_and_limits_go_with_an_order_and_are_not_sent()
    {
        var line = Assert.Single(Read("Reference,Panel,service,link,maximum_rate,order id\ninvoice 41,shop,1,l,0.5,23501"));

        Assert.Equal(("invoice 41", "shop", 0.5m, "1 link=l"), (line.Order?.Reference, line.Panel, line.MaximumRate, Describe(line)));
    }

    [Fact]
    public void Columns_that_no_order_has_are_named() =>
        Assert.Equal(["Ref", "Commnets"], new OrderText("service,link,Ref,Commnets,\n1,l,,,").Unread);

    [Theory]
    [InlineData("Default", "Reference,ServiceId,link,quantity,runs,interval")]
    [InlineData("Subscriptions", "Reference,ServiceId,username,MinQuantity,MaxQuantity,delay,posts,old_posts,expiry")]
    [InlineData("Custom Comments", "Reference,ServiceId,link,comments")]
    [InlineData("Live Stream", "Reference,ServiceId,link,quantity")]
    public void A_header_has_what_the_type_takes_and_is_understood(string type, string header)
    {
        var columns = OrderColumn.Header(YallaTake.Client.Orders.ServiceType.Find(type)).ToArray();

        Assert.Equal(header, string.Join(',', columns));
        Assert.All(OrderColumn.Of(columns), Assert.NotNull);
    }

    private static OrderLine[] Read(string text) => [.. new OrderText(text).Read(Services)];

    private static string? Describe(OrderLine line) => line.Order is not { } order
        ? line.Problem?.Message
        : string.Join(
            ' ',
            order.Fields.OrderBy(
                field => field.Key,
                StringComparer.Ordinal).Select(field => $"{field.Key}={field.Value}").Prepend(order.ServiceId.ToString()));
}
