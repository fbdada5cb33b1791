namespace YallaTake.Completion;

/// <summary>The devices that web traffic comes from (api: fields of add).</summary>
internal sealed class DeviceCompleter : Completer
{
    protected override IEnumerable<Choice> Choices(string word, Panel? panel) =>
    [
        new("1", name: "desktop"),
        new("2", name: "mobile, Android"),
        new("3", name: "mobile, iOS"),
        new("4", name: "mobile, mixed"),
        new("5", name: "mobile and desktop, mixed"),
    ];
}
