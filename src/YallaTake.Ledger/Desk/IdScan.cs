using YallaTake.Client;
using YallaTake.Client.Answers;
using YallaTake.Client.Resilience;
using YallaTake.Ledger.Search;

namespace YallaTake.Ledger.Desk;

/// <summary>
/// Asks for the status of ids of which most are not the account's. Every list ends with an id that surely is, its control: where it is not
/// answered, the list was cut, refused or not understood, and proves nothing.
/// </summary>
/// <param name="client">Asks the panel.</param>
/// <param name="controls">Ids that are surely the account's, the best first; none when there are none.</param>
/// <param name="answers">What is known of the ids.</param>
internal sealed class IdScan(PanelClient client, IReadOnlyList<PanelId> controls, SearchAnswers answers)
{
    private const int Shortest = 8;

    private int _length = PanelClient.MaximumIds;
    private int _control;

    /// <summary>How many requests may still be made.</summary>
    public int Left { get; set; }

    /// <summary>Why the panel's answers prove nothing; null while they do.</summary>
    public string? Trouble { get; private set; }

    /// <summary>Whether more may be asked, and answers still prove something.</summary>
    public bool CanGoOn => Left > 0 && Trouble is null;

    /// <summary>How many ids are asked for in one request.</summary>
    public int Length => _length - Math.Min(controls.Count, 2);

    /// <summary>Asks for those of the ids that are not known yet, as long as requests are left.</summary>
    public async Task AskAsync(IEnumerable<long> ids, PanelCall call, Action? asked = null)
    {
        // One by one: there may be more of them than memory holds.
        using var unknown = ids.Where(id => !answers.Knows(id)).GetEnumerator();
        var next = new List<long>();
        while (CanGoOn)
        {
            while (next.Count < Length && unknown.MoveNext())
                next.Add(unknown.Current);
            if (next.Count == 0)
                return;

            var part = next.GetRange(0, Math.Min(Length, next.Count));
            if (await AskOnceAsync(part, call).ConfigureAwait(false))
                next.RemoveRange(0, part.Count);
            asked?.Invoke();
        }
    }

    // False when it is to be asked again otherwise.
    private async Task<bool> AskOnceAsync(List<long> part, PanelCall call)
    {
        PanelId[] around = [.. controls.Skip(_control).Take(2)];
        var (first, last) = (around.Length > 1 ? around[1] : null, around.FirstOrDefault());
        PanelId[] list = [.. new[] { first }.Concat(part.Select(id => (PanelId)id)).Append(last).OfType<PanelId>().Distinct()];
        IReadOnlyList<ItemResult<OrderStatus>> results;
        Left--;
        try
        {
            results = await client.Status.AskOnceAsync(list, call).ConfigureAwait(false);
        }
        catch (YallaTakeException refusal) when (refusal is { PanelText: not null, Id: ErrorId.OrderNotFound } && last is null)
        {
            // A list of nothing but unknown ids.
            answers.Absent.UnionWith(part);
            return true;
        }
        catch (YallaTakeException refusal) when (refusal.Id is ErrorId.OrderNotFound or ErrorId.PanelError or ErrorId.PanelAnswerUnreadable)
        {
            Trouble = $"The panel refuses lists of ids, so a search proves nothing: {refusal.Message}";
            return false;
        }

        var byId = results.ToDictionary(result => result.Id);
        if (around.All(control => byId[control].Value is not null))
        {
            foreach (var result in results)
                Take(result);
            return true;
        }

        // Some of it was answered: the list is longer than the panel takes. Else the control may have grown too old for it.
        if (results.Any(result => result.Value is not null) && _length / 2 >= Shortest)
            _length /= 2;
        else if (_control + 2 < controls.Count && _control < 4)
            _control += 2;
        else
            Trouble = $"The panel does not answer for order {last}, which is of this account, so its answers prove nothing.";
        return false;
    }

    private void Take(ItemResult<OrderStatus> result)
    {
        if (result.Id.Value is not long id)
            return;

        if (result.Value is { } status)
            answers.Seen[id] = status;
        else if (result.Error is { Id: ErrorId.OrderNotFound } or { IsLeftOut: true })
            answers.Absent.Add(id);
    }
}
