namespace YallaTake;

/// <summary>What goes wrong with a request, and whether the panel acts on it all the same.</summary>
public enum SandboxFaultKind
{
    /// <summary>The connection is closed without an answer. Not acted on.</summary>
    DropBefore,

    /// <summary>The connection is closed without an answer. Acted on.</summary>
    DropAfter,

    /// <summary>No answer ever comes. Not acted on.</summary>
    Hang,

    /// <summary>No answer ever comes. Acted on.</summary>
    HangAfter,

    /// <summary>HTTP 429 with <c>Retry-After: 1</c>. Not acted on.</summary>
    Http429,

    /// <summary>HTTP 500. Not acted on.</summary>
    Http500,

    /// <summary>HTTP 500. Acted on.</summary>
    Http500After,

    /// <summary>A maintenance page with HTTP 200 in place of the JSON. Acted on.</summary>
    Html,

    /// <summary>The first half of the JSON, as if it were all. Acted on.</summary>
    Truncated,

    /// <summary>The answer comes in drips over about two seconds. Acted on.</summary>
    Slow,
}
