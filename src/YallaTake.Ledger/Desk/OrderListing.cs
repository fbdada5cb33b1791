using YallaTake.Client;
using YallaTake.Client.Answers;
using YallaTake.Client.Requests;
using YallaTake.Client.Resilience;
using YallaTake.Ledger.Entries;
using YallaTake.Ledger.Search;

namespace YallaTake.Ledger.Desk;

/// <summary>Asks a panel for its list of the account's orders, where it has an action for that, as evidence beside a search.</summary>
/// <param name="client">Asks the panel.</param>
/// <param name="ledger">Knows the orders.</param>
/// <param name="settings">What holds for the connection.</param>
internal sealed class OrderListing(PanelClient client, OrderLedger ledger, OrderDeskSettings settings)
{
    /// <summary>
    /// What a search found out, and what the list adds to it. That the list does not have the order says nothing; that it may have it
    /// speaks against one that was not placed.
    /// </summary>
    public async Task<SearchVerdict> AddAsync(SearchVerdict verdict, PanelCall call)
    {
        if (settings.OrderListAction is not { } action || verdict.Outcome == SearchOutcome.Placed)
            return verdict;

        IReadOnlyList<ListedOrder> listed;
        try
        {
            var answer = await client.AskAsync(OtherAction.Request(action, [], isRepeatable: true), call).ConfigureAwait(false);
            listed = OrderListAnswer.Read(answer);
        }
        catch (YallaTakeException failure) when (failure.Id != ErrorId.ApiKeyRefused)
        {
            return verdict with { Seen = $"{verdict.Seen} The panel's list of orders proves nothing: {failure.Message}" };
        }

        // A panel that answers for the orders of others may list them too.
        if (verdict.Refusal is not null && listed.All(order => order.OrderId.IsNumber))
            return verdict;

        var open = await ledger.ListAsync(new OrderFilter { Open = true }, call.Token).ConfigureAwait(false);
        var unsettled = open.FindAll(order => order.Phase != OrderState.Placed || order.CandidateId.Count > 0);
        var filter = new OrderFilter { OrderIds = [.. listed.Select(order => order.OrderId.ToString())] };
        var ours = (await ledger.ListAsync(filter, call.Token).ConfigureAwait(false))
            .GroupBy(order => PanelId.Of(order.OrderId!))
            .ToDictionary(same => same.Key, same => same.First());
        var isShared = settings.IsShared || await ledger.GetOtherAsync(call.Token).ConfigureAwait(false) is not null;
        return new OrderListJudge(listed, ours, unsettled).Judge(verdict.Order, isShared) ?? verdict;
    }
}
