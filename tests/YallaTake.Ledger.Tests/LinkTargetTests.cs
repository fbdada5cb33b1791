using YallaTake.Ledger.Entries;

namespace YallaTake;

public sealed class LinkTargetTests
{
    [Theory]
    [InlineData("https://instagram.com/p/Cabc", "http://instagram.com/p/Cabc")]
    [InlineData("https://instagram.com/p/Cabc", "https://www.instagram.com/p/Cabc/")]
    [InlineData("https://instagram.com/p/Cabc", "instagram.com/p/Cabc")]
    [InlineData("https://instagram.com/p/Cabc", "WWW.Instagram.com/p/Cabc//")]
    [InlineData("https://instagram.com/p/Cabc", "  https://instagram.com:443/p/Cabc\u200b")]
    [InlineData("https://instagram.com/p/Cabc", "http://instagram.com:80/p/Cabc#")]
    [InlineData("https://instagram.com/p/Cabc", "https://instagram.com./p/Cabc?")]
    [InlineData("https://instagram.com/p/Cabc", "https://www.instagram.com/p/Cabc/?igsh=MzRlODBiNWFlZA==&utm_source=qr&UTM_Medium=x")]
    [InlineData("https://instagram.com/p/Cabc", "https://www.instagram.com/p/Cabc/?img_index=2&igshid=1&hl=en")]
    [InlineData("https://example.com/p?a=1&b=2", "https://example.com/p?b=2&a=1&fbclid=IwAR0&gclid=1")]
    [InlineData("https://example.com", "example.com/")]
    [InlineData("https://example.com/ä", "https://example.com/%C3%A4")]
    [InlineData("https://bücher.example/p", "https://xn--bcher-kva.example/p")]
    [InlineData("https://www.youtube.com/watch?v=dQw4w9WgXcQ", "https://youtu.be/dQw4w9WgXcQ?si=Xyz&t=42")]
    [InlineData("https://www.youtube.com/watch?v=dQw4w9WgXcQ", "https://m.youtube.com/watch?list=PL1&v=dQw4w9WgXcQ&feature=share")]
    [InlineData("https://www.youtube.com/watch?v=dQw4w9WgXcQ", "youtube.com/shorts/dQw4w9WgXcQ?feature=share")]
    [InlineData("https://x.com/user/status/1", "https://mobile.twitter.com/user/status/1?s=20&t=abc")]
    [InlineData("https://t.me/channel/5", "http://telegram.me/channel/5")]
    [InlineData("https://www.tiktok.com/@user/video/7", "https://m.tiktok.com/@user/video/7?_t=8&_r=1&is_from_webapp=1")]
    [InlineData("user name", " user\u00a0 name\u200f")]
    public void Links_to_the_same_thing_are_the_same(string one, string other) => Assert.Equal(LinkTarget.Of(one), LinkTarget.Of(other));

    // Names of hosts may not begin with an accent, and .NET says so only when it is asked for the name.
    [Fact]
    public void A_link_to_a_host_that_cannot_be_points_to_something_all_the_same()
    {
        foreach (var letter in Enumerable.Range(1, char.MaxValue).Select(code => (char)code))
            Assert.NotNull(LinkTarget.Of($"https://{letter}b.example/p"));
        Assert.NotEqual(LinkTarget.Of("https://\u0301b.example/p"), LinkTarget.Of("https://\u0300b.example/p"));
        Assert.Equal(LinkTarget.Of("https://\u0301b.example/p"), LinkTarget.Of("HTTP://www.\u0301B.example/p/"));
    }

    [Theory]
    [InlineData("https://www.youtube.com/watch?v=dQw4w9WgXcQ", "https://www.youtube.com/watch?v=dQw4w9WgXcq")]
    [InlineData("https://www.youtube.com/watch?v=1", "https://www.youtube.com/watch?list=1")]
    [InlineData("https://www.youtube.com/playlist?list=PL1", "https://www.youtube.com/playlist?list=PL2")]
    [InlineData("https://youtu.be/", "https://www.youtube.com/")]
    [InlineData("https://instagram.com/p/Cabc", "https://instagram.com/p/CABC")]
    [InlineData("https://instagram.com/p/Cabc", "https://instagram.com/reel/Cabc")]
    [InlineData("https://instagram.com/p/Cabc", "https://instagram.com/p/Cabc/c/17")]
    [InlineData("https://example.com/p?id=1", "https://example.com/p?id=2")]
    [InlineData("https://example.com/p?t=1", "https://example.com/p?t=2")]
    [InlineData("https://example.com/p", "https://example.com:8080/p")]
    [InlineData("http://example.com:443/p", "https://example.com/p")]
    [InlineData("https://m.example.com/p", "https://example.com/p")]
    [InlineData("https://shop.example.com/p", "https://example.com/p")]
    [InlineData("https://web.telegram.org/k/#@one", "https://web.telegram.org/k/#@two")]
    [InlineData("https://example.com/a%2Fb", "https://example.com/a/b")]
    [InlineData("tg://resolve?domain=one", "https://t.me/one")]
    [InlineData("@user", "user")]
    [InlineData("User", "user")]
    [InlineData("https://t.me/+AbC", "https://t.me/+abc")]
    [InlineData("https://one@example.com/p", "https://two@example.com/p")]
    public void Links_to_different_things_are_different(string one, string other) =>
        Assert.NotEqual(LinkTarget.Of(one), LinkTarget.Of(other));

    [Theory]
    [InlineData(null)]
    [InlineData(" \u200b")]
    public void No_link_points_to_nothing(string? link) => Assert.Null(LinkTarget.Of(link));
}
