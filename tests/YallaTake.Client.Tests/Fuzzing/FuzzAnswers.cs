using System.Reflection;
using System.Text;

namespace YallaTake;

/// <summary>The answers that the fuzzer starts from: the examples of the API document, and every row of the dialects.</summary>
internal static class FuzzAnswers
{
    private static readonly Dictionary<string, string> Examples = new()
    {
        ["services"] = "services",
        ["add"] = "add",
        ["balance"] = "balance",
        ["status"] = "status 23501",
        ["status-multiple"] = "status 1,10,100",
        ["refill"] = "refill 23501",
        ["refill-multiple"] = "refill 1,2,3",
        ["refill-status"] = "refill_status 7",
        ["refill-status-multiple"] = "refill_status 1,2,3",
        ["cancel"] = "cancel 9,2",
    };

    /// <summary>Each answer with the call it belongs to, in the words of <see cref="PanelWords"/>.</summary>
    public static (string Call, byte[] Answer)[] All() =>
    [
        .. Examples.Select(
            example => (example.Value, File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "Fixtures", example.Key + ".json")))),
        .. new[] { typeof(DialectTests), typeof(StatusDialectTests) }.SelectMany(table => table.GetMethods())
            .SelectMany(method => method.GetCustomAttributes<InlineDataAttribute>())
            .Where(row => row.Data.Length > 2)
            .Select(row => ((string)row.Data[0]!, Encoding.UTF8.GetBytes((string)row.Data[1]!))),
    ];
}
