namespace YallaTake.Ledger.Store;

/// <summary>What a parameter is; each store has types of its own for it.</summary>
internal enum ParameterKind
{
    Text,
    Texts,
    Number,
    Numbers,
    Money,
    Flag,
    Time,
    Bytes,
    Id,
}
