using System.Globalization;
using System.Text;
using YallaTake.Client.Orders;
using YallaTake.Client.Requests;
using YallaTake.Client.Secrets;

namespace YallaTake;

public sealed class PanelRequestTests
{
    [Fact]
    public void Services_sends_the_action_alone() =>
        Assert.Equal("key=secret&action=services", Body(PanelRequest.Services()));

    [Fact]
    public void Balance_sends_the_action_alone() =>
        Assert.Equal("key=secret&action=balance", Body(PanelRequest.Balance()));

    [Fact]
    public void Add_sends_the_service_and_then_the_fields_as_given() =>
        Assert.Equal("key=secret&action=add&service=7&link=user&quantity=100", Body(Add(("link", "user"), ("quantity", "100"))));

    [Fact]
    public void Status_of_one_sends_order() =>
        Assert.Equal("key=secret&action=status&order=23501", Body(PanelRequest.About("status", "order", 23501)));

    [Fact]
    public void Status_of_many_sends_orders() =>
        Assert.Equal("key=secret&action=status&orders=3%2C1%2C2", Body(PanelRequest.About("status", "order", [3, 1, 2])));

    [Fact]
    public void Refill_of_one_sends_order() =>
        Assert.Equal("key=secret&action=refill&order=23501", Body(PanelRequest.About("refill", "order", 23501)));

    [Fact]
    public void Refill_of_many_sends_orders() =>
        Assert.Equal("key=secret&action=refill&orders=1%2C2", Body(PanelRequest.About("refill", "order", [1, 2])));

    [Fact]
    public void Refill_status_of_one_sends_refill() =>
        Assert.Equal("key=secret&action=refill_status&refill=5", Body(PanelRequest.About("refill_status", "refill", 5)));

    [Fact]
    public void Refill_status_of_many_sends_refills() =>
        Assert.Equal("key=secret&action=refill_status&refills=5%2C6", Body(PanelRequest.About("refill_status", "refill", [5, 6])));

    [Fact]
    public void Cancel_sends_orders_even_for_one() =>
        Assert.Equal("key=secret&action=cancel&orders=9", Body(PanelRequest.About("cancel", "order", [9])));

    [Theory]
    [InlineData("https://example.com/a?b=c&d=e#f", "https%3A%2F%2Fexample.com%2Fa%3Fb%3Dc%26d%3De%23f")]
    [InlineData("1+1 = 100%", "1%2B1+%3D+100%25")]
    [InlineData("first\nsecond", "first%0Asecond")]
    [InlineData("é", "%C3%A9")]
    [InlineData("مرحبا", "%D9%85%D8%B1%D8%AD%D8%A8%D8%A7")]
    [InlineData("🔥", "%F0%9F%94%A5")]
    public void Values_are_percent_encoded_as_UTF8(string value, string encoded) =>
        Assert.Equal($"key=secret&action=add&service=7&comments={encoded}", Body(Add(("comments", value))));

    [Fact]
    public void Field_names_are_percent_encoded_too() =>
        Assert.Equal("key=secret&action=add&service=7&extra%26field=1", Body(Add(("extra&field", "1"))));

    [Theory]
    [InlineData("")]
    [InlineData("  ")]
    [InlineData("\r\n")]
    public void A_field_without_a_text_is_left_out(string blank) =>
        Assert.Equal("key=secret&action=add&service=7&link=user", Body(Add(("runs", blank), ("link", "user"), ("interval", blank))));

    [Fact]
    public void A_key_with_reserved_characters_is_percent_encoded() =>
        Assert.Equal("key=k%2Fey%2B1%262%3D3%25%224&action=balance", Body(PanelRequest.Balance(), Keys.Reserved));

    [Fact]
    public void A_key_beyond_ASCII_is_encoded_as_UTF8() =>
        Assert.Equal("key=cl%C3%A9&action=balance", Body(PanelRequest.Balance(), "clé"));

    [Fact]
    public void Ids_are_written_the_same_in_every_culture()
    {
        var before = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = new CultureInfo("sv-SE") { NumberFormat = { NegativeSign = "−" } };
        try
        {
            Assert.Equal("key=secret&action=status&order=-1", Body(PanelRequest.About("status", "order", -1)));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void Ids_with_letters_go_out_as_they_came()
    {
        PanelId[] ids = [PanelId.Parse("007"), 7, PanelId.Parse("12e45678"), PanelId.Parse("a/b+c=")];

        Assert.Equal("key=secret&action=status&orders=007%2C7%2C12e45678%2Ca%2Fb%2Bc%3D", Body(PanelRequest.About("status", "order", ids)));
        Assert.Equal("key=secret&action=refill&order=VEGA1", Body(PanelRequest.About("refill", "order", PanelId.Parse("VEGA1"))));
        Assert.Equal(
            "key=secret&action=refill_status&refill=d458005f6fc6",
            Body(PanelRequest.About("refill_status", "refill", PanelId.Parse("d458005f6fc6"))));
        Assert.Equal("key=secret&action=add&service=ig-likes", Body(PanelRequest.Add(new OrderRequest(PanelId.Parse("ig-likes"), []))));
    }

    [Fact]
    public void A_hundred_ids_fit_one_request()
    {
        var ids = Enumerable.Range(1, 100).Select(id => (PanelId)id).ToArray();

        Assert.Equal($"key=secret&action=status&orders={string.Join("%2C", ids)}", Body(PanelRequest.About("status", "order", ids)));
        Assert.Equal($"key=secret&action=refill&orders={string.Join("%2C", ids)}", Body(PanelRequest.About("refill", "order", ids)));
        Assert.Equal(
            $"key=secret&action=refill_status&refills={string.Join("%2C", ids)}", Body(PanelRequest.About("refill_status", "refill", ids)));
        Assert.Equal($"key=secret&action=cancel&orders={string.Join("%2C", ids)}", Body(PanelRequest.About("cancel", "order", ids)));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(101)]
    public void No_ids_and_more_than_a_hundred_are_refused(int count)
    {
        var ids = Enumerable.Repeat((PanelId)1, count).ToArray();

        Assert.Throws<ArgumentOutOfRangeException>(() => PanelRequest.About("status", "order", ids));
        Assert.Throws<ArgumentOutOfRangeException>(() => PanelRequest.About("refill", "order", ids));
        Assert.Throws<ArgumentOutOfRangeException>(() => PanelRequest.About("refill_status", "refill", ids));
        Assert.Throws<ArgumentOutOfRangeException>(() => PanelRequest.About("cancel", "order", ids));
    }

    private static PanelRequest Add(params (string Name, string Value)[] fields) =>
        PanelRequest.Add(new OrderRequest(7, fields.Select(field => KeyValuePair.Create(field.Name, field.Value))));

    private static string Body(PanelRequest request, string key = "secret")
    {
        using var apiKey = new ApiKey(Keys.Secure(key));
        return Encoding.ASCII.GetString(request.Encode(apiKey));
    }
}
