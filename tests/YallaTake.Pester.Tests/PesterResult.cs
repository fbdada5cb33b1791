namespace YallaTake;

/// <summary>The result of one test of Pester, or of a file or a block that failed as a whole.</summary>
/// <param name="Name">The test's name after those of its blocks, as Pester shows them.</param>
/// <param name="Result">Pester's word for it: Passed, Failed, Skipped, Inconclusive, NotRun.</param>
/// <param name="Message">Why it failed or was skipped, and where.</param>
public sealed record PesterResult(string Name, string Result, string Message);
