using System.Globalization;
using YallaTake.Client.Values;

namespace YallaTake.Ledger.Search;

/// <summary>An order of the account that is in no entry of the ledger, held against the orders whose outcome is unknown.</summary>
internal sealed class Candidate(OrderStatus status)
{
    // Panels round what they charge to four decimals or more.
    private const decimal Rounding = 0.0001m;

    // No price changes so much while an order is on its way.
    private const decimal PriceMayChange = 2;

    public long Id { get; } = SearchPlan.Number(PanelId.Of(status.OrderId));

    public decimal? Charge => status.Charge;

    public string? Currency => status.Currency;

    /// <summary>Whether it ended without being delivered whole: then some of its price was, or will be, paid back.</summary>
    public bool IsRefunded => IsRefundedStatus(status);

    public static bool IsRefundedStatus(OrderStatus status) =>
        status.IsFinal && StatusWords.Usual(status.Status) is not ("Completed" or "Expired");

    /// <summary>Whether it may be the order, should the price have changed or part of it have been paid back.</summary>
    public bool MayBe(Order unknown, long above, long below, bool isRepriced) =>
        Id > above && Id < below
        && !(status.Remains > unknown.Count)
        && (isRepriced
            || (!(Charge > unknown.EstimatedCharge * PriceMayChange + Rounding)
                && (IsRefunded || !(Charge < unknown.EstimatedCharge / PriceMayChange - Rounding))));

    /// <summary>Whether its charge is the order's estimate, or the part of it that was delivered.</summary>
    public bool Fits(Order unknown) => unknown.EstimatedCharge is { } estimate && Charge is { } charge
        && (IsRefunded ? charge > 0 && Delivered(unknown) is { } part && Equal(charge, part) : Equal(charge, estimate));

    public static bool Equal(decimal one, decimal other) => Math.Abs(one - other) <= Rounding / 2;

    public override string ToString() =>
        string.Format(CultureInfo.InvariantCulture, Charge is null ? "{0} ({1})" : "{0} ({1}, charge "
            + "{2:0.########})", Id, status.Status, Charge);

    private decimal? Delivered(Order unknown) =>
        unknown.Count > 0 && status.Remains > 0 ? unknown.EstimatedCharge * (unknown.Count - status.Remains) / unknown.Count : null;
}
