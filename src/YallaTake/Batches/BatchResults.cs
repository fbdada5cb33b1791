using YallaTake.Client.Answers;

namespace YallaTake.Batches;

/// <summary>The results of a batch by id.</summary>
/// <param name="ById">A value or an error for every id asked.</param>
/// <param name="LedgerProblem">Why the answers could not be written down; null when they were.</param>
internal sealed record BatchResults<T>(IReadOnlyDictionary<PanelId, ItemResult<T>> ById, YallaTakeException? LedgerProblem)
    where T : class;
