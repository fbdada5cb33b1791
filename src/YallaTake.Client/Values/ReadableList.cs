using System.Collections.ObjectModel;

namespace YallaTake.Client.Values;

/// <summary>A list whose text is its items: a cell of a CSV is the text of a value, and that of an array is the name of its type.</summary>
internal sealed class ReadableList<T> : ReadOnlyCollection<T>
{
    private ReadableList(IList<T> items)
        : base(items)
    {
    }

    /// <summary>For the many objects that have none.</summary>
    public static ReadableList<T> None { get; } = new([]);

    public static ReadableList<T> Of(IReadOnlyList<T> items) =>
        items as ReadableList<T> ?? (items.Count == 0 ? None : new ReadableList<T>([.. items]));

    // Ids are read so; a sentence ends by itself.
    public override string ToString() => string.Join(typeof(T) == typeof(string) ? " " : ", ", this);
}
