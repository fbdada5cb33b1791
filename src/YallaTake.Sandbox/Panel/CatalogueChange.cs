using System.Globalization;
using Newtonsoft.Json.Linq;

namespace YallaTake.Sandboxing.Panel;

/// <summary>A change of the catalogue.</summary>
/// <param name="Time">When it happened, by the panel's clock.</param>
/// <param name="Kind">Its name, as Get-YtServiceChange has it.</param>
/// <param name="Service">The service that changed.</param>
/// <param name="Name">The service's name.</param>
/// <param name="Before">The rate, or the maximum of changed limits, before; null for a service that was not there.</param>
/// <param name="After">The same after; null for a service that is gone.</param>
internal sealed record CatalogueChange(
    DateTimeOffset Time, string Kind, SandboxService Service, string? Name, string? Before, string? After)
{
    public JObject ToJson() => new()
    {
        ["time"] = Time.ToString("o", CultureInfo.InvariantCulture),
        ["kind"] = Kind,
        ["service"] = Service.IdValue,
        ["name"] = Name,
        ["before"] = Before,
        ["after"] = After,
    };
}
