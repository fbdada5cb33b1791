using Newtonsoft.Json.Linq;

namespace YallaTake.Sandboxing.Panel;

/// <summary>A service as the catalogue lists it.</summary>
internal sealed record SandboxOffer(SandboxService Service, JObject Json)
{
    public string? Name => (string?)Json["name"];

    public string? Rate => (string?)Json["rate"];
}
