using YallaTake.Client.Orders;

namespace YallaTake.Completion;

/// <summary>The ids of the catalogue as last read; a part of a service's name finds it too.</summary>
internal sealed class ServiceIdCompleter : Completer
{
    protected override IEnumerable<Choice> Choices(string word, Panel? panel) =>
        panel?.Catalogue.Recent?.Select(service => new Choice(
            FormattableString.Invariant($"{service.ServiceId}"),
            FormattableString.Invariant(
                $"{service.Name}: {service.Rate:0.########} {panel.Currency} {OrderEstimate.RateUnit(service.Type)}"),
            service.Name)) ?? [];
}
