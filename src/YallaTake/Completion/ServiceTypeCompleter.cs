using System.Management.Automation;
using YallaTake.Client.Orders;

namespace YallaTake.Completion;

/// <summary>The types of the catalogue as last read, else those that the API knows.</summary>
internal sealed class ServiceTypeCompleter : Completer
{
    protected override IEnumerable<Choice> Choices(string word, Panel? panel) =>
        from type in panel?.Catalogue.Recent?.Select(service => service.Type) ?? ServiceType.All.Select(type => type.Name)
        group type by type into types
        let known = ServiceType.Find(types.Key)
        select new Choice(WildcardPattern.Escape(types.Key), known is null ? null : $"{types.Key}: {string.Join(", ", known.Required)}");
}
