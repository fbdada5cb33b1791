using System.Management.Automation;

namespace YallaTake.Orders;

/// <summary>Warns of the columns of an input that no order has.</summary>
internal static class UnreadColumns
{
    // Our own objects have these too: no warning for them.
    private static readonly HashSet<string> OurProperties = new(
        new[] { typeof(Service), typeof(Order), typeof(Quote), typeof(ImportedOrder) }
            .SelectMany(type => type.GetProperties()).Select(property => property.Name),
        StringComparer.OrdinalIgnoreCase);

    /// <summary>Warns of them, if there are any.</summary>
    /// <param name="cmdlet">The cmdlet that warns.</param>
    /// <param name="input">What has them.</param>
    /// <param name="columns">Their names.</param>
    /// <param name="meantBy">The name that is probably meant by one of them; null when none is near.</param>
    public static void Warn(Cmdlet cmdlet, string input, IEnumerable<string> columns, Func<string, string?> meantBy)
    {
        string[] unread = [
            .. columns.Where(name => !OurProperties.Contains(name))
                .Select(name => meantBy(name) is { } meant ? $"{name} (did you mean {meant}?)" : name),
        ];
        if (unread.Length > 0)
            cmdlet.WriteWarning($"{input} has columns that no order has, which are not read: {string.Join(", ", unread)}.");
    }
}
