using System.Management.Automation;
using YallaTake.Client;
using YallaTake.Client.Batches;
using YallaTake.Completion;
using YallaTake.Ledger;
using YallaTake.Ledger.Entries;
using YallaTake.Orders;
using YallaTake.Parameters;

namespace YallaTake.Batches;

/// <summary>A cmdlet that asks about orders by their ids.</summary>
/// <typeparam name="T">What comes out for an order.</typeparam>
public abstract class OrderBatchCommand<T> : BatchCommand<T>
    where T : class
{
    private protected OrderBatchCommand(Func<PanelClient, IdBatch<T>> batch, Func<OrderLedger, IReadOnlyList<T>, Task> record)
        : base(batch, record)
    {
    }

    /// <summary>The orders' ids.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [PanelIdTransformation(NoneIsEmpty = true)]
    [AllowEmptyCollection]
    [Alias("order")]
    [ArgumentCompleter(typeof(OrderIdCompleter))]
    public PanelId[] OrderId { get; set; } = [];

    // Of a type that takes everything: to try in vain whether an id is an order would cost more than all else that is done with it.

    /// <summary>What was piped: an order is asked about by its id.</summary>
    [Parameter(ValueFromPipeline = true, DontShow = true)]
    public PSObject? InputObject { get; set; }

    /// <summary>What is done to an order, when the user is to be asked; null when it is only looked at.</summary>
    private protected virtual string? Action => null;

    private protected sealed override PanelId[] Ids => OrderId;

    private protected sealed override async Task<(PanelId Id, long? Row)[]> ConfirmAsync(Panel panel, (PanelId Id, long? Row)[] ids)
    {
        if (Action is not { } action)
            return ids;

        var known = await KnownAsync(panel, ids.Select(item => item.Id));
        return
        [
            .. ids.Where(item => ShouldProcess(
                $"Order {item.Id}, {(known.TryGetValue(item.Id, out var order) ? OrderPrompt.Of(order, panel.Name) : $"on {panel.Name}")}",
                action)),
        ];
    }

    private protected sealed override async Task ProcessAsync()
    {
        if (OrderId.Length == 0)
            WriteNoOrderId(InputObject);
        await base.ProcessAsync();
    }

    // It helps a person to decide, who can decide without it too.
    private async Task<Dictionary<PanelId, Order>> KnownAsync(Panel panel, IEnumerable<PanelId> ids)
    {
        var known = new Dictionary<PanelId, Order>();
        if (!panel.Ledger.Remembers)
            return known;

        try
        {
            var filter = new OrderFilter { OrderIds = [.. ids.Select(id => id.ToString()).Distinct()] };
            foreach (var order in await panel.Ledger.ListAsync(filter, StopToken))
                known[PanelId.Of(order.OrderId!)] = order;
        }
        catch (YallaTakeException exception)
        {
            WriteVerbose($"What the ledger knows of the orders could not be read. {exception.Message}");
        }

        return known;
    }
}
