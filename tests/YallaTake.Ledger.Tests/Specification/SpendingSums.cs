namespace YallaTake;

/// <summary>What was spent on two days, by an account and by the one that it went over to.</summary>
internal readonly record struct SpendingSums(int First, int Second, int AdoptedFirst, int AdoptedSecond)
{
    public SpendingSums Plus(bool isAdopted, int day, int spent) => (isAdopted, day) switch
    {
        (false, 0) => this with { First = First + spent },
        (false, _) => this with { Second = Second + spent },
        (true, 0) => this with { AdoptedFirst = AdoptedFirst + spent },
        _ => this with { AdoptedSecond = AdoptedSecond + spent },
    };

    public SpendingSums Plus(SpendingSums other) => new(
        First + other.First, Second + other.Second, AdoptedFirst + other.AdoptedFirst, AdoptedSecond + other.AdoptedSecond);

    public SpendingSums Minus(SpendingSums other) => new(
        First - other.First, Second - other.Second, AdoptedFirst - other.AdoptedFirst, AdoptedSecond - other.AdoptedSecond);

    public override string ToString() => $"{First} {Second} | {AdoptedFirst} {AdoptedSecond}";
}
