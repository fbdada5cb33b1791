namespace YallaTake;

public class ChoiceMenuTests
{
    [Theory]
    [InlineData("y", 0)]
    [InlineData("N", 1)]
    [InlineData("no", 1)]
    [InlineData("yes to all", 2)]
    [InlineData("", 1)]
    public void An_answer_is_a_key_a_label_or_an_empty_line_for_the_default(string reply, int expected)
    {
        Assert.Equal(expected, Ask(1, reply).Choice);
    }

    [Fact]
    public void Anything_else_shows_the_help_and_asks_again()
    {
        var (choice, told) = Ask(1, "?", "maybe", "y");

        Assert.Equal(0, choice);
        Assert.Equal(["Y - Go on.", "N - Leave it.", "A - Yes to All", "Y - Go on.", "N - Leave it.", "A - Yes to All"], told);
    }

    [Fact]
    public void Without_a_default_an_empty_line_is_no_answer()
    {
        Assert.Equal(2, Ask(-1, "", "a").Choice);
    }

    private static (int Choice, List<string> Told) Ask(int defaultChoice, params string[] replies)
    {
        var menu = new ChoiceMenu([new("&Yes", "Go on."), new("&No", "Leave it."), new("Yes to &All")], defaultChoice);
        var waiting = new Queue<string>(replies);
        var told = new List<string>();
        return (menu.Ask(_ => waiting.Dequeue(), told.Add), told);
    }
}
