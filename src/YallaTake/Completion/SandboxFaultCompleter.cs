using YallaTake.Sandboxing.Faults;

namespace YallaTake.Completion;

/// <summary>The kinds of faults, after the action that they are for when one is typed.</summary>
internal sealed class SandboxFaultCompleter : Completer
{
    protected override IEnumerable<Choice> Choices(string word, Panel? panel)
    {
        var action = word.Substring(0, word.IndexOf(':') + 1);
        return typeof(SandboxFaultKind).GetEnumNames().Select(kind => new Choice(action + kind));
    }
}
