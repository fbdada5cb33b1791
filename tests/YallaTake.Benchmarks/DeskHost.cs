using System.Diagnostics;
using System.Globalization;
using System.Security;
using YallaTake.Client;
using YallaTake.Client.Orders;
using YallaTake.Client.Resilience;
using YallaTake.Client.Transport;
using YallaTake.Ledger;
using YallaTake.Ledger.Desk;

namespace YallaTake;

/// <summary>A process that places orders by way of a desk, without a cmdlet: in a ledger, or in one that remembers nothing.</summary>
internal static class DeskHost
{
    /// <summary>The ledger that remembers nothing.</summary>
    public const string None = "none";

    private const string Option = "--desk-host";

    // The compiler works on in the background.
    private const int WarmUps = 3000;

    /// <summary>What a child process is for: so many orders, their milliseconds on standard output. False in any other process.</summary>
    public static bool RunAsChild(string[] arguments)
    {
        if (arguments is not [Option, var uri, var key, var ledger, var orders, var atOnce])
            return false;

        var milliseconds = PlaceAsync(new Uri(uri), key, ledger, Number(orders), Number(atOnce)).GetAwaiter().GetResult();
        Console.WriteLine(milliseconds.ToString(CultureInfo.InvariantCulture));
        return true;
    }

    /// <summary>How long so many orders take.</summary>
    public static TimeSpan Run(Uri uri, string key, string ledger, int orders, int atOnce)
    {
        using var process = Process.Start(
            new ProcessStartInfo(
                "dotnet",
                [
                    typeof(DeskHost).Assembly.Location, Option, uri.ToString(), key, ledger, orders.ToString(CultureInfo.InvariantCulture),
                    atOnce.ToString(CultureInfo.InvariantCulture),
                ])
            { RedirectStandardOutput = true })!;
        var told = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return TimeSpan.FromMilliseconds(double.Parse(told, CultureInfo.InvariantCulture));
    }

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);

    private static async Task<double> PlaceAsync(Uri uri, string key, string location, int orders, int atOnce)
    {
        using var secret = new SecureString();
        foreach (var letter in key)
            secret.AppendChar(letter);
        using var client = new PanelClient(
            new PanelOptions { Uri = uri, ApiKey = secret, Name = "panel", Time = TimeProvider.System, Chance = Chance.System });
        using OrderLedger ledger = location == None ? new NoLedger("panel", TimeProvider.System) : LedgerHost.Open(location);
        var desk = new OrderDesk(
            client,
            new Catalogue(client, TimeProvider.System),
            ledger,
            new OrderDeskSettings("panel", "USD", null, TimeSpan.FromSeconds(60)),
            TimeProvider.System,
            Chance.System);
        await PlaceAsync(desk, WarmUps, atOnce).ConfigureAwait(false);
        var begun = Stopwatch.GetTimestamp();
        await PlaceAsync(desk, orders, atOnce).ConfigureAwait(false);
        return Stopwatch.GetElapsedTime(begun).TotalMilliseconds;
    }

    private static async Task PlaceAsync(OrderDesk desk, int orders, int atOnce)
    {
        using var slots = new SemaphoreSlim(atOnce);
        var placing = new List<Task>();
        for (var number = 0; number < orders; number++)
        {
            await slots.WaitAsync().ConfigureAwait(false);
            placing.Add(PlaceAsync(desk, FormattableString.Invariant($"https://example.com/{number}"), slots));
        }

        await Task.WhenAll(placing).ConfigureAwait(false);
    }

    private static async Task PlaceAsync(OrderDesk desk, string link, SemaphoreSlim slots)
    {
        var request = new OrderRequest(1, [new("link", link), new("quantity", "100")]);
        var check = await desk.CheckAsync(request, new OrderTerms(), counted: null, default).ConfigureAwait(false);
        var isFree = false;
        void Free()
        {
            isFree = true;
            slots.Release();
        }

        var result = await desk.PlaceAsync(check.Intent!, default, Free).ConfigureAwait(false);
        if (result.Order is null)
            throw result.Problem!;

        // Without a ledger nobody is told of the answer before its outcome is there.
        if (!isFree)
            slots.Release();
    }
}
