using YallaTake.Ledger.Catalogues;

namespace YallaTake;

/// <summary>What a catalogue is compared by, and when it is not believed.</summary>
public sealed class CatalogueDifferenceTests
{
    [Fact]
    public void A_price_that_is_written_otherwise_is_the_same()
    {
        Assert.Equal(ServiceContent.Of(Service(rate: 0.5m)), ServiceContent.Of(Service(rate: 0.5000m)));
        Assert.NotEqual(ServiceContent.Of(Service(rate: 0.5m)), ServiceContent.Of(Service(rate: 0.50001m)));
    }

    [Fact]
    public void What_moves_from_one_text_to_the_next_is_a_change()
    {
        Assert.NotEqual(ServiceContent.Of(Service("ab", "c")), ServiceContent.Of(Service("a", "bc")));
    }

    [Theory]
    [InlineData(0, 0, false)]
    [InlineData(10, 0, true)]
    [InlineData(10, 4, true)]
    [InlineData(10, 5, false)]
    [InlineData(10, 25, false)]
    public void A_catalogue_without_more_than_half_of_its_services_is_doubtful(int before, int after, bool isDoubtful)
    {
        var known = Enumerable.Range(1, before).ToDictionary(id => $"{id}", _ => 0L);
        var services = Enumerable.Range(1, after).Select(id => Service(id: id));

        Assert.Equal(isDoubtful, Difference(known, services).IsDoubtful(isFirst: false));
    }

    [Fact]
    public void The_last_of_two_services_with_one_id_counts()
    {
        var known = new Dictionary<string, long> { ["1"] = ServiceContent.Of(Service("one")) };

        var difference = Difference(known, [Service("one"), Service("two")]);

        Assert.Equal("two", Assert.Single(difference.Changed).Name);
    }

    [Fact]
    public void Services_under_other_ids_are_counted_by_category_and_name_as_often_as_they_are_there()
    {
        Service[] before =
        [
            Service("Likes 10", id: 10), Service("Likes 11", id: 11), Service("Views 12", id: 12), Service("Likes 13", "else", id: 13),
        ];
        var known = before.ToDictionary(service => $"{service.ServiceId}", ServiceContent.Of);

        var difference = Difference(
            known, [Service("Likes 20", id: 20), Service("Views 21", id: 21), Service("Views 22", id: 22)]);

        Assert.Equal(2, difference.CountRenumbered(before));
    }

    private static CatalogueDifference Difference(IReadOnlyDictionary<string, long> known, IEnumerable<Service> services)
    {
        var difference = new CatalogueDifference(known);
        foreach (var service in services)
            difference.Add(service);
        return difference;
    }

    private static Service Service(string name = "Likes", string category = "Instagram", decimal rate = 1, long id = 1) =>
        new() { ServiceId = id, Name = name, Type = "Default", Category = category, Rate = rate };
}
