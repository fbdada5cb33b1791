namespace YallaTake.Completion;

/// <summary>The ids of the refills of the newest orders of the ledger.</summary>
internal sealed class RefillIdCompleter : OrderCompleter
{
    protected override IEnumerable<string?> Texts(Order order) => order.RefillId.Select(id => id.ToString()).Reverse();
}
