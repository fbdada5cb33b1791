namespace YallaTake.Ledger.Measuring;

/// <summary>How an order ended.</summary>
internal enum OrderEnding
{
    /// <summary>It has not ended, as far as is known.</summary>
    None,

    Completed,

    Partial,

    /// <summary>Canceled, refunded or expired.</summary>
    Canceled,

    Failed,
}
