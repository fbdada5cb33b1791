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
        (OrderField.Quantity, 1), (OrderField.Runs, 1), (OrderField.Min, 1), (OrderField.Max, 1),
        (OrderField.Posts, 0), (OrderField.OldPosts, 0),
    ];

    // Every request has these; a second one would contradict it.
    private static readonly string[] Reserved = ["key", "action", "service"];

    /// <summary>
    /// Everything that the service's type and limits refuse of an order, in the order in which to fix it. Empty when it may be sent.
    /// </summary>
    public static IEnumerable<YallaTakeException> Check(Service service, OrderRequest order)
    {
        var always = Contradicting(order).Concat(Unseen(order));

        // A type that the API document does not know: the caller's fields are sent as they are.
        return ServiceType.Find(service.Type) is { } type
            ? always.Concat(Missing(service, type, order)).Concat(NotUsed(service, type, order)).Concat(OutOfRange(service, type, order))
            : always;
    }

    private static IEnumerable<YallaTakeException> Contradicting(OrderRequest order)
    {
        foreach (var field in order.Fields.Keys)
        {
            if (Reserved.Contains(field.Trim(), StringComparer.OrdinalIgnoreCase))
            {
                yield return Wrong(
                    ErrorId.FieldNotUsed, $"The field '{field}' is the request's own, and not a field of the order.", $"Leave it out.");
            }
            else if (field.Length == 0 || !field.All(IsOfName))
            {
                yield return Wrong(
                    ErrorId.FieldInvalid, $"'{field}' is not a valid name of a field.", $"Write it with letters, digits and '_'.");
            }
        }
    }

    private static bool IsOfName(char letter) => letter is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9') or '_';

    // It looks like another link than it is, and the panel would take the order for that other one.
    private static IEnumerable<YallaTakeException> Unseen(OrderRequest order)
    {
        foreach (var field in OrderField.Links)
        {
            var isList = OrderField.Lists.Contains(field);
            var mark = order.Text(field)?.FirstOrDefault(letter => SeenText.IsUnseen(letter) && !(isList && letter == '\n')) ?? default;
            if (mark != default)
            {
                yield return Wrong(
                    ErrorId.FieldInvalid, $"The field '{field}' holds an invisible mark (U+{(int)mark:X4}).", $"Type it again without it.");
            }
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

        foreach (var field in required.Where(field => order.Text(field) is null))
        {
            yield return Wrong(
                ErrorId.FieldMissing,
                $"Service {service.ServiceId} is of type {type.Name}, which needs the field '{field}'.",
                field switch
                {
                    // Columns of services, which may stand in the same row, are called like these fields.
                    OrderField.Min => $"Give it as MinQuantity and order again.",
                    OrderField.Max => $"Give it as MaxQuantity and order again.",
                    _ => $"Give it and order again.",
                });
        }

        if (type.Has(OrderField.Runs) && order.Text(OrderField.Runs) is null != order.Text(OrderField.Interval) is null)
        {
            yield return Wrong(
                ErrorId.FieldMissing, $"A drip-feed needs both 'runs' and 'interval' (minutes between runs).", $"Give both, or neither.");
        }
    }

    private static IEnumerable<YallaTakeException> NotUsed(Service service, ServiceType type, OrderRequest order)
    {
        var notUsed = order.Fields.Keys.Where(field =>
            !type.Has(field) && !order.IsOfPanel(field) && ServiceType.All.Any(other => other.Has(field)));
        var used = string.Join(", ", type.Required.Concat(type.Optional));
        foreach (var field in notUsed)
        {
            yield return Wrong(
                ErrorId.FieldNotUsed,
                $"Service {service.ServiceId} is of type {type.Name}, which has no field '{field}'. The type takes {used}.",
                $"Leave it out. If this panel wants it all the same, give it with -Field.");
        }
    }

    private static IEnumerable<YallaTakeException> OutOfRange(Service service, ServiceType type, OrderRequest order)
    {
        foreach (var (field, least) in Numbers)
        {
            if ((type.Has(field) || order.IsOfPanel(field)) && order.Text(field) is { } text && !(order.Number(field) >= least))
                yield return OutOfRange($"The field '{field}' is '{text}'.", $"Give a whole number from {least} up.");
        }

        foreach (var (name, count) in Counts(type, order))
        {
            // Missing and invalid ones are reported already.
            if (count is null or < 1)
                continue;

            if (count < service.Min)
            {
                yield return OutOfRange(
                    $"The {name} is {count}, and service {service.ServiceId} takes no fewer than {service.Min}.", $"Order more.");
            }
            else if (count > service.Max)
            {
                yield return OutOfRange(
                    $"The {name} is {count}, and service {service.ServiceId} takes no more than {service.Max}.", $"Order less.");
            }
        }

        if (order.Number(OrderField.Min) > order.Number(OrderField.Max) && type.Count == OrderCount.Posts)
            yield return OutOfRange($"The smallest quantity per post (min) is above the largest (max).", $"Swap them.");
    }

    private static IEnumerable<(string Name, long? Count)> Counts(ServiceType type, OrderRequest order) => type.Count switch
    {
        OrderCount.Quantity => [("quantity", order.Number(OrderField.Quantity))],
        OrderCount.Lines => [($"number of {type.CountedList}", order.Lines(type.CountedList!))],
        OrderCount.Posts =>
        [
            ("smallest quantity per post", order.Number(OrderField.Min)), ("largest quantity per post", order.Number(OrderField.Max)),
        ],
        _ => [],
    };

    private static YallaTakeException OutOfRange(FormattableString what, FormattableString next) =>
        Wrong(ErrorId.QuantityOutOfRange, what, next);

    private static YallaTakeException Wrong(ErrorId id, FormattableString what, FormattableString next) =>
        new(id, FormattableString.Invariant(what) + " Nothing was sent. " + FormattableString.Invariant(next));
}
