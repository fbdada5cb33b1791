namespace YallaTake.Client.Orders;

/// <summary>What an order counts and costs by the catalogue (api: price is rate × count / 1000; a package costs its rate).</summary>
/// <param name="Count">The units ordered, at most; null when there is no upper bound, or no quantity to count by.</param>
/// <param name="Charge">The price of that count in the account's currency; null when <paramref name="Count"/> is.</param>
internal readonly record struct OrderEstimate(long? Count, decimal? Charge)
{
    private static readonly string[] CountedLists = [OrderField.Comments, OrderField.Usernames];

    private static readonly string[] OnlyOfPosts = [OrderField.Min, OrderField.Max, OrderField.Posts, OrderField.OldPosts];

    private static readonly string[] OnlyElsewhere = [OrderField.Quantity, OrderField.Runs, OrderField.Comments, OrderField.Usernames];

    /// <summary>Calculates it for an order of a service. The panel's own charge may differ: an estimate, not a promise.</summary>
    public static OrderEstimate Of(Service service, OrderRequest order)
    {
        try
        {
            return Calculate(service, order);
        }
        catch (OverflowException)
        {
            // More than a number holds is as good as no upper bound.
            return default;
        }
    }

    /// <summary>The rate by which an order of the service was calculated; null when it cannot be known.</summary>
    public static decimal? RateOf(Service service, long? count, decimal? charge) =>
        count > 0 ? charge * UnitsOfRate(service.Type) / count : null;

    /// <summary>How many units the rate of a service of that type is the price of: 1000, or one package.</summary>
    public static int UnitsOfRate(string type) => ServiceType.Find(type)?.Count == OrderCount.Package ? 1 : 1000;

    /// <summary>What the rate of a service of that type is for, to follow the amount in a text.</summary>
    public static string RateUnit(string type) => UnitsOfRate(type) == 1 ? "per package" : "per 1000";

    private static OrderEstimate Calculate(Service service, OrderRequest order)
    {
        var type = ServiceType.Find(service.Type);
        var isSubscription = type?.Count == OrderCount.Posts;

        // A panel may take fields that the type does not have (-Field). What a count of posts does to a quantity, nobody knows.
        if ((isSubscription ? OnlyElsewhere : OnlyOfPosts).Any(field => order.Text(field) is not null))
            return default;
        if (isSubscription)
            return For(service, checked(Posts(order) * Number(order, OrderField.Max, 1)));

        var runs = order.Text(OrderField.Runs) is null ? 1 : Number(order, OrderField.Runs, 1);
        if (type?.Count == OrderCount.Package)
        {
            // A panel may take several at once (-Field @{ quantity = 3 }).
            var packages = order.Text(OrderField.Quantity) is null ? 1 : Number(order, OrderField.Quantity, 1);
            var count = checked(packages * runs);
            return new(count, service.Rate * count);
        }

        return For(service, checked(Units(type, order) * runs));
    }

    // Where there is a quantity and a list that may be counted besides, the panel goes by one of them.
    private static long? Units(ServiceType? type, OrderRequest order)
    {
        var lines = CountedLists.Where(field => field == type?.CountedList || type?.Has(field) != true).Max(order.Lines);
        if (order.Text(OrderField.Quantity) is null)
            return type?.Count == OrderCount.Lines ? lines : null;
        return Number(order, OrderField.Quantity, 1) is { } quantity ? Math.Max(quantity, lines) : null;
    }

    // Without a number of posts a subscription goes on for ever; so it does with none, unless it is for old posts only.
    private static long? Posts(OrderRequest order)
    {
        var oldPosts = order.Text(OrderField.OldPosts) is null ? 0 : Number(order, OrderField.OldPosts, 0);
        return checked(Number(order, OrderField.Posts, 0) + oldPosts) is > 0 and var posts ? posts : null;
    }

    // Nothing is counted by what is not a number, or is too small.
    private static long? Number(OrderRequest order, string field, long least) =>
        order.Number(field) is { } number && number >= least ? number : null;

    private static OrderEstimate For(Service service, long? count) => new(count, service.Rate * count / 1000);
}
