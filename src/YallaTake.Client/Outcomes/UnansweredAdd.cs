using System.Net.Sockets;
#if !NET
using System.Net;
using System.Security.Authentication;
#endif

namespace YallaTake.Client.Outcomes;

/// <summary>
/// Decides from a failure without an answer, and from whether any bytes left, what became of an <c>add</c>:
/// what is not listed as surely not sent is Unknown.
/// </summary>
internal static class UnansweredAdd
{
    public static OrderOutcome Outcome(YallaTakeException failure)
    {
        if (failure is not { NothingLeft: true, InnerException: { } cause })
            return OrderOutcome.Unknown(failure);

        return NeverConnected(cause) ? OrderOutcome.NotSent(failure, mayRepeat: true)
            : NeverSecured(cause) ? OrderOutcome.NotSent(failure)
            : OrderOutcome.Unknown(failure);
    }

    private static bool NeverConnected(Exception cause) =>
#if NET
        cause is HttpRequestException { HttpRequestError: HttpRequestError.NameResolutionError }
        || (cause is HttpRequestException { HttpRequestError: HttpRequestError.ConnectionError }
            && cause.GetBaseException() is SocketException { SocketErrorCode: SocketError.ConnectionRefused });
#else
        cause.GetBaseException() is SocketException { SocketErrorCode: SocketError.ConnectionRefused or SocketError.HostNotFound }
        || Find<WebException>(cause) is
        {
            Status: WebExceptionStatus.NameResolutionFailure or WebExceptionStatus.ProxyNameResolutionFailure
        };
#endif

    // The TLS handshake failed, or the proxy refused to connect.
    private static bool NeverSecured(Exception cause) =>
#if NET
        cause is HttpRequestException { HttpRequestError: HttpRequestError.SecureConnectionError or HttpRequestError.ProxyTunnelError };
#else
        Find<AuthenticationException>(cause) is not null
        || Find<WebException>(cause) is
        {
            Status: WebExceptionStatus.TrustFailure or WebExceptionStatus.SecureChannelFailure or WebExceptionStatus.ProtocolError
        };

    private static T? Find<T>(Exception? exception)
        where T : Exception
    {
        while (exception is not (null or T))
            exception = exception.InnerException;
        return (T?)exception;
    }
#endif
}
