using YallaTake.Client.Orders;
using YallaTake.Ledger.Entries;

namespace YallaTake;

public sealed class OrderFieldsTests
{
    [Theory]
    [InlineData("""{"comments":"good \n\n great\r\n","link":"\u200Ehttps://example.com/p/1"}""", true)]
    [InlineData("""{"comments":"good\ngreat","link":"https://example.com/p/1"}""", true)]
    [InlineData("""{"comments":"good\ngreat\ngreat","link":"https://example.com/p/1"}""", false)]
    [InlineData("""{"comments":"good\ngreat","link":"https://example.com/p/2"}""", false)]
    [InlineData("""{"link":"https://example.com/p/1"}""", false)]
    public void The_fields_that_an_earlier_version_kept_as_they_were_given_are_known_again(string kept, bool areOf)
    {
        var order = new OrderRequest(5, [new("link", "https://example.com/p/1"), new("comments", "good\ngreat")]);

        Assert.Equal(areOf, OrderFields.AreOf(order, kept));
    }
}
