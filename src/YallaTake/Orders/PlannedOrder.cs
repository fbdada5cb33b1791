using YallaTake.Client.Orders;
using YallaTake.Ledger.Desk;
using YallaTake.Ledger.Entries;

namespace YallaTake.Orders;

/// <summary>An order, and the panels that may have it.</summary>
/// <param name="Choices">The panels, with the order for a service of each: the choice, then its fallbacks in order.</param>
/// <param name="Terms">What the caller allows, on each of them.</param>
/// <param name="Connected">All panels of the runspace: an order may come back that was placed on any of them.</param>
internal sealed record PlannedOrder(
    IReadOnlyList<(Panel Panel, OrderRequest Request)> Choices, OrderTerms Terms, IReadOnlyList<Panel> Connected)
{
    /// <summary>The panel of the choice.</summary>
    public Panel Panel => Choices[0].Panel;

    /// <summary>The order for the choice.</summary>
    public OrderRequest Request => Choices[0].Request;

    /// <summary>Its reference as it is spelled in the ledger; null when it has none.</summary>
    public string? Reference => OrderReference.Normalize(Request.Reference);

    /// <summary>The same order under a name.</summary>
    public PlannedOrder Named(string reference) =>
        this with { Choices = [.. Choices.Select(choice => (choice.Panel, choice.Request.Named(reference)))] };

    /// <summary>Begins to place it, from the choice on.</summary>
    public OrderAttempt Begin() => new([.. Choices.Select(choice => new OrderChoice(choice.Panel.Desk, choice.Request))], Terms);

    /// <summary>Whether an order is for one of its services.</summary>
    public bool MayBe(Order order) =>
        Choices.Any(choice => choice.Panel.Name == order.Panel && choice.Request.ServiceId.Equals(order.ServiceId));

    /// <summary>Makes sure that a highest price is in the currency of each of its panels.</summary>
    /// <exception cref="YallaTakeException">FieldInvalid: their currencies differ, or one is not known.</exception>
    public void ThrowIfLimitsDiffer()
    {
        if (Terms is { MaximumRate: null, MaximumCharge: null })
            return;

        var other = Choices.Select(choice => choice.Panel).FirstOrDefault(panel =>
            panel != Panel && (panel.Currency is null || !panel.Currency.Equals(Panel.Currency, StringComparison.OrdinalIgnoreCase)));
        if (other is not null)
            throw new YallaTakeException(
                ErrorId.FieldInvalid,
                $"The currency of {Panel.Name} is {Panel.Currency ?? "not known"} and that of {other.Name} is "
                + $"{other.Currency ?? "not known"}, so -MaximumRate and -MaximumCharge would not mean the same on both. Nothing was sent. "
                + "Order without them, or with fallbacks of the same currency.");
    }

    /// <summary>Makes sure that its panels share one ledger, in which each of them sees what the others bought.</summary>
    /// <exception cref="YallaTakeException">
    /// LedgerUnavailable: they do not, or it cannot be read. FieldInvalid: one is a panel of this machine, and another is not.
    /// </exception>
    public async Task ThrowIfApartAsync(CancellationToken cancellationToken)
    {
        var ledger = Panel.Ledger;
        foreach (var other in Choices.Skip(1).Select(choice => choice.Panel))
        {
            if (other.Uri.Scheme != Panel.Uri.Scheme)
                throw new YallaTakeException(
                    ErrorId.FieldInvalid,
                    $"One of the panels {Panel.Name} and {other.Name} is at an http address of this machine, as a sandbox is, and the "
                    + "other is not, so neither sees what the other has. Nothing was sent. Order without fallbacks, or with fallbacks of "
                    + "one kind.");

            if (ledger.Remembers && other.Ledger.Remembers && (other.Ledger.Address == ledger.Address
                || (await other.Ledger.OpenAsync(cancellationToken).ConfigureAwait(false)).IsSame(
                    await ledger.OpenAsync(cancellationToken).ConfigureAwait(false))))
                continue;

            throw new YallaTakeException(
                ErrorId.LedgerUnavailable,
                $"The panels {Panel.Name} and {other.Name} do not share one ledger, so an order could be bought on both. Nothing was sent. "
                + "Connect both with the same -Ledger, or order without fallbacks.");
        }
    }

    /// <summary>Runs work that closing any of its panels waits for.</summary>
    /// <exception cref="YallaTakeException">NotConnected: one of them is closed, and the work was not begun.</exception>
    public Task<T> RunAsync<T>(Func<Task<T>> work) => Choices.Select(choice => choice.Panel).Distinct()
        .Aggregate(work, (inner, panel) => () => panel.RunAsync(inner))();

    /// <summary>
    /// The order under the name of its panel, so that it finds its way there: one that was placed on another panel before comes back with
    /// that panel's address.
    /// </summary>
    public async Task<Order> OfItsPanelAsync(Order order, CancellationToken cancellationToken)
    {
        if (Choices.Any(choice => choice.Panel.Name == order.Panel)
            || await FindAsync(order.Reference!, found => found.Entry == order.Entry, cancellationToken).ConfigureAwait(false)
                is not { } found)
            return order;

        found.Order.Existing = order.Existing;
        return found.Order;
    }

    /// <summary>The panel on which it is not known what became of it; null when none of those that are connected is it.</summary>
    public async Task<Panel?> FindUnknownAsync(CancellationToken cancellationToken) =>
        (await FindAsync(Reference!, found => found.Phase is OrderState.Unknown or OrderState.Sending, cancellationToken)
            .ConfigureAwait(false))?.Panel;

    // Its own panels first. One that is being closed cannot say any more.
    private async Task<(Panel Panel, Order Order)?> FindAsync(
        string reference, Func<Order, bool> isIt, CancellationToken cancellationToken)
    {
        foreach (var panel in Choices.Select(choice => choice.Panel).Concat(Connected).Distinct())
        {
            try
            {
                if ((panel.Ledger.Address == Panel.Ledger.Address || Choices.Any(choice => choice.Panel == panel))
                    && await panel.Ledger.GetAsync(reference, cancellationToken).ConfigureAwait(false) is { } order
                    && isIt(order))
                    return (panel, order);
            }
            catch (YallaTakeException)
            {
            }
        }

        return null;
    }
}
