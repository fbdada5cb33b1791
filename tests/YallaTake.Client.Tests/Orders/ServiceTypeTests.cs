using YallaTake.Client.Orders;

namespace YallaTake;

public sealed class ServiceTypeTests
{
    [Fact]
    public void Every_type_of_the_API_document_is_there_with_its_fields() =>
        Assert.Equal(
            OrderTable.Types.Select(row => $"{row.Type}: {string.Join(' ', row.Required)} [{string.Join(' ', row.Optional)}]"),
            ServiceType.All.Select(type => $"{type.Name}: {string.Join(' ', type.Required)} [{string.Join(' ', type.Optional)}]"));

    [Theory]
    [InlineData("default", "Default")]
    [InlineData("custom_comments", "Custom Comments")]
    [InlineData("CUSTOM COMMENTS PACKAGE", "Custom Comments Package")]
    [InlineData("MentionsUserFollowers", "Mentions User Followers")]
    [InlineData("invites-from-groups", "Invites from Groups")]
    [InlineData(" Poll ", "Poll")]
    public void A_type_is_found_in_any_spelling(string spelling, string name) => Assert.Equal(name, ServiceType.Find(spelling)?.Name);

    [Theory]
    [InlineData("")]
    [InlineData("Live Stream")]
    [InlineData("Defaults")]
    public void A_type_of_a_panels_own_is_not_known(string name) => Assert.Null(ServiceType.Find(name));
}
