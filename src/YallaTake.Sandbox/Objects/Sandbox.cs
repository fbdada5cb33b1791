using System.Net.Sockets;
using YallaTake.Sandboxing;
using YallaTake.Sandboxing.Dialects;
using YallaTake.Sandboxing.Http;
using YallaTake.Sandboxing.Panel;

namespace YallaTake;

/// <summary>A panel on this machine that answers API v2 over HTTP, with orders, refills and money of its own.</summary>
public sealed class Sandbox : IDisposable
{
    private readonly SandboxOptions _options;
    private readonly SandboxPanel _panel;
    private readonly SandboxEndpoint _endpoint;
    private readonly HttpServer _server;

    private Sandbox(SandboxOptions options, Func<DateTimeOffset> clock)
    {
        _ = options ?? throw new ArgumentNullException(nameof(options));
        options.Check();
        _options = options;
        StartedAt = clock();
        var dialect = new DialectWriter(options.Dialect, options.Seed);
        _panel = new SandboxPanel(options, SandboxCatalogue.For(options, dialect), dialect, clock);
        _endpoint = new SandboxEndpoint(options, _panel, dialect);
        _server = new HttpServer(options.Port, _endpoint.Admit, _endpoint.AnswerAsync);
    }

    /// <summary>The address of the API, such as <c>http://127.0.0.1:5080/api/v2</c>.</summary>
    public Uri Uri => new($"http://127.0.0.1:{Port}{SandboxOptions.ApiPath}");

    /// <summary>The TCP port that the sandbox listens on.</summary>
    public int Port => _server.Port;

    /// <summary>The API key that the sandbox accepts.</summary>
    public string ApiKey => _options.ApiKey;

    /// <summary>How many times faster than the wall clock orders and refills live.</summary>
    public double TimeScale => _options.TimeScale;

    /// <summary>The shapes in which it answers: a <see cref="SandboxDialect"/> by its name.</summary>
    public string Dialect => _options.Dialect.ToString();

    /// <summary>How many services the catalogue lists.</summary>
    public int ServiceCount => _panel.ServiceCount;

    /// <summary>What is in the account now, in <see cref="Currency"/>.</summary>
    public decimal Balance => _panel.Balance;

    /// <summary>The account's currency.</summary>
    public string Currency => _options.Currency;

    /// <summary>How many orders were placed, those of subscriptions included.</summary>
    public int OrderCount => _panel.OrderCount;

    /// <summary>How many API requests arrived, those that a fault struck included.</summary>
    public long RequestCount => _endpoint.RequestCount;

    /// <summary>When the sandbox was started.</summary>
    public DateTimeOffset StartedAt { get; }

    /// <summary>Whether the sandbox still answers.</summary>
    public bool IsRunning => !_server.Completion.IsCompleted;

    /// <summary>Completes when the sandbox was stopped.</summary>
    internal Task WhenStopped() => _server.Completion;

    /// <summary>Starts a sandbox; it answers when this returns.</summary>
    /// <param name="options">How to set it up.</param>
    /// <param name="clock">The time that it lives by; the machine's own when not given.</param>
    /// <exception cref="ArgumentException">An option is outside its range.</exception>
    /// <exception cref="IOException">The catalogue file cannot be read.</exception>
    /// <exception cref="InvalidDataException">The catalogue file is not a <c>services</c> answer.</exception>
    /// <exception cref="InvalidOperationException">The port is taken.</exception>
    internal static Sandbox Start(SandboxOptions options, Func<DateTimeOffset>? clock = null)
    {
        try
        {
            return new Sandbox(options, clock ?? (() => DateTimeOffset.UtcNow));
        }
        catch (SocketException e)
        {
            throw new InvalidOperationException(
                $"The sandbox cannot listen on port {options.Port}: {e.Message}. Choose another port, or 0 for a free one.", e);
        }
    }

    /// <summary>Stops answering and closes every connection. What happened can still be read from this object.</summary>
    public void Dispose() => _server.Dispose();

    /// <summary>The address of the API.</summary>
    public override string ToString() => Uri.ToString();
}
