namespace YallaTake.Help;

/// <summary>A parameter as a syntax shows it.</summary>
/// <param name="Name">The name without the dash.</param>
/// <param name="Type">The type's name; null of a switch.</param>
/// <param name="IsRequired">Whether it must be given.</param>
/// <param name="Position">A number from 0, or <c>named</c>.</param>
internal sealed record SyntaxParameter(string Name, string? Type, bool IsRequired, string Position);
