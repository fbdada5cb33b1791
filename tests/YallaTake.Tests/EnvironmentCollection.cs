namespace YallaTake;

/// <summary>The environment is the process's, so these run alone.</summary>
[CollectionDefinition(nameof(EnvironmentCollection), DisableParallelization = true)]
public sealed class EnvironmentCollection;
