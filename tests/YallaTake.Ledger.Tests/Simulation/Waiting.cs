namespace YallaTake;

/// <summary>Something that will happen.</summary>
/// <param name="Actor">Whose turn it is.</param>
/// <param name="What">What it waits for.</param>
/// <param name="Due">When, by the actor's clock.</param>
/// <param name="Run">Goes on.</param>
/// <param name="IsTurn">Whether it is the code's next step; otherwise a timer or a commit.</param>
internal sealed record Waiting(Actor Actor, string What, long Due, Action Run, bool IsTurn);
