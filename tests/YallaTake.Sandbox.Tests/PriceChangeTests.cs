using Newtonsoft.Json.Linq;
using YallaTake.Sandboxing.Panel;

namespace YallaTake;

/// <summary>A catalogue that changes as time passes.</summary>
public sealed class PriceChangeTests
{
    [Fact]
    public async Task A_catalogue_changes_only_when_asked_to()
    {
        using var panel = new RunningSandbox(new SandboxOptions());
        var before = await panel.AskAsync("services");
        panel.Pass(minutes: 10_000);

        Assert.True(JToken.DeepEquals(before, await panel.AskAsync("services")));
        Assert.Empty((await panel.StateAsync())["catalogueChanges"]!);
    }

    [Theory]
    [InlineData(null)]
    [InlineData(10)]
    [InlineData(1)]
    public async Task What_changed_is_told_and_is_all_that_changed(int? count)
    {
        using var panel = new RunningSandbox(new SandboxOptions { PriceChanges = 2, ServiceCount = count });
        var services = await panel.AskAsync("services");
        var (rates, maxima) = (ById(services, "rate"), ById(services, "max"));
        panel.Pass(minutes: 250);

        var state = await panel.StateAsync();
        var changes = state["catalogueChanges"]!.ToArray();
        foreach (var change in changes)
        {
            var changed = (string)change["kind"]! == "LimitsChanged" ? maxima : rates;
            var service = (long)change["service"]!;
            if (changed == rates || changed.ContainsKey(service)) // the limits of a service that is new are not told
                Assert.Equal((string?)change["before"], changed.GetValueOrDefault(service));
            if ((string?)change["after"] is { } after)
                changed[service] = after;
            else
                changed.Remove(service);
        }

        services = await panel.AskAsync("services");
        Assert.Equal(ById(services, "rate").OrderBy(rate => rate.Key), rates.OrderBy(rate => rate.Key));
        Assert.All(ById(services, "max"), max => Assert.Equal(max.Value, maxima.GetValueOrDefault(max.Key, max.Value)));
        Assert.Equal(rates.Count, panel.Sandbox.ServiceCount);
        Assert.Equal(changes.Length, (long)state["catalogueChangeCount"]!);
        Assert.InRange(changes.Length, 300, 500); // what would change nothing is not one
        Assert.Equal(changes.OrderBy(change => (string)change["time"]!, StringComparer.Ordinal), changes);
        Assert.Equal(
            ["Added", "LimitsChanged", "RateLowered", "RateRaised", "Removed", "Returned"],
            changes.Select(change => (string)change["kind"]!).Distinct().Order());
    }

    [Fact]
    public async Task An_order_costs_what_the_catalogue_says_now_and_keeps_its_charge()
    {
        using var panel = new RunningSandbox(new SandboxOptions { PriceChanges = 5, ServiceCount = 20, Balance = 1_000_000 });
        var charges = new Dictionary<long, decimal>();
        var rates = new HashSet<decimal>();
        for (var i = 0; i < 40; i++)
        {
            panel.Pass(minutes: 1);
            var service = (await panel.AskAsync("services")).First(offer => (string?)offer["type"] == "Default");
            var order = await panel.OrderAsync((int)service["service"]!, "link=https://example.com/p/1", $"quantity={service["min"]}");
            charges[order] = (decimal)service["rate"]! * (int)service["min"]! / 1000;
            rates.Add((decimal)service["rate"]!);
        }

        Assert.True(rates.Count > 1);
        var state = await panel.StateAsync();
        Assert.Equal(charges, state["orders"]!.ToDictionary(order => (long)order["order"]!, order => (decimal)order["charge"]!));
        Assert.Equal(
            1_000_000 - charges.Values.Sum() + state["orders"]!.Sum(order => (decimal)order["refunded"]!), (decimal)state["balance"]!);
    }

    [Fact]
    public async Task A_service_that_is_gone_is_not_sold_and_one_that_returned_is()
    {
        using var panel = new RunningSandbox(new SandboxOptions { PriceChanges = 5, ServiceCount = 20 });
        var (gone, returned) = (0, 0);
        for (var i = 0; i < 60; i++)
        {
            panel.Pass(minutes: 1);
            var listed = ById(await panel.AskAsync("services"), "rate");
            var changes = (await panel.StateAsync())["catalogueChanges"]!;
            if (changes.LastOrDefault(change => (string?)change["kind"] is "Removed" or "Returned") is not { } last)
                continue;
            var service = (long)last["service"]!;
            var isListed = (string?)last["kind"] == "Returned";
            Assert.Equal(isListed, listed.ContainsKey(service));
            Assert.Equal(!isListed, await panel.ErrorAsync("add", $"service={service}") == "Incorrect service ID");
            _ = isListed ? returned++ : gone++;
        }

        Assert.True(gone > 0 && returned > 0, $"{gone} gone, {returned} returned");
    }

    [Fact]
    public async Task Changes_depend_on_the_seed_and_not_on_who_looks()
    {
        var looked = await CatalogueAsync(seed: 4, look: true);

        Assert.Equal(looked, await CatalogueAsync(seed: 4, look: false));
        Assert.NotEqual(looked, await CatalogueAsync(seed: 5, look: false));

        static async Task<string> CatalogueAsync(int seed, bool look)
        {
            using var panel = new RunningSandbox(new SandboxOptions { PriceChanges = 1, TimeScale = 60, Seed = seed });
            for (var i = 0; i < 10; i++)
            {
                panel.Pass(minutes: 0.1);
                if (look)
                    await panel.AskAsync("services");
            }

            return (await panel.AskAsync("services")).ToString();
        }
    }

    [Fact]
    public async Task After_ages_the_catalogue_is_still_there()
    {
        using var panel = new RunningSandbox(new SandboxOptions { PriceChanges = 10_000, ServiceCount = 3, Balance = 1_000_000 });
        panel.Pass(minutes: 1e9);

        var state = await panel.StateAsync();

        Assert.NotEmpty(await panel.AskAsync("services"));
        Assert.Equal(1000, state["catalogueChanges"]!.Count());
        Assert.True((long)state["catalogueChangeCount"]! > 1000);
    }

    [Fact]
    public async Task An_id_that_repeats_in_the_file_is_listed_once_when_prices_change()
    {
        var path = Path.GetTempFileName();
        await File.WriteAllTextAsync(
            path, """[{"service":7,"rate":1},{"service":8,"rate":"1"},{"service":7,"rate":2.5}]""", TestContext.Current.CancellationToken);
        using var panel = new RunningSandbox(new SandboxOptions { Catalogue = path, PriceChanges = 1 });
        File.Delete(path);

        var rates = ById(await panel.AskAsync("services"), "rate");
        Assert.Equal("7: 2.5, 8: 1", string.Join(", ", rates.Select(rate => $"{rate.Key}: {rate.Value}")));
    }

    private static Dictionary<long, string> ById(JToken services, string field) =>
        services.ToDictionary(offer => (long)offer["service"]!, offer => (string)offer[field]!);
}
