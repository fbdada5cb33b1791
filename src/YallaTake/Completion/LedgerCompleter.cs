using YallaTake.Ledger;
using YallaTake.Session;

namespace YallaTake.Completion;

/// <summary>Completes from what the ledger knows, when that is a file and exists.</summary>
internal abstract class LedgerCompleter : Completer
{
    // A ledger that another process keeps locked must not delay typing.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    protected sealed override IEnumerable<Choice> Choices(string word, Panel? panel)
    {
        if (panel?.Ledger is not { IsLocal: true } ledger)
            return [];

        var time = RunspaceSession.Current.Time;
        using var enough = time.CreateCancellationTokenSource(Patience);
        return Task.Run(() => ReadAsync(ledger, enough.Token)).WaitAsync(Patience, time).GetAwaiter().GetResult();
    }

    /// <summary>Reads the possible values.</summary>
    protected abstract Task<List<Choice>> ReadAsync(OrderLedger ledger, CancellationToken token);
}
