using System.Net;

namespace YallaTake;

/// <summary>
/// Answers in place of the network: a catalogue, a balance of 100 USD, and orders by what a test says ("429" stands for that status).
/// </summary>
internal sealed class TestPanel(Func<string, Task<string>> add) : HttpMessageHandler
{
    private int _adds;

    public TestPanel(Func<string, string> add)
        : this(form => Task.FromResult(add(form)))
    {
    }

    public TestPanel(string answer)
        : this(_ => answer)
    {
    }

    /// <summary>The answer to <c>services</c>.</summary>
    public string Services { get; init; } =
        """
        [{"service":7,"name":"Likes","type":"Default","category":"Likes","rate":"1","min":"1","max":"1000000","refill":true,"cancel":true}]
        """;

    /// <summary>The answer to <c>balance</c>.</summary>
    public string Balance { get; init; } = """{"balance":"100","currency":"USD"}""";

    /// <summary>How many times the balance was asked for.</summary>
    public int Balances { get; private set; }

    /// <summary>How many orders were sent.</summary>
    public int Adds => _adds;

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var form = await request.Content!.ReadAsStringAsync(cancellationToken);
        var text = form switch
        {
            _ when form.Contains("action=services", StringComparison.Ordinal) => Services,
            _ when form.Contains("action=balance", StringComparison.Ordinal) => SayBalance(),
            _ => await OrderAsync(form),
        };
        var answer = new HttpResponseMessage(
            text == "429" ? HttpStatusCode.TooManyRequests : HttpStatusCode.OK)
        {
            Content = new StringContent(
                text == "429" ? string.Empty : text)
        };
        if (text == "429")
            answer.Headers.Add("Retry-After", "1");
        return answer;
    }

    private string SayBalance()
    {
        Balances++;
        return Balance;
    }

    private Task<string> OrderAsync(string form)
    {
        Interlocked.Increment(ref _adds);
        return add(form);
    }
}
