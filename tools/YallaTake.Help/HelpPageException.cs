namespace YallaTake.Help;

/// <summary>A page that is not in the expected form.</summary>
/// <remarks>The message names the file and the line as compilers do, so that a build shows it as an error.</remarks>
internal sealed class HelpPageException(string path, int line, string problem)
    : Exception($"{path}({line}): error HELP: {problem}");
