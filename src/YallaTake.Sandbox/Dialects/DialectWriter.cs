using Newtonsoft.Json.Linq;
using YallaTake.Sandboxing.Api;
using YallaTake.Sandboxing.Http;

namespace YallaTake.Sandboxing.Dialects;

/// <summary>Says what the panel answers in the shapes of a dialect; the panel itself knows only those of the documentation.</summary>
internal sealed class DialectWriter
{
    private readonly DialectDice _dice;
    private readonly DialectValues _values;
    private readonly DialectErrors _errors;

    public DialectWriter(SandboxDialect dialect, int seed)
    {
        _dice = new DialectDice(dialect, seed);
        _values = new DialectValues(_dice);
        _errors = new DialectErrors(_dice);
    }

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
        foreach (var offer in offers)
            _values.Service(offer).WriteTo(writer);
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
        ("refill", JArray many) => Items(many, "order", "refill", _values.Id),
        ("refill_status", JArray many) => Items(many, "refill", "status", status => status),
        ("cancel", JArray many) => Cancellations(many),
        (_, JObject one) => Single(form, new JObject(one.Properties().Select(Field))),
        _ => strict,
    };

    /// <summary>The answer to a request that is refused.</summary>
    public HttpResponse Refusal(PanelRefusal refusal) => _errors.Answer(refusal);

    private JProperty Field(JProperty strict) => new(strict.Name, strict.Name switch
    {
        "order" or "refill" => _values.Id(strict.Value),
        "balance" => _values.Number(strict.Value),
        _ => strict.Value,
    });

    private JObject Single(OrderFields form, JObject answer)
    {
        if (_dice.Speaks(SandboxDialect.Wrapped))
            answer["request"] = new JObject { ["action"] = form["action"], ["key"] = form["key"] };
        return answer;
    }

    private JToken Statuses(JObject strict)
    {
        var parts = strict.Properties().Select(part => (part.Name, Status: Part((JObject)part.Value, _values.Status))).ToArray();
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
            return items;

        var keyed = new JObject();
        foreach (var item in items)
            keyed[(string)item["order"]!] = item;
        return keyed;
    }

    private JArray Items(JArray strict, string idName, string resultName, Func<JToken, JToken> write) => new(
        strict.Cast<JObject>().Select(item =>
        {
            var id = _values.Id(item[idName]!);
            if (item[resultName] is not JObject error)
                return new JObject { [idName] = id, [resultName] = write(item[resultName]!) };

            var written = Part(error, result => result);
            if (!_dice.Speaks(SandboxDialect.Arrays))
                return new JObject { [idName] = id, [resultName] = written };
            written[idName] = id;
            return written;
        }));

    private JObject Part(JObject strict, Func<JObject, JObject> write) =>
        strict["error"] is { } text ? _errors.Error((string)text!) : write(strict);
}
