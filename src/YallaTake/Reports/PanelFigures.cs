using YallaTake.Ledger.Figures;

namespace YallaTake.Reports;

/// <summary>What a report says of one account.</summary>
/// <param name="Panel">The panel's name, which <c>-Panel</c> takes.</param>
/// <param name="Figures">What its orders add up to.</param>
/// <param name="Services">What became of the orders of each service.</param>
/// <param name="Unsettled">The first of its orders that a person has to settle, of any time.</param>
/// <param name="UnsettledCount">How many these are.</param>
/// <param name="StuckCount">How many orders are open far longer than others of their services.</param>
/// <param name="RefillCount">How many orders may be refilled now.</param>
internal sealed record PanelFigures(
    string Panel,
    LedgerFigures Figures,
    IReadOnlyList<ServiceRecord> Services,
    IReadOnlyList<Order> Unsettled,
    int UnsettledCount,
    int StuckCount,
    int RefillCount);
