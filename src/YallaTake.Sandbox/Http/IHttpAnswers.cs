namespace YallaTake.Sandboxing.Http;

/// <summary>Answers the connections and requests of an <see cref="HttpServer"/>.</summary>
internal interface IHttpAnswers
{
    /// <summary>Whether a new connection is served; if not, it is reset.</summary>
    bool Admit();

    Task<HttpResponse> AnswerAsync(HttpRequest request, CancellationToken stopping);
}
