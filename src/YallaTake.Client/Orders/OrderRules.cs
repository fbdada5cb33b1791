using System.Globalization;
using YallaTake.Client.Values;

namespace YallaTake.Client.Orders;

/// <summary>What can be known to be wrong with an order before it is sent.</summary>
internal static class OrderRules
{
    /// <summary>The delays, in minutes, that current panels are known to take; another one is theirs to refuse.</summary>
    public static readonly int[] KnownDelays =
        [0, 5, 10, 15, 20, 30, 40, 50, 60, 90, 120, 150, 180, 210, 240, 270, 300, 360, 420, 480, 540, 600];

    // The numbers that the charge hangs on, and the least that each may be.
    private static readonly (string Field, long Least)[] Numbers =
    [
        (OrderField.Quantity, 1), (OrderField.Runs, 1), (OrderField.Min, 1), (OrderField.Max, 1), (OrderField.Posts, 0), (OrderField.OldPosts, 0),
    ];

    // Every request has these; a second one would contradict it.
    private static readonly string[] Reserved = ["key", "action", "service"];

    /// <summary>
    /// Everything that the service's type and limits refuse of an order, in the order in which to fix it. Empty when it may be sent.
    /// </summary>
    public static IEnumerable<YallaTakeException> Check(Service service, OrderRequest order)
    {
        // A type that the API document does not know: the caller's fields are sent as they are.
        if (ServiceType.Find(service.Type) is not { } type)
            return Contradicting(order).Concat(Unseen(order));

        return Contradicting(order).Concat(Unseen(order)).Concat(Missing(service, type, order)).Concat(NotUsed(service, type, order)).Concat(OutOfRange(service, type, order));
    }

    private static IEnumerable<YallaTakeException> Contradicting(OrderRequest order)
    {
        foreach (var field in order.Fields.Keys)
        {
            if (Reserved.Contains(field.Trim(), StringComparer.OrdinalIgnoreCase))
                yield return Wrong(ErrorId.FieldNotUsed, $"The field '{field}' is the request's own and cannot be given as a field of the order. Nothing was sent. Leave it out.");
            else if (field.Length == 0 || !field.All(letter => letter is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9') or '_'))
                yield return Wrong(ErrorId.FieldInvalid, $"'{field}' is not a valid name of a field. Nothing was sent. Write it with letters, digits and '_'.");
        }
    }

    // It looks like another link than it is, and the panel would take the order for that other one.
    private static IEnumerable<YallaTakeException> Unseen(OrderRequest order)
    {
        foreach (var field in OrderField.Links)
        {
            var isList = OrderField.Lists.Contains(field);
            if (order.Text(field)?.FirstOrDefault(letter => SeenText.IsUnseen(letter) && !(isList && letter == '\n')) is { } mark and not default(char))
                yield return Wrong(ErrorId.FieldInvalid, Invariant($"The field '{field}' has a mark inside that is not visible (U+{(int)mark:X4}). Nothing was sent. Type it anew, without the mark."));
        }
    }

    private static IEnumerable<YallaTakeException> Missing(Service service, ServiceType type, OrderRequest order)
    {
        var required = type.Required.Concat(order.Number(OrderField.TypeOfTraffic) switch
        {
            1 when type.Has(OrderField.GoogleKeyword) => [OrderField.GoogleKeyword],
            2 when type.Has(OrderField.ReferringUrl) => [OrderField.ReferringUrl],
            _ => Enumerable.Empty<string>(),
        });

        foreach (var field in required)
        {
            if (order.Text(field) is null)
                yield return Wrong(ErrorId.FieldMissing, $"Service {service.ServiceId} is of type {type.Name}, which needs the field '{field}'. Give it and order again.");
        }

        if (type.Has(OrderField.Runs) && order.Text(OrderField.Runs) is null != order.Text(OrderField.Interval) is null)
            yield return Wrong(ErrorId.FieldMissing, "A drip-feed needs both 'runs' and 'interval' (minutes between runs). Give both, or neither.");
    }

    private static IEnumerable<YallaTakeException> NotUsed(Service service, ServiceType type, OrderRequest order)
    {
        foreach (var field in order.Fields.Keys)
        {
            if (!type.Has(field) && !order.IsOfPanel(field) && ServiceType.All.Any(other => other.Has(field)))
                yield return Wrong(ErrorId.FieldNotUsed, $"Service {service.ServiceId} is of type {type.Name}, which has no field '{field}'. Leave it out; the type takes {string.Join(", ", type.Required.Concat(type.Optional))}. If this panel wants it all the same, give it with -Field.");
        }
    }

    private static IEnumerable<YallaTakeException> OutOfRange(Service service, ServiceType type, OrderRequest order)
    {
        foreach (var (field, least) in Numbers)
        {
            if ((type.Has(field) || order.IsOfPanel(field)) && order.Text(field) is { } text && !(order.Number(field) >= least))
                yield return Wrong(ErrorId.QuantityOutOfRange, Invariant($"The field '{field}' must be a whole number from {least} up; it is '{text}'."));
        }

        foreach (var (name, count) in Counts(type, order))
        {
            // Missing and invalid ones are reported already.
            if (count is null or < 1)
                continue;

            if (count < service.Min)
                yield return Wrong(ErrorId.QuantityOutOfRange, Invariant($"The {name} is {count}; service {service.ServiceId} takes no fewer than {service.Min}."));
            else if (count > service.Max)
                yield return Wrong(ErrorId.QuantityOutOfRange, Invariant($"The {name} is {count}; service {service.ServiceId} takes no more than {service.Max}."));
        }

        if (order.Number(OrderField.Min) > order.Number(OrderField.Max) && type.Count == OrderCount.Posts)
            yield return Wrong(ErrorId.QuantityOutOfRange, "The smallest quantity per post (min) is above the largest (max). Swap them.");
    }

    private static IEnumerable<(string Name, long? Count)> Counts(ServiceType type, OrderRequest order) => type.Count switch
    {
        OrderCount.Quantity => [("quantity", order.Number(OrderField.Quantity))],
        OrderCount.Lines => [($"number of {type.CountedList}", order.Lines(type.CountedList!))],
        OrderCount.Posts => [("smallest quantity per post", order.Number(OrderField.Min)), ("largest quantity per post", order.Number(OrderField.Max))],
        _ => [],
    };

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private static YallaTakeException Wrong(ErrorId id, string message) => new(id, message);
}
