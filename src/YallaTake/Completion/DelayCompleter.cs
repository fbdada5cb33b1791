using System.Globalization;
using YallaTake.Client.Orders;

namespace YallaTake.Completion;

/// <summary>The delays that panels are known to take, in minutes.</summary>
internal sealed class DelayCompleter : Completer
{
    protected override IEnumerable<Choice> Choices(string word, Panel? panel) =>
        OrderRules.KnownDelays.Select(delay => new Choice(delay.ToString(CultureInfo.InvariantCulture), $"{delay} minutes"));
}
