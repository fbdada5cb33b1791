using YallaTake.Session;
using YallaTake.Settings;

namespace YallaTake.Completion;

/// <summary>The panels connected in this runspace, and the profiles of this user.</summary>
internal sealed class KnownPanelCompleter : Completer
{
    protected override IEnumerable<Choice> Choices(string word, Panel? panel) => RunspaceSession.Current.Panels
        .Select(connected => connected.Name)
        .Union(ProfileFolder.Names(), StringComparer.OrdinalIgnoreCase)
        .Select(name => new Choice(name));
}
