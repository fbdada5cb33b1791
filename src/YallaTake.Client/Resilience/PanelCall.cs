namespace YallaTake.Client.Resilience;

/// <summary>What comes with every call of a client: how to give up, and what to call at pauses.</summary>
/// <param name="Token">Gives up.</param>
/// <param name="OnWait">Called at every pause, on any thread; null when it is not wanted.</param>
internal readonly record struct PanelCall(CancellationToken Token, Action<PanelWait>? OnWait = null)
{
    /// <summary>Called with what the user should know of an answer that is used all the same, on any thread.</summary>
    public Action<string>? OnWarning { get; init; }

    /// <summary>Called after every request with what came of it and how long it took, on any thread; null when it is not wanted.</summary>
    public Action<string>? OnAnswer { get; init; }

    /// <summary>Whether the request is sent once only, however it fails.</summary>
    public bool Once { get; init; }

    /// <summary>A call that only needs to be given up.</summary>
    public static implicit operator PanelCall(CancellationToken token) => new(token);
}
