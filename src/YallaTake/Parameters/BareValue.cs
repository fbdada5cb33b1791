using System.Management.Automation;

namespace YallaTake.Parameters;

/// <summary>Takes what PowerShell gives out of its wrapping.</summary>
internal static class BareValue
{
    /// <summary>The value itself, whether PowerShell has wrapped it or not.</summary>
    public static object? Bare(this object? given) => given is PSObject wrapped ? wrapped.BaseObject : given;
}
