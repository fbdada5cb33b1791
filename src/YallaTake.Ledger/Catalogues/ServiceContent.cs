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

    /// <summary>The same for the same content, in every process.</summary>
    public static long Of(Service service)
    {
        var hash = Basis;
        Add(service.Name);
        Add(service.Type);
        Add(service.Category);
        foreach (var part in decimal.GetBits(service.Rate / One))
            AddNumber(part);
        AddCount(service.Min);
        AddCount(service.Max);
        AddFlag(service.Refill);
        AddFlag(service.Cancel);
        return unchecked((long)hash);

        void Add(string text)
        {
            foreach (var letter in text)
                hash = unchecked((hash ^ letter) * Prime);
            AddNumber(text.Length);
        }

        void AddNumber(long number) => hash = unchecked((hash ^ (ulong)number) * Prime);

        void AddCount(long? count)
        {
            AddNumber(count is null ? 0 : 1);
            AddNumber(count ?? 0);
        }

        void AddFlag(bool? flag) => AddNumber(flag switch { null => 0, false => 1, true => 2 });
    }
}
