using YallaTake.Ledger.Desk;

namespace YallaTake;

public sealed class RefillPromiseTests
{
    [Theory]
    [InlineData("Instagram Followers [30 Days Refill] [Speed: 10K/Day]", 30)]
    [InlineData("Instagram Followers | Low Drop | 365 Days Refill | 100K Per Day", 365)]
    [InlineData("Instagram Followers [High Quality] [ 365D Refill ]", 365)]
    [InlineData("IG Followers | Real-Mix | Up To 10K/Hour | Less Drop | R60 | MAX 500K ♻️", 60)]
    [InlineData("TikTok Likes [R30] ♻️", 30)]
    [InlineData("متابعين | Refill ٣٠ Days", 30)]
    [InlineData("YouTube Subscribe | R30 | Instant Start | Per Day 20-50 | No Drop", 30)]
    [InlineData("IG Followers | Refill: 30 Days Refill Button | MAX 300K", 30)]
    [InlineData("IG Likes | Speed: Up To 20K/Day | Refill Button: 30 Days | MAX 300K", 30)]
    [InlineData("YT Views | Refill Button: 15Days | Lifetime Guarantee | MAX 1M ♻️", 15)]
    [InlineData("Twitter Followers [500K] [♻️ 30D]", 30)]
    [InlineData("Twitter Followers 30D♻️", 30)]
    [InlineData("Telegram Members [ 30 - 90Days Refill ]", 90)]
    [InlineData("Refill (30 Days Maximum) Username Only HQ 0-1 Hour Start! 5K - 7K/Day Minimum 100", 30)]
    [InlineData("Instant start and 30-day refill button.", 30)]
    [InlineData("Facebook Page Likes - 1 Year Guarantee", 365)]
    [InlineData("Spotify Plays | 6 Months Warranty", 180)]
    [InlineData("30 Days Refill - No Drop", 30)]
    [InlineData("Подписчики [Гарантия 30 дней♻️]", 30)]
    [InlineData("Подписчики [Гарантия 30♻️]", 30)]
    [InlineData("Подписчики [Гарантия - 3 дня♻️]", 3)]
    [InlineData("Подписчики [90 Дней без списаний♻️]", 90)]
    [InlineData("Подписчики [Без списаний 180 дней] ♻️🚀", 180)]
    [InlineData("Подписчики [Авто-Восстановление 45♻️]", 45)]
    [InlineData("Подписчики [Кнопка восстановления 20]", 20)]
    [InlineData("Подписчики [30 Дней докрут по кнопке♻️]", 30)]
    [InlineData("Подписчики [14 Дней] [Лучшая Цена!]♻️", 14)]
    [InlineData("Буст канала [30 - 90 Дней] [Гарантия]", 90)]
    public void A_text_says_for_how_many_days(string text, int days) =>
        Assert.Equal(TimeSpan.FromDays(days), RefillPromise.Of(text)?.Window);

    [Theory]
    [InlineData("Instagram Followers | Non Drop | Lifetime Refill | Ultra Fast")]
    [InlineData("YT Views | Source:Suggested | Speed: 10-30K/Day | Lifetime Guarantee | MAX 1M")]
    [InlineData("TikTok Likes [Lifetime] ♻️")]
    [InlineData("Подписчики [Пожизненная гарантия♻️]")]
    [InlineData("Просмотры [Вечная Гарантия♻️]")]
    public void A_text_says_for_ever(string text) => Assert.Equal(RefillPromise.Lifetime, RefillPromise.Of(text));

    [Theory]
    [InlineData("Instagram Likes | 50K Per Day | No Refill")]
    [InlineData("Instagram Followers No Refill/Not Guaranteed")]
    [InlineData("Telegram Members Non-Guaranteed")]
    [InlineData("Telegram Members | Without Refill")]
    [InlineData("Telegram Members [NR]")]
    [InlineData("Telegram Members [R0]")]
    [InlineData("Speed: 1K/Day, Refill: No, Start: instant")]
    [InlineData("Refill: ❌")]
    [InlineData("Подписчики [Без гарантии]")]
    public void A_text_says_that_there_are_none(string text) => Assert.Equal(TimeSpan.Zero, RefillPromise.Of(text)?.Window);

    [Theory]
    [InlineData("Instagram Followers ♻️")]
    [InlineData("Instagram Zero Drop followers | Auto Refill Every 24 Hours |")]
    [InlineData("Instagram Followers | Refill 50K/Day")]
    [InlineData("Instagram Followers | Refill | 30K Per Day")]
    [InlineData("Подписчики [Гарантия]")]
    public void A_text_says_that_there_are_some_and_not_for_how_long(string text)
    {
        Assert.NotNull(RefillPromise.Of(text));
        Assert.Null(RefillPromise.Of(text)?.Window);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("Instagram Likes [Server R2] [10K/Day]")]
    [InlineData("Telegram Premium Members [30 Days]")]
    [InlineData("Instagram Followers | 30k Per Day | Non Drop")]
    [InlineData("Просмотры [Без списаний]")]
    [InlineData("YouTube 4000 Hours Watch Time | 30 Days Completion")]
    public void A_text_says_nothing(string? text) => Assert.Null(RefillPromise.Of(text));
}
