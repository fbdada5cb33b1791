using YallaTake.Settings;

namespace YallaTake.Completion;

/// <summary>The profiles of this user.</summary>
internal sealed class ProfileNameCompleter : Completer
{
    protected override IEnumerable<Choice> Choices(string word, Panel? panel) => ProfileFolder.Names().Select(name => new Choice(name));
}
