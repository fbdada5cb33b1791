namespace YallaTake.Completion;

/// <summary>Something that an argument can be.</summary>
/// <param name="text">What is typed for it.</param>
/// <param name="tooltip">What to know about it, in a line; the text itself when not given.</param>
/// <param name="name">What people call it, when the text is a number: it is found by any part of this.</param>
internal sealed class Choice(string text, string? tooltip = null, string? name = null)
{
    public string Text { get; } = text;

    public string Label { get; } = name is null ? text : $"{text} {name}";

    public string Tooltip { get; } = string.IsNullOrWhiteSpace(tooltip) ? text : tooltip!;

    public bool Fits(string word) =>
        Text.StartsWith(word, StringComparison.OrdinalIgnoreCase) || name?.IndexOf(word, StringComparison.OrdinalIgnoreCase) >= 0;
}
