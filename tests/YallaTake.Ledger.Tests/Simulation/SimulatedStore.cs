using Microsoft.Data.Sqlite;
using YallaTake.Ledger.Store;

namespace YallaTake;

/// <summary>The ledger file as a virtual process has it: others act around each call, the disk fails, the process crashes.</summary>
internal sealed class SimulatedStore(ILedgerStore store, History history, VirtualProcess process) : ILedgerStore
{
    private const int DiskFails = 10;
    private const int DiskFull = 13;

    private readonly World _world = history.World;

    public string Address => store.Address;

    public SqlDialect Dialect => store.Dialect;

    public string Advice => store.Advice;

    public bool Exists => store.Exists;

    // A person decides by what the screen shows at that moment: nothing happens between looking and the command's own reading.
    private bool IsPerson => process.IsPerson;

    public Task<LedgerIdentity> OpenAsync(CancellationToken cancellationToken) => store.OpenAsync(cancellationToken);

    public async Task<T> FoldAsync<T>(Statement statement, Func<T> begin, Action<T, Row> add, CancellationToken cancellationToken)
    {
        if (!IsPerson)
            await _world.TurnAsync(process.Actor, "reads");
        if (!IsPerson && _world.GoesWrong("disk fails to read", 200))
            throw Failing(DiskFails);
        return await store.FoldAsync(Plantings.In(statement, process.Bug), begin, add, cancellationToken);
    }

    public async Task<IReadOnlyList<T>> WriteAsync<T>(
        IReadOnlyList<Statement> statements, Func<Row, T> read, CancellationToken cancellationToken)
    {
        var what = Kind(statements[^1]);
        if (IsPerson && what != "resolve")
            return await store.WriteAsync(statements, read, cancellationToken);

        var odds = IsPerson ? 8 : 40;
        await _world.TurnAsync(process.Actor, "before " + what);
        if (_world.GoesWrong("disk full before " + what, odds))
            throw Failing(DiskFull);

        // Chance alone would seldom hit on the moments before an order is sent.
        if (what is "claim" or "renew" && !_world.IsCalm && _world.Draw(15))
            history.Pause(process);

        var ends = process.Actor.MayCrash && _world.Draw(odds);
        var isFull = _world.Draw(odds);
        var planted = statements.Select(statement => Plantings.In(statement, process.Bug)).ToList();
        var rows = await store.WriteAsync(planted, Read, cancellationToken);
        _world.HasChanged = true;
        await _world.TurnAsync(process.Actor, "after " + what);
        if (_world.GoesWrong("disk fails after " + what, odds))
            throw Failing(DiskFails);
        return rows;

        // Inside of the transaction, which is then rolled back.
        T Read(Row row)
        {
            if (ends && !_world.IsCalm)
            {
                _world.Note("crash in " + what);
                process.Actor.Kill();
                throw Failing(DiskFails);
            }

            if (isFull && !_world.IsCalm)
            {
                _world.Note("disk full in " + what);
                throw Failing(DiskFull);
            }

            return read(row);
        }
    }

    public string Describe(Exception exception) => store.Describe(exception);

    public void Dispose() => store.Dispose();

    private static SqliteException Failing(int code) => new("on purpose", code);

    private static string Kind(Statement statement)
    {
        var names = statement.Parameters.Select(parameter => parameter.Name).ToHashSet(StringComparer.Ordinal);
        return names.Contains("holder") ? "claim" : names.Contains("placed") ? "resolve" : names.Contains("lease") ? "renew" : "settle";
    }
}
