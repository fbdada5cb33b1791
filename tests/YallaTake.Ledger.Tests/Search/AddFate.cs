namespace YallaTake;

/// <summary>What becomes of an order that is sent to the simulated panel.</summary>
/// <param name="Acts">Whether the panel takes it.</param>
/// <param name="Answers">Whether its answer arrives.</param>
/// <param name="After">How long after the answer was given up the panel takes it.</param>
internal sealed record AddFate(bool Acts, bool Answers, TimeSpan After = default)
{
    public static AddFate Answered { get; } = new(Acts: true, Answers: true);

    public static AddFate LostAfter { get; } = new(Acts: true, Answers: false);

    public static AddFate LostBefore { get; } = new(Acts: false, Answers: false);

    public bool IsLate => After > TimeSpan.Zero;

    public static AddFate Late(TimeSpan after) => new(Acts: true, Answers: false, after);
}
