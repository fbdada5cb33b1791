using System.Net;
using YallaTake.Client;
using YallaTake.Client.Orders;
using YallaTake.Client.Outcomes;
using YallaTake.Client.Resilience;
using YallaTake.Client.Transport;

namespace YallaTake;

/// <summary>An answer whose head has come and whose body cannot be opened.</summary>
public sealed class UnopenedAnswerTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task It_is_closed_and_fails_with_a_name()
    {
        using var panel = new Panel();
        using var client = panel.Client();

        var failure = await Assert.ThrowsAsync<YallaTakeException>(() => client.GetBalanceAsync(Token));

        Assert.Equal((ErrorId.PanelUnavailable, true), (failure.Id, panel.Answer!.IsDisposed));
    }

    [Fact]
    public async Task An_order_stays_open()
    {
        using var panel = new Panel();
        using var client = panel.Client();

        Assert.Equal(OutcomeKind.Unknown, (await client.AddAsync(new OrderRequest(7, []), Token)).Kind);
        Assert.True(panel.Answer!.IsDisposed);
    }

    private sealed class Panel : HttpMessageHandler
    {
        public Body? Answer { get; private set; }

        public PanelClient Client() => new(new PanelOptions
        {
            Uri = new Uri("https://panel.example/api/v2"),
            ApiKey = Keys.Secure(Keys.Plain),
            Handler = this,
            Time = TimeProvider.System,
            Chance = Chance.System,
        });

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            Task.FromResult(new HttpResponseMessage { Content = Answer = new Body() });
    }

    private sealed class Body : HttpContent
    {
        public bool IsDisposed { get; private set; }

        protected override Task<Stream> CreateContentReadStreamAsync() => throw new IOException("It broke.");

        protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => throw new IOException("It broke.");

        protected override bool TryComputeLength(out long length)
        {
            length = 0;
            return false;
        }

        protected override void Dispose(bool disposing)
        {
            IsDisposed = true;
            base.Dispose(disposing);
        }
    }
}
