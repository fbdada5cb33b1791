namespace YallaTake.Client.Answers;

/// <summary>The outcome of one id of a batch: a value or an error, never both.</summary>
/// <typeparam name="T">What the panel says of the id.</typeparam>
internal sealed class ItemResult<T>
    where T : class
{
    /// <summary>The id's answer.</summary>
    public ItemResult(PanelId id, T value) => (Id, Value) = (id, value);

    /// <summary>The id's failure.</summary>
    public ItemResult(PanelId id, YallaTakeException error) => (Id, Error) = (id, error);

    /// <summary>The id that was asked.</summary>
    public PanelId Id { get; }

    /// <summary>The panel's answer; null when <see cref="Error"/> is set.</summary>
    public T? Value { get; }

    /// <summary>Why there is no answer; null when <see cref="Value"/> is set.</summary>
    public YallaTakeException? Error { get; }
}
