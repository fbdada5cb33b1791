namespace YallaTake.Completion;

/// <summary>Where web traffic seems to come from (api: fields of add).</summary>
internal sealed class TrafficTypeCompleter : Completer
{
    protected override IEnumerable<Choice> Choices(string word, Panel? panel) =>
    [
        new("1", "-GoogleKeyword says which", "Google keyword"),
        new("2", "-ReferringUrl says which", "referring page"),
        new("3", name: "nowhere"),
    ];
}
