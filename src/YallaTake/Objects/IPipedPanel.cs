using System.Management.Automation;

namespace YallaTake;

/// <summary>A panel that is connected, or one that is registered, as the pipeline gives it to <c>-Panel</c>.</summary>
public interface IPipedPanel
{
    /// <summary>What <c>-Panel</c>, which binds by this name, takes. No list or export shows it.</summary>
    [Hidden]
    object Panel { get; }
}
