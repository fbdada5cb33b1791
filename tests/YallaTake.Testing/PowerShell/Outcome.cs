using System.Management.Automation;

namespace YallaTake;

/// <summary>What a person reads of errors.</summary>
public static class ErrorText
{
    /// <summary>The message, and the recommendation that PowerShell shows below it.</summary>
    public static string Read(this ErrorRecord error) => $"{error} {error.ErrorDetails?.RecommendedAction}";
}

/// <summary>What a script gave and said.</summary>
public sealed record Outcome(
    IReadOnlyList<PSObject> Output,
    IReadOnlyList<ErrorRecord> Errors,
    IReadOnlyList<string> Warnings,
    IReadOnlyList<string> Verbose,
    ErrorRecord? Terminating,
    bool WasStopped)
{
    public IReadOnlyList<object?> Values => [.. Output.Select(output => output?.BaseObject)];

    public Outcome ThrowIfFailed()
    {
        if ((Terminating ?? (Errors.Count > 0 ? Errors[0] : null)) is { } error)
            Assert.Fail($"{error.FullyQualifiedErrorId}: {error}");
        return this;
    }

    /// <summary>The only error: one that left the pipeline going.</summary>
    public ErrorRecord Error(string id)
    {
        Assert.Null(Terminating);
        return Known(Assert.Single(Errors), id);
    }

    /// <summary>The error that ended the pipeline.</summary>
    public ErrorRecord End(string id)
    {
        Assert.NotNull(Terminating);
        return Known(Terminating, id);
    }

    private static ErrorRecord Known(ErrorRecord error, string id)
    {
        Assert.StartsWith(id + ",", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        return error;
    }
}
