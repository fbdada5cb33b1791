using YallaTake.Ledger.Entries;

namespace YallaTake;

/// <summary>The field that carries a client's id of an order, and what goes out in it.</summary>
public sealed class IdempotencyFieldTests
{
    [Theory]
    [InlineData("request_id", true)]
    [InlineData("ClientOrder2", true)]
    [InlineData("", false)]
    [InlineData("request-id", false)]
    [InlineData("request id", false)]
    [InlineData("key", false)]
    [InlineData("Action", false)]
    [InlineData("service", false)]
    [InlineData("quantity", false)]
    [InlineData("Old_Posts", false)]
    [InlineData("order", false)]
    [InlineData("order_id", false)]
    [InlineData("ID", false)]
    public void A_field_has_a_name_that_neither_a_request_nor_an_answer_has(string name, bool isName) =>
        Assert.Equal(isName, IdempotencyField.IsName(name));

    [Theory]
    [InlineData("inv-1001_a.b")]
    [InlineData("00000000000000000000000000000001")]
    public void A_reference_that_any_panel_takes_whole_goes_out_as_it_is(string reference) =>
        Assert.Equal(reference, IdempotencyField.ValueFor(reference));

    [Theory]
    [InlineData("INV-1001")]
    [InlineData("a b")]
    [InlineData("größe")]
    [InlineData("000000000000000000000000000000001")]
    public void Any_other_reference_goes_out_as_its_hash(string reference)
    {
        var value = IdempotencyField.ValueFor(reference);

        Assert.Matches("^[0-9a-f]{32}$", value);
        Assert.Equal(value, IdempotencyField.ValueFor(reference));
        Assert.NotEqual(value, IdempotencyField.ValueFor(reference.ToLowerInvariant() + "x"));
        Assert.NotEqual(IdempotencyField.ValueFor("INV-1"), IdempotencyField.ValueFor("inv-1"));
    }
}
