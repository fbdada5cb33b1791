using System.Net;
using System.Security.Cryptography.X509Certificates;
using YallaTake.Client.Orders;
using YallaTake.Client.Outcomes;

namespace YallaTake;

/// <summary>The key goes to the panel whose name is in a valid certificate, and to nobody else.</summary>
public sealed class TlsTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_good_certificate_is_accepted()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Only Linux lets a process trust an authority of its own.");
        using var certificate = TestAuthority.Issue("127.0.0.1");
        await using var server = new CannedServer(IPAddress.Loopback, certificate, CannedAnswer.Of("""{"order":1}"""));
        using var client = server.Client();

        Assert.Equal("1", (await client.AddAsync(new OrderRequest(7, []), Token)).OrderId);
    }

    [Fact]
    public async Task An_expired_one_is_refused() =>
        await AssertRefusedAsync(TestAuthority.Issue("127.0.0.1", expired: true), "NotTimeValid");

    [Fact]
    public async Task One_of_another_host_is_refused() =>
        await AssertRefusedAsync(TestAuthority.Issue("panel.example"), "RemoteCertificateNameMismatch");

    [Fact]
    public async Task One_that_nobody_vouches_for_is_refused() =>
        await AssertRefusedAsync(TestAuthority.SelfSigned("127.0.0.1"), "UntrustedRoot");

    private static async Task AssertRefusedAsync(X509Certificate2 certificate, string reason)
    {
        using (certificate)
        {
            await using var server = new CannedServer(IPAddress.Loopback, certificate, CannedAnswer.Of("""{"order":1}"""));
            using var client = server.Client();

            var outcome = await client.AddAsync(new OrderRequest(7, []), Token);

            Assert.Equal((OutcomeKind.NotSent, false, ErrorId.PanelUnavailable), (outcome.Kind, outcome.MayRepeat, outcome.Failure!.Id));
            Assert.Contains(reason, outcome.Failure.Message, StringComparison.Ordinal);
            Assert.Empty(server.Requests);
        }
    }
}
