namespace YallaTake.Ledger.Store;

/// <summary>A statement of SQL that both stores understand.</summary>
internal sealed record Statement(string Sql, params Parameter[] Parameters);
