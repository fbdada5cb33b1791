namespace YallaTake.Completion;

/// <summary>The action of the panel that no other cmdlet has and the connection knows: the list of orders.</summary>
internal sealed class ActionCompleter : Completer
{
    protected override IEnumerable<Choice> Choices(string word, Panel? panel) =>
        panel?.Settings.OrderListAction is { } action ? [new Choice(action, "Lists the account's orders.")] : [];
}
