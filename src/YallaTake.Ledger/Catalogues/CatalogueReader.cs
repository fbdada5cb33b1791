namespace YallaTake.Ledger.Catalogues;

/// <summary>Who reads the changes of a catalogue, as the ledger writes it: a user, or one with a name of its own.</summary>
internal static class CatalogueReader
{
    private const string ConsumerPrefix = "consumer ";

    public static string OfUser(string name) => $"user {name}";

    public static string OfConsumer(string name) => ConsumerPrefix + name;

    /// <summary>The consumer's name; null when the reader is a user.</summary>
    public static string? Consumer(string reader) =>
        reader.StartsWith(ConsumerPrefix, StringComparison.Ordinal) ? reader.Substring(ConsumerPrefix.Length) : null;
}
