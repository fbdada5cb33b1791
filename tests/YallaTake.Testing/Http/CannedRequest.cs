namespace YallaTake;

/// <summary>A request as it came over the wire.</summary>
public sealed record CannedRequest(string Head, string Body)
{
    public string Line => Head.Split("\r\n")[0];

    /// <summary>The value of a header that stands there once; null when it is absent.</summary>
    public string? Header(string name) => Head.Split("\r\n")
        .SingleOrDefault(line => line.StartsWith(name + ":", StringComparison.OrdinalIgnoreCase))?[(name.Length + 1)..].Trim();
}
