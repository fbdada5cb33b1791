using System.Net;
using System.Security;
using YallaTake.Client;
using YallaTake.Client.Requests;
using YallaTake.Client.Resilience;
using YallaTake.Client.Transport;
using YallaTake.Ledger.Entries;

namespace YallaTake;

/// <summary>Clients of panels, and how ledgers know their accounts.</summary>
internal static class TestPanels
{
    public static PanelClient Client(
        string uri, string key = "", TimeProvider? time = null, int retries = 0, HttpMessageHandler? handler = null)
    {
        using var secure = new SecureString();
        foreach (var letter in key)
            secure.AppendChar(letter);
        return new PanelClient(new PanelOptions
        {
            Uri = new Uri(uri),
            ApiKey = secure,
            Name = "panel",
            MaximumRetryCount = retries,
            Proxy = new WebProxy(),
            Time = time ?? TimeProvider.System,
            Chance = Chance.System,
            Handler = handler,
        });
    }

    /// <summary>The real key of an account, which is slow on purpose.</summary>
    public static AccountKey Key(PanelClient client, string uri, string? name = null) =>
        new(PanelAddress.Of(new Uri(uri)), name, client.Fingerprint, client.EarlierFingerprint);
}
