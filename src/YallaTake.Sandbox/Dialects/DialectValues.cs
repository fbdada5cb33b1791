using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using Newtonsoft.Json.Linq;
using YallaTake.Sandboxing.Api;

namespace YallaTake.Sandboxing.Dialects;

/// <summary>Writes single values and the fields of one thing in a dialect.</summary>
internal sealed class DialectValues(DialectDice dice)
{
    private const string LettersOfId = "id";

    // A service of a catalogue file may have letters of its own.
    private static readonly Regex LettersBeforeNumber = new($@"(?<![^,]){LettersOfId}(?=[0-9]+(,|$))", RegexOptions.CultureInvariant);

    private static readonly string[] Ids = ["order", "orders", "refill", "refills", "service"];

    /// <summary>A request's fields with ids as the panel itself has them.</summary>
    public OrderFields Read(IReadOnlyDictionary<string, string> sent) => new(!dice.HasLetters ? sent : sent.ToDictionary(
        field => field.Key,
        field => Ids.Contains(field.Key) ? LettersBeforeNumber.Replace(field.Value, string.Empty) : field.Value));

    /// <summary>An amount or a count, which the documentation has as a text.</summary>
    public JToken Number(JToken strict)
    {
        if (!decimal.TryParse((string?)strict, NumberStyles.Float, CultureInfo.InvariantCulture, out var number))
            return strict;
        if (dice.Speaks(SandboxDialect.Numbers))
            return number == decimal.Truncate(number) && Math.Abs(number) < long.MaxValue ? new JValue((long)number) : new JValue(number);
        return dice.Speaks(SandboxDialect.Commas)
            ? number.ToString("#,##0.############################", CultureInfo.InvariantCulture)
            : strict;
    }

    /// <summary>An id: a text for a number, and the other way round; or with letters.</summary>
    public JToken Id(JToken strict)
    {
        if (!long.TryParse((string?)strict, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            || number.ToString(CultureInfo.InvariantCulture) != (string?)strict)
            return strict;
        if (dice.HasLetters)
            return LettersOfId + number.ToString(CultureInfo.InvariantCulture);
        if (!dice.Speaks(SandboxDialect.Numbers))
            return strict;
        return strict.Type == JTokenType.String ? number : number.ToString(CultureInfo.InvariantCulture);
    }

    /// <summary>Yes or no.</summary>
    public JToken Flag(bool yes) =>
        dice.Speaks(SandboxDialect.Numbers) ? (yes ? 1 : 0)
        : dice.Speaks(SandboxDialect.Commas) ? (yes ? "1" : "0")
        : yes;

    /// <summary>That a cancellation is under way.</summary>
    public JToken Requested() =>
        dice.Speaks(SandboxDialect.Numbers) ? true
        : dice.Speaks(SandboxDialect.Commas) ? "1"
        : dice.Any<JToken>(1, 1001, new JObject { ["success"] = "Your request was taken on" });

    /// <summary>The word for where an order or a refill stands.</summary>
    public JToken Word(JToken strict) => !dice.HasOtherWords ? strict : (string?)strict switch
    {
        "Completed" => dice.One("Complete", "Success"),
        "Partial" => "Partially Completed",
        "Canceled" => dice.One("Cancelled", "Refunded"),
        "Rejected" => dice.One("Cancelled", "Failed"),
        _ => strict,
    };

    /// <summary>A service of the catalogue, and what stands there and is none.</summary>
    public IEnumerable<JObject> Services(JObject offer, int place)
    {
        yield return Service(offer);
        if (!dice.IsUntidy)
            yield break;
        if (place == 0)
            yield return new JObject { ["service"] = null, ["name"] = "No id", ["rate"] = "1" };
        if (place == 1)
            yield return new JObject { ["service"] = 999_999, ["name"] = "No rate", ["rate"] = "$1" };
    }

    private JObject Service(JObject offer)
    {
        var service = (JObject)offer.DeepClone();
        if (dice.IsUntidy)
        {
            foreach (var name in new[] { "name", "category" })
                Rewrite(service, name, strict => WebUtility.HtmlEncode((string?)strict) + "\u200F");
        }

        Rewrite(service, "service", Id);
        foreach (var name in new[] { "rate", "min", "max" })
            Rewrite(service, name, Number);
        foreach (var name in new[] { "refill", "cancel" })
            Rewrite(service, name, strict => strict.Type == JTokenType.Boolean ? Flag((bool)strict) : strict);
        if (dice.Speaks(SandboxDialect.Wrapped))
        {
            Rewrite(service, "type", strict => ((string?)strict)?.Replace(' ', '_').ToLowerInvariant());
            service["dripfeed"] = Flag(false);
            service[dice.Any("desc", "description")] = "Starts within the hour";
            service["average_time"] = null;
            service["translations"] = new JObject { ["ar"] = new JObject { ["name"] = "خدمة", ["tags"] = new JArray("جديد") } };
        }

        return service;
    }

    /// <summary>The status of one order.</summary>
    public JObject Status(JObject strict)
    {
        var status = (JObject)strict.DeepClone();
        if (dice.Speaks(SandboxDialect.Subscriptions) && (status.ContainsKey("posts") || status.ContainsKey("runs")))
        {
            foreach (var name in new[] { "charge", "start_count", "remains", "currency" })
                status.Remove(name);
        }

        foreach (var name in new[] { "charge", "start_count", "remains", "posts", "runs" })
            Rewrite(status, name, Number);
        Rewrite(status, "status", Word);
        if (status["orders"] is JArray children)
            status["orders"] = new JArray(children.Select(Id));
        if (dice.IsSloppily())
        {
            Rewrite(status, "start_count", _ => dice.Any<JToken?>(null, "", "n/a"));
            Rewrite(status, "remains", strict => (string?)strict == "0" ? null : strict);
            status.Remove("currency");
            status["link"] = new JObject { ["title"] = "a post" };
        }

        return status;
    }

    private static void Rewrite(JObject thing, string name, Func<JToken, JToken?> write)
    {
        if (thing[name] is { } strict)
            thing[name] = write(strict);
    }
}
