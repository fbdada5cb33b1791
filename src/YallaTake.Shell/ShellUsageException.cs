namespace YallaTake;

/// <summary>The command line cannot be understood; the message says what to type instead.</summary>
internal sealed class ShellUsageException(string message) : Exception($"{message} -Help shows the usage.");
