namespace YallaTake.Sandboxing.Http;

/// <summary>A request that cannot be read.</summary>
internal sealed class HttpProblem(int status, string message) : Exception(message)
{
    /// <summary>The HTTP status to answer with.</summary>
    public int Status { get; } = status;
}
