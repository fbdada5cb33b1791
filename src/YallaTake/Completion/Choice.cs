namespace YallaTake.Completion;

/// <summary>A value that completion offers.</summary>
/// <param name="text">What is typed for it.</param>
/// <param name="tooltip">A line about it; the text itself when not given.</param>
/// <param name="name">Its name, when the text is a number. Any part of the name finds it.</param>
internal sealed class Choice(string text, string? tooltip = null, string? name = null)
{
    public string Text { get; } = text;

    public string Label { get; } = name is null ? text : $"{text} {name}";

    public string Tooltip { get; } = string.IsNullOrWhiteSpace(tooltip) ? text : tooltip!;

    public bool Fits(string word) =>
        Text.StartsWith(word, StringComparison.OrdinalIgnoreCase) || name?.IndexOf(word, StringComparison.OrdinalIgnoreCase) >= 0;
}
