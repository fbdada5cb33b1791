namespace YallaTake;

/// <summary>The ledger's answer to an intent: send it now, or here is the order that it became before.</summary>
/// <param name="Entry">The entry's number in the ledger.</param>
/// <param name="Existing">The order placed before under the same reference; null when this one is to be sent.</param>
internal record OrderClaim(long Entry, Order? Existing);
