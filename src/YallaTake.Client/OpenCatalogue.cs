using Newtonsoft.Json;
using YallaTake.Client.Answers;
using YallaTake.Client.Secrets;
using YallaTake.Client.Transport;

namespace YallaTake.Client;

/// <summary>A catalogue that has begun to arrive: its services, and all that must be closed after the last.</summary>
internal sealed class OpenCatalogue : IDisposable
{
    private readonly PanelAnswer _answer;
    private readonly RevealedKey _key;
    private readonly JsonTextReader _reader;
    private readonly ServicesAnswer _services;

    public OpenCatalogue(PanelAnswer answer, string? panel, RevealedKey key)
    {
        (_answer, _key) = (answer, key);
        _reader = AnswerJson.Reader(answer.Text);
        _services = new ServicesAnswer(_reader, panel, key);
    }

    /// <summary>Reads as far as the first service, or to the panel's refusal.</summary>
    public async Task EnterAsync(CancellationToken cancellationToken)
    {
        if (!_answer.IsSuccess)
            throw FailedAnswer.Describe(_answer.StatusCode, _answer.Wait, await _answer.ReadToEndAsync().ConfigureAwait(false), _key);

        await _services.EnterAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Which rows were left out, in a sentence for the user, once all are read; null when none was.</summary>
    public string? LeftOut => _services.LeftOut;

    public IAsyncEnumerable<Service> ReadAsync(CancellationToken cancellationToken) => _services.ReadAsync(cancellationToken);

    public void Dispose()
    {
        ((IDisposable)_reader).Dispose();
        _answer.Dispose();
        _key.Dispose();
    }
}
