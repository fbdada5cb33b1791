using System.Globalization;
using System.Text.RegularExpressions;
using YallaTake.Client.Values;

namespace YallaTake.Ledger.Desk;

/// <summary>What a text of a panel promises of refills.</summary>
/// <param name="Window">
/// For how long after its end an order is refilled; zero when it is not. Null when the text promises refills and does not say for how long.
/// </param>
internal sealed record RefillPromise(TimeSpan? Window)
{
    /// <summary>Refilled as long as it stands.</summary>
    public static RefillPromise Lifetime { get; } = new(TimeSpan.MaxValue);

    private static readonly RefillPromise Nothing = new(TimeSpan.Zero);

    // What panels call it: a refill, its button or its sign, a guarantee or warranty, and that nothing is lost.
    private const string Promise =
        @"(?:auto[\s-]*)?(?:re-?fill?s?\w*|guaran\w*|garant\w*|warrant\w*|♻|🔄|гаранти\w*|рефил\w*|докрут\w*|(?:авто[\s-]*)?восстановл\w*)";

    private const string Unit = @"(?<unit>d|days?|дн\w*|день|months?|месяц\w*|years?|yrs?|год\w*|лет)(?![a-zа-я])";

    // "R30", "R 365": not "R2", which is a name for a server.
    private static readonly Regex Code = Pattern(
        @"(?<![\p{L}\p{N}])R[\s-]?(?<count>0|7|[1-9]\d{1,2})(?![\p{L}\p{N}%.,/-])", RegexOptions.None);

    // "30 Days Refill", "365D Refill", "1 Year Guarantee", "30 Дней без списаний", "30D ♻️".
    private static readonly Regex Before = Pattern(
        $@"(?<![\p{{N}}.,])(?<count>\d{{1,4}})[\s-]*{Unit}[\s:+-]*(?:of\s|free\s|non[\s-]?drop\s)?[\s\[(]*(?:{Promise}|без\s+списани\w*)");

    // "Refill: 30 Days", "Refill Button: 15Days", "Guarantee for 30 days", "Без списаний 30 дней".
    private static readonly Regex After = Pattern(
        $@"(?:{Promise}|без\s+списани\w*)(?:\s*[\[(]\s*|[^\p{{N}}|\[\]();.]{{0,24}}?)(?<count>\d{{1,4}})[\s-]*{Unit}");

    // "Refill 30", "Гарантия 30", "♻️30", and no more: "Refill 50K/Day" is how fast it is.
    private static readonly Regex Number = Pattern(
        $@"{Promise}\uFE0F?[\s:=–-]*(?<count>\d{{1,3}})(?!\s*[\p{{L}}\p{{N}}%+/.,–-])");

    // "[30 Days]" beside a promise; alone it may be how long something lasts or takes.
    private static readonly Regex Beside = Pattern($@"[\[(|]\s*(?:\d{{1,4}}\s*[–-]\s*)?(?<count>\d{{1,4}})[\s-]*{Unit}\s*(?:[\])|]|$)");

    private static readonly Regex NoRefill = Pattern(
        @"\b(?:no|non|not|without|zero)[\s-]*(?:auto[\s-]*)?(?:re-?fill?\w*|guaran\w*|warrant\w*)|"
        + @"\b(?:re-?fill?s?|guarantee|warranty)\s*[:=-]\s*(?:(?:no|none)\b(?!\s*-?\s*drop)|❌)|"
        + @"\b(?:без|нет)\s+(?:гаранти|рефил|восстановлен|докрут)\w*");

    private static readonly Regex NoRefillCode = Pattern(@"(?<![\p{L}\p{N}])NR(?![\p{L}\p{N}])", RegexOptions.None);

    private static readonly Regex Forever = Pattern($@"life[\s-]*time|пожизненн\w*|(?:вечн\w*|permanent|forever)\s+{Promise}");

    private static readonly Regex Any = Pattern(Promise);

    /// <summary>What a text promises; null when it says nothing of refills.</summary>
    public static RefillPromise? Of(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
            return null;

        var seen = SeenText.Of(text!);
        if (NoRefill.IsMatch(seen) || NoRefillCode.IsMatch(seen))
            return Nothing;

        // Of several periods, the longest is asked for: the panel refuses what is too late.
        if (Longest(seen, Code, Before, After, Number) is { } window)
            return new RefillPromise(window);
        if (Forever.IsMatch(seen))
            return Lifetime;
        return Any.IsMatch(seen) ? new RefillPromise(Longest(seen, Beside)) : null;
    }

    private static TimeSpan? Longest(string text, params Regex[] patterns) =>
        patterns.SelectMany(pattern => pattern.Matches(text).Cast<Match>()).Max(match => (TimeSpan?)Period(match));

    private static TimeSpan Period(Match match)
    {
        // Of any script: int.Parse does not read ٣٠.
        var count = match.Groups["count"].Value.Aggregate(0, (sum, digit) => (sum * 10) + CharUnicodeInfo.GetDecimalDigitValue(digit));
        var days = match.Groups["unit"].Value.ToLowerInvariant() switch
        {
            { Length: > 0 } unit when unit[0] is 'm' or 'м' => count * 30,
            { Length: > 0 } unit when unit[0] is 'y' or 'г' or 'л' => count * 365,
            _ => count,
        };
        return TimeSpan.FromDays(days);
    }

    private static Regex Pattern(string pattern, RegexOptions options = RegexOptions.IgnoreCase) =>
        new(pattern, options | RegexOptions.CultureInvariant);
}
