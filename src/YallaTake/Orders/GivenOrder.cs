using System.Collections;
using System.Globalization;
using System.Management.Automation;
using System.Reflection;
using YallaTake.Client.Orders;
using YallaTake.Client.Values;
using YallaTake.Parameters;

namespace YallaTake.Orders;

/// <summary>What is made of an order's parameters: the order as it will be sent.</summary>
internal static class GivenOrder
{
    private static readonly PropertyInfo[] RowValues =
        [.. typeof(OrderCommand).GetProperties().Where(property => typeof(RowValue).IsAssignableFrom(property.PropertyType))];

    /// <summary>The order of a cmdlet's present parameters. Empty cells of a CSV row are absent fields.</summary>
    /// <param name="given">The cmdlet.</param>
    /// <param name="panel">The panel that it is for.</param>
    /// <param name="row">The number of the input that it is.</param>
    /// <param name="problems">What could not be read of the input.</param>
    public static OrderRequest Of(OrderCommand given, Panel panel, long? row, IEnumerable<YallaTakeException> problems)
    {
        List<YallaTakeException> unread = [.. problems, .. Unread(given, RowValues)];
        if (given.ServiceId is null)
        {
            unread.Add(new(
                ErrorId.FieldMissing,
                "The order names no service. Nothing was sent. Name it with -ServiceId, or in a column or key called service."));
        }

        var fields = Fields(given)
            .Where(field => !string.IsNullOrWhiteSpace(field.Value))
            .ToDictionary(field => field.Name, field => field.Value!, StringComparer.OrdinalIgnoreCase);
        var ofPanel = new List<string>();
        foreach (DictionaryEntry field in given.Field?.Value ?? [])
        {
            var name = Text(field.Key)!;
            var values = field.Value.Bare() is IEnumerable list and not (string or IDictionary)
                ? list.Cast<object?>().ToArray()
                : [field.Value];
            if (!Array.TrueForAll(values, IsText))
            {
                unread.Add(Invalid($"The field '{name}' is neither a text nor a list of texts. Nothing was sent. Write it as text."));
                continue;
            }

            var value = Lines(Array.ConvertAll(values, Text));
            if (string.IsNullOrWhiteSpace(value))
                continue;
            if (fields.ContainsKey(name.Trim()) || ofPanel.Contains(name, StringComparer.OrdinalIgnoreCase))
            {
                unread.Add(Invalid(
                    $"The field '{name}' is given twice. Nothing was sent. Give it by its parameter or with -Field, not both."));
            }

            fields[name] = value!;
            ofPanel.Add(name);
        }

        var reference = string.IsNullOrEmpty(given.Reference) ? null : given.Reference;
        return new OrderRequest(Service(given.ServiceId), fields, ofPanel)
        {
            Reference = reference,
            Row = row,
            Line = (given.InputObject?.BaseObject as ImportedOrder)?.Line,
            Input = Input(given),
            Panel = panel.Name,
            Unread = unread,
        };
    }

    /// <summary>The order that an object carries, under its own reference.</summary>
    /// <param name="content">The object.</param>
    /// <param name="panel">The panel that it is for.</param>
    /// <param name="row">The number of the input that it is.</param>
    /// <param name="given">The cmdlet, with what it allows of the order.</param>
    /// <param name="typed">The fields that are given beside it: there must be none.</param>
    public static OrderRequest Of(IOrderContent content, Panel panel, long? row, OrderCommand given, string[] typed)
    {
        var unread = Unread(given, [.. RowValues.Where(value => value.Name is nameof(given.MaximumRate) or nameof(given.MaximumCharge))]);
        unread.AddRange((content as Quote)?.Unread ?? []);
        if (typed.Length > 0)
            unread.Add(Invalid($"The piped order has fields of its own. Nothing was sent. Leave out -{string.Join(", -", typed)}."));
        if (content is Order { Reference: null })
            unread.Add(Invalid(
                "The piped order has no reference: it was placed without a ledger. Nothing was sent. Order it again by its fields."));
        return new(PanelId.Of(content.ServiceId), content.Fields, (content as Quote)?.OfPanel ?? content.Fields.Keys)
        {
            Reference = content.Reference,
            Row = row,
            Input = Input(given),
            Panel = panel.Name,
            Unread = unread,
        };
    }

    /// <summary>The failure of a value that cannot be read.</summary>
    public static YallaTakeException Unread(string parameter, YallaTakeException problem) => Invalid($"{parameter}: {problem.Message}");

    private static List<YallaTakeException> Unread(OrderCommand given, PropertyInfo[] values) =>
    [
        .. from value in values
           let problem = ((RowValue?)value.GetValue(given))?.Problem
           where problem is not null
           select Unread(value.Name, problem),
    ];

    // A row is its properties, which are of its wrapping.
    private static object? Input(OrderCommand given) =>
        given.InputObject is { BaseObject: not PSCustomObject } input ? input.BaseObject : given.InputObject;

    // What is refused shows what it was given.
    private static PanelId Service(RowValue<PanelId>? given) => given?.Value ?? PanelId.Of(given?.ToString() ?? string.Empty);

    private static YallaTakeException Invalid(string message) => new(ErrorId.FieldInvalid, message);

    private static IEnumerable<(string Name, string? Value)> Fields(OrderCommand given) =>
    [
        ("link", given.Link),
        ("quantity", Text(given.Quantity)),
        ("runs", Text(given.Runs)),
        ("interval", Text(given.Interval)),
        ("keywords", Lines(given.Keywords)),
        ("comments", Lines(given.Comments)),
        ("usernames", Lines(given.Usernames)),
        ("hashtags", Lines(given.Hashtags)),
        ("hashtag", given.Hashtag),
        ("username", given.Username),
        ("media", given.Media),
        ("answer_number", given.AnswerNumber),
        ("groups", Lines(given.Groups)),
        ("min", Text(given.MinQuantity)),
        ("max", Text(given.MaxQuantity)),
        ("posts", Text(given.Posts)),
        ("old_posts", Text(given.OldPosts)),
        ("delay", Text(given.Delay)),
        ("expiry", Day(given.Expiry)),
        ("country", given.Country),
        ("device", Text(given.Device)),
        ("type_of_traffic", Text(given.TypeOfTraffic)),
        ("google_keyword", given.GoogleKeyword),
        ("referring_url", given.ReferringUrl),
    ];

    // A table or an object would go out under the name of its type.
    private static bool IsText(object? value) => value.Bare() is null or string or not (IEnumerable or PSCustomObject);

    private static string? Text(object? value) => Convert.ToString(value.Bare(), CultureInfo.InvariantCulture);

    private static string? Day(RowValue<DateTime>? given) => given is { Problem: null, Value: var day }
        ? day.ToString("dd'/'MM'/'yyyy", CultureInfo.InvariantCulture)
        : given?.ToString();

    private static string? Lines(string?[]? texts) =>
        texts is null ? null : string.Join("\n", texts.Where(text => !string.IsNullOrWhiteSpace(text)));
}
