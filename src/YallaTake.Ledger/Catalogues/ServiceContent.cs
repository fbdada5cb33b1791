namespace YallaTake.Ledger.Catalogues;

/// <summary>
/// What is remembered of a service, as one number: most services are the same at every look, and are compared by it alone.
/// </summary>
internal static class ServiceContent
{
    private const ulong Basis = 14695981039346656037;
    private const ulong Prime = 1099511628211;

    /// <summary>Divided by it, a decimal has no zeros at its end.</summary>
    public const decimal One = 1.0000000000000000000000000000m;

    /// <summary>One number for one text, in every process.</summary>
    public static long Of(string text) => unchecked((long)Add(Basis, text));

    /// <summary>The same for the same content, in every process.</summary>
    public static long Of(Service service)
    {
        var hash = Add(Add(Add(Basis, service.Name), service.Type), service.Category);
        foreach (var part in decimal.GetBits(service.Rate / One))
            hash = Add(hash, part);
        hash = Add(Add(hash, service.Min), service.Max);
        return unchecked((long)Add(Add(hash, service.Refill), service.Cancel));
    }

    private static ulong Add(ulong hash, string text)
    {
        foreach (var letter in text)
            hash = Add(hash, letter);
        return Add(hash, text.Length);
    }

    private static ulong Add(ulong hash, long number) => unchecked((hash ^ (ulong)number) * Prime);

    private static ulong Add(ulong hash, long? count) => Add(Add(hash, count is null ? 0 : 1), count ?? 0);

    private static ulong Add(ulong hash, bool? flag) => Add(hash, flag switch { null => 0, false => 1, true => 2 });
}
