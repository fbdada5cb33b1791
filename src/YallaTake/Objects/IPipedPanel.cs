using System.Management.Automation;

namespace YallaTake;

/// <summary>A panel that is connected, or one that is registered, as the pipeline gives it to <c>-Panel</c>.</summary>
public interface IPipedPanel
{
    /// <summary>The value for <c>-Panel</c>, which binds by this name. Lists, CSV and JSON do not show it.</summary>
    [Hidden]
    object Panel { get; }
}
