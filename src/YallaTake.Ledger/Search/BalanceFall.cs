namespace YallaTake.Ledger.Search;

/// <summary>A fall of the balance, and what explains it.</summary>
internal sealed record BalanceFall(Amounts Known, decimal Fall, decimal Rounding)
{
    public decimal Unexplained => Fall - Known.Nearest(Fall);

    /// <summary>Whether an amount beside the known ones explains it.</summary>
    public bool Explains(decimal? amount) => !Known.IsVague && amount is { } known && Known.Contain(Fall - known, Rounding);

    /// <summary>Whether one of the sums, and an amount beside it, explains it.</summary>
    public bool IsExplainedBy(Amounts others, decimal amount = 0) => !others.IsVague && others.Sums.Any(sum => Explains(sum + amount));
}
