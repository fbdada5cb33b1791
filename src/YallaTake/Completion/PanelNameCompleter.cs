using YallaTake.Session;

namespace YallaTake.Completion;

/// <summary>The panels connected in this runspace, the current one first.</summary>
internal sealed class PanelNameCompleter : Completer
{
    protected override IEnumerable<Choice> Choices(string word, Panel? panel) =>
        RunspaceSession.Current.Panels.Reverse().Select(connected => new Choice(connected.Name, connected.Uri.ToString()));
}
