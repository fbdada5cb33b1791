namespace YallaTake.Client.Resilience;

/// <summary>A pause before a request is sent, or sent again.</summary>
/// <param name="Delay">How long it lasts.</param>
/// <param name="Reason">Why, in a sentence for the user.</param>
internal sealed record PanelWait(TimeSpan Delay, string Reason);
