using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;
using YallaTake.Parameters;
using YallaTake.Session;

namespace YallaTake.Completion;

/// <summary>Completes an argument from what is known already: it asks no panel, makes no connection, and is never an error.</summary>
internal abstract class Completer : IArgumentCompleter
{
    // These end a bare word, or begin something other than a text.
    private static readonly char[] Special = [.. " \t'\"`$@#,;|&(){}[]<>*?"];

    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        try
        {
            var word = (wordToComplete ?? string.Empty).Trim('\'', '"');
            return [.. Choices(word, PanelFor(fakeBoundParameters)).Where(choice => choice.Fits(word)).Select(Result)];
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            // Tab gives a word or nothing, and never an error.
            return [];
        }
    }

    /// <summary>The possible values. Those that do not match what was typed are left out.</summary>
    /// <param name="word">What was typed so far, without quotes.</param>
    /// <param name="panel">The panel that the command would use; null when none is connected.</param>
    protected abstract IEnumerable<Choice> Choices(string word, Panel? panel);

    private static Panel? PanelFor(IDictionary bound) => bound?["Panel"].Bare() switch
    {
        null => RunspaceSession.Current.CurrentPanel,
        Panel panel => panel,
        var name => RunspaceSession.Current.Find(name.ToString()!),
    };

    // PowerShell would read 12e4 as 120000 and 007 as 7.
    private static bool IsOtherNumber(string text) => text is [>= '0' and <= '9', ..] && PanelId.Find(text) is not { IsNumber: true };

    private static CompletionResult Result(Choice choice)
    {
        var isBare = choice.Text.IndexOfAny(Special) < 0 && !IsOtherNumber(choice.Text);
        var text = isBare ? choice.Text : $"'{CodeGeneration.EscapeSingleQuotedStringContent(choice.Text)}'";
        return new CompletionResult(text, choice.Label, CompletionResultType.ParameterValue, choice.Tooltip);
    }
}
