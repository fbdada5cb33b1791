namespace YallaTake.Sandboxing.Http;

/// <summary>A request whose body has arrived whole.</summary>
/// <param name="Method">The method, as sent.</param>
/// <param name="Path">The path without its query.</param>
/// <param name="Host">The host and port that the client means to ask; null when it does not say.</param>
/// <param name="Origin">The site of the page that asks, when a browser does; null otherwise.</param>
/// <param name="Body">The body, decoded from chunks if it came in chunks.</param>
/// <param name="ContentType">What the body is said to be; null when nothing is said.</param>
/// <param name="KeepAlive">Whether the client wants to use the connection again.</param>
internal sealed record HttpRequest(
    string Method, string Path, string? Host, string? Origin, byte[] Body, string? ContentType, bool KeepAlive);
