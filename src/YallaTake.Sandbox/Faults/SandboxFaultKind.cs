namespace YallaTake.Sandboxing.Faults;

/// <summary>What goes wrong with a request, and whether the panel acts on it all the same.</summary>
internal enum SandboxFaultKind
{
    /// <summary>
    /// A new connection is reset before its first request is read. Not acted on; it strikes connections, whatever they are for.
    /// </summary>
    Refuse,

    /// <summary>The connection is closed without an answer. Not acted on.</summary>
    DropBefore,

    /// <summary>The connection is closed without an answer. Acted on.</summary>
    DropAfter,

    /// <summary>
    /// The connection is closed without an answer. Acted on five minutes later, by the time that orders live by: an order then has the
    /// next id of that time.
    /// </summary>
    DropLate,

    /// <summary>No answer ever comes. Not acted on.</summary>
    Hang,

    /// <summary>No answer ever comes. Acted on.</summary>
    HangAfter,

    /// <summary>The answer comes in drips over about two seconds. Acted on.</summary>
    Slow,

    /// <summary>HTTP 429 with <c>Retry-After: 1</c>. Not acted on.</summary>
    Http429,

    /// <summary>HTTP 429 that does not say how long to wait. Not acted on.</summary>
    Http429Bare,

    /// <summary>HTTP 500. Not acted on.</summary>
    Http500,

    /// <summary>HTTP 500. Acted on.</summary>
    Http500After,

    /// <summary>A gateway's page with HTTP 502: the panel took too long. Acted on.</summary>
    Http502,

    /// <summary>A maintenance page with HTTP 200 in place of the JSON. Acted on.</summary>
    Html,

    /// <summary>The first half of the JSON, as if it were all. Acted on.</summary>
    Truncated,

    /// <summary>The right JSON, said to be <c>text/html</c>. Acted on.</summary>
    WrongType,

    /// <summary>The head promises more bytes than come before the connection is closed. Acted on.</summary>
    WrongLength,

    /// <summary>Random bytes in place of the JSON. Acted on.</summary>
    Garbage,

    /// <summary>A text without end, packed a thousandfold with gzip. Acted on.</summary>
    GzipBomb,

    /// <summary>A catalogue without end in place of the JSON. Acted on.</summary>
    Endless,

    /// <summary>A hundred thousand arrays within one another in place of the JSON. Acted on.</summary>
    DeepNesting,

    /// <summary>Every number of the JSON has four hundred digits. Acted on.</summary>
    HugeNumbers,

    /// <summary>Every field of the JSON comes a second time, as null. Acted on.</summary>
    DuplicateKeys,

    /// <summary>The last text of the JSON ends with bytes that are not UTF-8. Acted on.</summary>
    InvalidUtf8,

    /// <summary>A byte order mark stands before the JSON. Acted on.</summary>
    ByteOrderMark,

    /// <summary>Any HTTP status and body: <c>AnswerAfter=504 {"error":"Gateway timeout"}</c>. Acted on.</summary>
    AnswerAfter,
}
