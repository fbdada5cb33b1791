namespace YallaTake.Ledger.Store;

/// <summary>A parameter of a statement, before a store binds it in its own types.</summary>
internal readonly record struct Parameter(string Name, ParameterKind Kind, object? Value);
