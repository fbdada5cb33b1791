using System.Collections.ObjectModel;
using System.Management.Automation.Host;

namespace YallaTake;

/// <summary>A question with a few answers, such as the one that -Confirm asks.</summary>
/// <param name="choices">The answers; an ampersand in a label stands before its key.</param>
/// <param name="defaultChoice">The answer that an empty line means, or -1 when there is none.</param>
internal sealed class ChoiceMenu(Collection<ChoiceDescription> choices, int defaultChoice)
{
    private readonly (string Key, string Label, string Help)[] _answers =
        [.. choices.Select(choice => (KeyOf(choice.Label), choice.Label.Replace("&", ""), choice.HelpMessage))];

    /// <summary>Asks until one of the answers is given.</summary>
    /// <param name="ask">Shows a line and reads the reply.</param>
    /// <param name="tell">Shows a line of help.</param>
    /// <returns>The index of the answer.</returns>
    public int Ask(Func<string, string> ask, Action<string> tell)
    {
        while (true)
        {
            var reply = ask(Line()).Trim();
            if (reply.Length == 0 && defaultChoice >= 0) return defaultChoice;

            var index = Array.FindIndex(_answers, answer => Matches(answer.Key, reply) || Matches(answer.Label, reply));
            if (index >= 0) return index;

            foreach (var (key, label, help) in _answers) tell($"{key} - {(string.IsNullOrEmpty(help) ? label : help)}");
        }
    }

    private string Line()
    {
        var answers = string.Join("  ", _answers.Select(answer => $"[{answer.Key}] {answer.Label}"));
        var line = $"{answers}  [?] Help";
        return defaultChoice >= 0 ? $"{line} (default is \"{_answers[defaultChoice].Key}\")" : line;
    }

    // Without an ampersand the whole label is the key.
    private static string KeyOf(string label)
    {
        var at = label.IndexOf('&', StringComparison.Ordinal);
        return at >= 0 && at + 1 < label.Length ? label.Substring(at + 1, 1).ToUpperInvariant() : label;
    }

    private static bool Matches(string answer, string reply) => answer.Equals(reply, StringComparison.OrdinalIgnoreCase);
}
