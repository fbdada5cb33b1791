namespace YallaTake.Sandboxing.Panel;

/// <summary>A refill of an order; every tenth is rejected after five minutes, the others are completed.</summary>
internal sealed record SandboxRefill(long Id, SandboxOrder Order, DateTimeOffset Requested)
{
    /// <summary>The API's word for where the refill stands.</summary>
    public string Status(DateTimeOffset now) => (now - Requested).TotalMinutes switch
    {
        < 1 => "Pending",
        < 5 => "In progress",
        _ => Id % 10 == 0 ? "Rejected" : "Completed",
    };

    public bool IsFinal(DateTimeOffset now) => Status(now) is "Completed" or "Rejected";
}
