namespace YallaTake.Sandboxing.Http;

/// <summary>A request that is not fit to be read on; the connection ends with its answer.</summary>
internal sealed class HttpProblem(int status, string message) : Exception(message)
{
    /// <summary>The HTTP status to answer with.</summary>
    public int Status { get; } = status;
}
