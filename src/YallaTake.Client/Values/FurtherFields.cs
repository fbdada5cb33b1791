namespace YallaTake.Client.Values;

/// <summary>
/// The fields of an answer that the API does not document: single values are kept as they came, lists and objects are passed over.
/// </summary>
internal static class FurtherFields
{
    /// <summary>For the many objects that have none.</summary>
    public static IReadOnlyDictionary<string, string> None { get; } = new ReadableFields(new Dictionary<string, string>());

    /// <summary>Keeps a value, if it is one.</summary>
    public static void Keep(ref Dictionary<string, string>? fields, string name, string? value)
    {
        if (value is not null)
            (fields ??= new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase))[name] = value;
    }
}
