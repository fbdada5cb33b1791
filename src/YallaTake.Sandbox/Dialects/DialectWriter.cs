using System.Text;
using Newtonsoft.Json.Linq;
using YallaTake.Sandboxing.Api;
using YallaTake.Sandboxing.Http;

namespace YallaTake.Sandboxing.Dialects;

/// <summary>
/// Writes the panel's answers in the shapes of a dialect, and reads a request's fields as they are in it. The panel itself has those of the
/// documentation.
/// </summary>
internal sealed class DialectWriter
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    private static readonly string[] Preambles =
    [
        "\uFEFF",
        "\n\n",
        "<br />\n<b>Warning</b>:  Undefined array key \"lang\" in <b>/var/www/panel/api.php</b> on line <b>12</b><br />\n",
    ];

    private readonly DialectDice _dice;
    private readonly DialectValues _values;
    private readonly DialectErrors _errors;

    public DialectWriter(SandboxDialect dialect, int seed)
    {
        _dice = new DialectDice(dialect, seed);
        _values = new DialectValues(_dice);
        _errors = new DialectErrors(_dice);
    }

    /// <summary>Whether the panel takes one id at a time, and a quantity with everything.</summary>
    public bool IsOneByOne => _dice.IsOneByOne;

    /// <summary>The answer to <c>services</c>.</summary>
    public byte[] Catalogue(IEnumerable<JObject> offers) => Json.Encode(writer =>
    {
        var isWrapped = _dice.Speaks(SandboxDialect.Wrapped);
        if (isWrapped)
        {
            writer.WriteStartObject();
            writer.WritePropertyName(_dice.Any("services", "data"));
        }

        writer.WriteStartArray();
        foreach (var service in offers.SelectMany(_values.Services))
            service.WriteTo(writer);
        writer.WriteEndArray();
        if (isWrapped)
            writer.WriteEndObject();
    });

    /// <summary>A request's fields as the panel itself has them.</summary>
    public OrderFields Read(IReadOnlyDictionary<string, string> sent) => _values.Read(sent);

    /// <summary>The answer to any other request.</summary>
    public JToken Answer(OrderFields form, JToken strict) => (form["action"], strict) switch
    {
        ("status", JObject many) when form.Has("orders") => Statuses(many),
        ("status", JObject one) => Single(form, _values.Status(one)),
        ("add", JObject one) when !_dice.Speaks(SandboxDialect.Wrapped) && _dice.Speaks(SandboxDialect.Enveloped) => Order(one["order"]!),
        ("refill", JArray many) => Envelope(Items(many, "order", "refill", _values.Id)),
        ("refill_status", JArray many) => Envelope(Items(many, "refill", "status", _values.Word)),
        ("cancel", JArray many) => Cancellations(many),
        (_, JObject one) => Single(form, new JObject(one.Properties().Select(Field))),
        _ => strict,
    };

    /// <summary>A list of orders, which only some panels have.</summary>
    public JArray Orders(JArray strict)
    {
        foreach (var order in strict)
            (order["order"], order["service"]) = (_values.Id(order["order"]!), _values.Id(order["service"]!));
        return strict;
    }

    /// <summary>What goes over the wire: in a dialect with something before it.</summary>
    public HttpResponse Send(HttpResponse response) => _dice.IsUntidy && response is { ContentType: HttpResponse.JsonType, Packing: null }
        ? response with { ContentType = HttpResponse.Html, Body = [.. Utf8.GetBytes(_dice.One(Preambles)), .. response.Body] }
        : response;

    /// <summary>The answer to a request that is refused.</summary>
    public HttpResponse Refusal(PanelRefusal refusal) => _errors.Answer(refusal);

    private JProperty Field(JProperty strict) => new(strict.Name, strict.Name switch
    {
        "order" or "refill" => _values.Id(strict.Value),
        "balance" => _values.Number(strict.Value),
        "status" => _values.Word(strict.Value),
        _ => strict.Value,
    });

    private JToken Single(OrderFields form, JObject answer)
    {
        if (!_dice.Speaks(SandboxDialect.Wrapped))
            return Envelope(answer);
        answer["request"] = new JObject { ["action"] = form["action"], ["key"] = form["key"] };
        return answer;
    }

    // An id that is not called "order" is plainly one only where nothing else is said.
    private JObject Order(JToken strict)
    {
        var id = _values.Id(strict);
        return _dice.One<JObject>(
            new() { ["order_id"] = id },
            new() { ["id"] = id },
            new() { ["status"] = "success", ["data"] = new JObject { ["order"] = id } },
            new() { ["success"] = true, ["data"] = new JObject { ["id"] = id } });
    }

    private JToken Envelope(JToken answer) => _dice.Speaks(SandboxDialect.Enveloped)
        ? new JObject { ["status"] = _dice.One<JToken>(true, "success", 1), ["data"] = answer }
        : answer;

    private JToken Statuses(JObject strict)
    {
        var parts = strict.Properties().Select(part => (part.Name, Status: Part((JObject)part.Value, _values.Status))).ToArray();
        if (_dice.Speaks(SandboxDialect.Enveloped))
        {
            foreach (var (id, status) in parts)
                status["order_id"] = _values.Id(id);
            return Envelope(new JArray(Enumerable.Reverse(parts).Select(part => part.Status)));
        }

        if (!_dice.Speaks(SandboxDialect.Arrays))
            return new JObject(parts.Select(part => new JProperty((string)_values.Id(part.Name)!, part.Status)));

        // In the asked order, the parts need no names.
        var isNamed = _dice.Any(true, false);
        return new JArray(parts.Select(part =>
        {
            if (isNamed)
                part.Status["order"] = _values.Id(part.Name);
            return part.Status;
        }));
    }

    private JToken Cancellations(JArray strict)
    {
        var items = Items(strict, "order", "cancel", _ => _values.Requested());
        if (_dice.Any(true, false))
            return Envelope(items);

        var keyed = new JObject();
        foreach (var item in items)
            keyed[(string)(item["order"] ?? item["order_id"])!] = item;
        return keyed;
    }

    private JArray Items(JArray strict, string idName, string resultName, Func<JToken, JToken> write)
    {
        var isRenamed = _dice.Speaks(SandboxDialect.Enveloped);
        var items = strict.Cast<JObject>().Select(item => Item(item, idName, isRenamed ? idName + "_id" : idName, resultName, write));
        return new JArray(isRenamed ? items.Reverse() : items);
    }

    private JObject Item(JObject strict, string idName, string writtenName, string resultName, Func<JToken, JToken> write)
    {
        var id = _values.Id(strict[idName]!);
        if (strict[resultName] is not JObject error)
            return new JObject { [writtenName] = id, [resultName] = write(strict[resultName]!) };

        var written = Part(error, result => result);
        if (!_dice.Speaks(SandboxDialect.Arrays))
            return new JObject { [writtenName] = id, [resultName] = written };
        written[writtenName] = id;
        return written;
    }

    private JObject Part(JObject strict, Func<JObject, JObject> write) =>
        strict["error"] is { } text ? _errors.Error((string)text!) : write(strict);
}
