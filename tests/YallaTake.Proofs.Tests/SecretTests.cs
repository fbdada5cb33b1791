using System.Security.Cryptography;
using System.Text;

namespace YallaTake;

/// <summary>Who gets hold of a ledger has not got hold of the key, nor of a quick way to try keys.</summary>
public sealed class SecretTests
{
    [Fact]
    public async Task Neither_the_key_nor_a_quick_hash_of_it_is_in_the_ledgers_files()
    {
        using var market = new Market(latency: 20);
        using (var run = market.Place("order", 200))
        {
            // Killed, it leaves SQLite's side files behind.
            Assert.Equal("started", await run.ReadLineAsync());
            while (!run.HasExited && (await market.SoldAsync()).Count < 20)
                await Task.Delay(20, TestContext.Current.CancellationToken);
            run.Kill();
        }

        var files = market.LedgerFiles;
        Assert.Equal(3, files.Length);
        var traces = Traces(market.Uri).ToArray();
        foreach (var file in files)
        {
            var bytes = await File.ReadAllBytesAsync(file, TestContext.Current.CancellationToken);
            Assert.All(
                traces, trace => Assert.True(bytes.AsSpan().IndexOf(trace.Bytes) < 0, $"{Path.GetFileName(file)} holds {trace.Name}."));
        }

        Proof.Tell($"secret: {traces.Length} traces of the key, none of them in {string.Join(", ", files.Select(Path.GetFileName))}.");
    }

    // Beginnings are enough: a hash may be cut.
    private static IEnumerable<(string Name, byte[] Bytes)> Traces(string uri)
    {
        var key = Market.Key;
        foreach (var (name, text) in Spellings("the key", Encoding.UTF8.GetBytes(key)).Append(
            ("the key in hex", Convert.FromHexString(key))))
            yield return (name, text);

        string[] separators = ["", "|", ":", "\n", "\0", " "];
        string[] joined = [key, .. separators.SelectMany(separator => new[] { key + separator + uri, uri + separator + key })];
        (string Name, Func<byte[], byte[]> Hash)[] hashes =
        [
            ("MD5", MD5.HashData),
            ("SHA-1", SHA1.HashData),
            ("SHA-256", SHA256.HashData),
            ("SHA-384", SHA384.HashData),
            ("SHA-512", SHA512.HashData),
        ];
        foreach (var text in joined)
        {
            foreach (var (name, hash) in hashes)
            {
                foreach (var spelling in Spellings($"{name} of '{text}'", hash(Encoding.UTF8.GetBytes(text))))
                    yield return spelling;
            }
        }
    }

    private static IEnumerable<(string Name, byte[] Bytes)> Spellings(string name, byte[] bytes)
    {
        yield return (name, bytes[..8]);
        yield return ($"{name} in hex", Encoding.ASCII.GetBytes(Convert.ToHexString(bytes)[..12]));
        yield return ($"{name} in small hex", Encoding.ASCII.GetBytes(Convert.ToHexStringLower(bytes)[..12]));
        yield return ($"{name} in base64", Encoding.ASCII.GetBytes(Convert.ToBase64String(bytes)[..10]));
    }
}
