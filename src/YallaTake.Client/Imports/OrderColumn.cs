using YallaTake.Client.Orders;
using YallaTake.Client.Values;

namespace YallaTake.Client.Imports;

/// <summary>A column of a file of orders: a field of <c>add</c> by the API's name, or what goes with an order and is not sent.</summary>
internal static class OrderColumn
{
    public const string Service = "service";
    public const string Reference = "Reference";
    public const string Panel = "Panel";
    public const string MaximumRate = "MaximumRate";
    public const string MaximumCharge = "MaximumCharge";
    public const string OrderId = "OrderId";

    // A file of services has a rate, and their limits; it is no order of a subscription.
    private const string Rate = "rate";

    // Where the parameter is not called as the API's field is.
    private static readonly Dictionary<string, string> Parameters = new()
    {
        ["ServiceId"] = Service,
        ["Keyword"] = OrderField.Keywords,
        ["Comment"] = OrderField.Comments,
        ["Group"] = OrderField.Groups,
        ["MinQuantity"] = OrderField.Min,
        ["MaxQuantity"] = OrderField.Max,
    };

    private static readonly (string Name, string Column)[] Names =
    [
        .. ServiceType.All.SelectMany(type => type.Required.Concat(type.Optional)).Distinct()
            .Concat([Service, Reference, Panel, MaximumRate, MaximumCharge, OrderId])
            .Select(name => (name, name)),
        .. Parameters.Select(parameter => (parameter.Key, parameter.Value)),
    ];

    private static readonly Dictionary<string, string> Known = Names.ToDictionary(column => Folded(column.Name), column => column.Column);

    /// <summary>What the names in a header stand for, each in its place; null for one that is not known.</summary>
    public static string?[] Of(IReadOnlyList<string> header)
    {
        var isOfServices = header.Any(name => Folded(name) == Rate);
        return [.. header.Select(name => isOfServices && Folded(name) is OrderField.Min or OrderField.Max ? null : Find(name))];
    }

    /// <summary>The name that one which is not known is nearest to: mistyped, or short for it. Null when none is near.</summary>
    /// <param name="name">The name that is not known.</param>
    /// <param name="taken">The columns that the file has, which are not meant.</param>
    public static string? Nearest(string name, IEnumerable<string?> taken) =>
        NearWord.Of(name, Names.Where(known => !taken.Contains(known.Column)).Select(known => known.Name));

    /// <summary>The header of a file for orders of a type; for a type that is not known, that of the usual one.</summary>
    public static IEnumerable<string> Header(ServiceType? type)
    {
        var fields = type is null ? [OrderField.Link, OrderField.Quantity] : type.Required.Concat(type.Optional);
        return new[] { Reference, Service }.Concat(fields).Select(
            column => Parameters.FirstOrDefault(parameter => parameter.Value == column && parameter.Key.Length > column.Length).Key
                ?? column);
    }

    private static string? Find(string name) => Known.TryGetValue(Folded(name), out var column) ? column : null;

    private static string Folded(string name) => FoldedWord.Of(SeenText.Of(name));
}
