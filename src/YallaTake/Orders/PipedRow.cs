using System.Collections;
using System.Globalization;
using System.Management.Automation;
using System.Reflection;
using System.Text.RegularExpressions;
using YallaTake.Client.Values;
using YallaTake.Parameters;

namespace YallaTake.Orders;

/// <summary>
/// What a piped row gives to an order's parameters. PowerShell binds the properties of objects to them by name; the keys of tables, and
/// links, are bound here as it would, for their own order alone.
/// </summary>
/// <param name="command">The cmdlet.</param>
/// <param name="typed">The parameters that were typed: they are for all rows.</param>
internal sealed class PipedRow(OrderCommand command, IReadOnlyCollection<string> typed)
{
    private static readonly Dictionary<string, PropertyInfo> Parameters = (
        from property in typeof(OrderCommand).GetProperties()
        where property.GetCustomAttributes<ParameterAttribute>().Any(parameter => parameter.ValueFromPipelineByPropertyName)
        from name in property.GetCustomAttributes<AliasAttribute>().SelectMany(alias => alias.AliasNames).Prepend(property.Name)
        select (name, property)).ToDictionary(known => known.name, known => known.property, StringComparer.OrdinalIgnoreCase);

    // Lines of files and of mass orders have links in them, and headers have none.
    private static readonly Regex NotAlone = new(
        @"[\s|]|^[^:/]*[,;]|[,;]https?://", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase);

    private readonly HashSet<string> _seen = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<PropertyInfo, object?> _before = [];

    /// <summary>Takes what an input gives, and returns what cannot be read of it.</summary>
    /// <param name="input">The input; null when there is none, or it is nothing.</param>
    /// <param name="isPiped">Whether it came from the pipeline.</param>
    public IReadOnlyList<YallaTakeException> Take(PSObject? input, bool isPiped) => input?.BaseObject switch
    {
        null => isPiped ? [Nothing()] : [],

        // They are orders as they are, or bind as a whole.
        IOrderContent => [],
        ServiceOffer when isPiped => [],
        string text => [.. Link(text)],
        Uri address => [.. Link(address.OriginalString)],
        IDictionary table => [.. Table(table)],
        _ => [.. Row(input, isPiped)],
    };

    /// <summary>Takes back what the last input gave: the next one must not have it.</summary>
    public void Clear()
    {
        foreach (var value in _before)
            value.Key.SetValue(command, value.Value);
        _before.Clear();
    }

    private IEnumerable<YallaTakeException> Link(string text)
    {
        if (IsBlank(text))
        {
            yield return Nothing();
            yield break;
        }

        // It is set in any case, so that an error names it, and a key in it is found.
        if (typed.Contains(nameof(command.Link)))
            yield return Invalid("The piped text is the order's link, and another one is given.", "Leave out -Link.");
        else
            Set(Parameters[nameof(command.Link)], SeenText.Trim(text));
        if (NotAlone.IsMatch(SeenText.Trim(text)))
        {
            yield return Invalid(
                "The piped text is not a link alone.",
                "Pipe lines of a file or a mass order into Import-YtOrder first. A link that is meant so goes with -Link.");
        }
    }

    private IEnumerable<YallaTakeException> Table(IDictionary table)
    {
        List<(PropertyInfo Parameter, object? Value)> cells = [];
        foreach (DictionaryEntry entry in table)
        {
            if (Parameter(Text(entry.Key)) is { } parameter)
                cells.Add((parameter, entry.Value));
        }

        WarnOfColumns([.. table.Keys.Cast<object?>().Select(Text)]);
        return cells.TrueForAll(cell => IsBlank(cell.Value)) ? [Nothing()] : Cells(cells, []);
    }

    private IEnumerable<YallaTakeException> Row(PSObject row, bool isPiped)
    {
        // Other objects have properties that nobody meant for an order.
        if (row.BaseObject is PSCustomObject)
            WarnOfColumns([.. row.Properties.Select(column => column.Name)]);

        var columns = row.Properties.Where(column => Parameter(column.Name) is not null).ToList();
        var bound = isPiped ? columns.FindAll(column => Parameters.ContainsKey(column.Name)) : [];
        if (columns.TrueForAll(column => IsBlank(column.Value)))
            return [Nothing()];

        // PowerShell has bound what was piped, but for columns with characters in their names that nobody sees, and for lists where a text
        // is due: those it leaves out without a word, and an order without its reference would be bought again.
        var lists = bound.Select(column => ListProblem(Parameter(column.Name)!, column.Value)).OfType<YallaTakeException>();
        return lists.Concat(Cells(
            columns.Except(bound).Select(column => (Parameter(column.Name)!, (object?)column.Value)),
            [.. bound.Select(column => Parameter(column.Name)!)]));
    }

    private IEnumerable<YallaTakeException> Cells(
        IEnumerable<(PropertyInfo Parameter, object? Value)> cells, IReadOnlyCollection<PropertyInfo> bound)
    {
        foreach (var (parameter, given) in cells)
        {
            if (_before.ContainsKey(parameter) || bound.Contains(parameter))
                yield return Of(parameter, "It is given twice.", "Leave out one of them.");
            else if (Read(parameter, given) is var (value, problem) && problem is null)
                Set(parameter, value);
            else
                yield return problem;
        }
    }

    private void WarnOfColumns(string[] names)
    {
        string[] unread = [.. names.Where(name => Known(name) is null && _seen.Add(name))];
        if (unread.Length == 0)
            return;

        string[] known = [
            .. Parameters.Where(known => !typed.Contains(known.Value.Name) && !names.Any(name => IsOf(name, known.Value)))
                .Select(known => known.Key),
        ];
        string? MeantBy(string name) => NearWord.Of(name, known);

        // Other columns are somebody's own.
        UnreadColumns.Warn(command, "The input", unread.Where(name => MeantBy(name) is not null), MeantBy);
    }

    private PropertyInfo? Parameter(string name) => Known(name) is { } parameter && !typed.Contains(parameter.Name) ? parameter : null;

    // A blank or a byte order mark at the end of a name is not seen, and a reference that is not read would be bought again.
    private static PropertyInfo? Known(string name) =>
        Parameters.TryGetValue(name, out var parameter) || Parameters.TryGetValue(SeenText.Of(name), out parameter) ? parameter : null;

    private void Set(PropertyInfo parameter, object? value)
    {
        _before[parameter] = parameter.GetValue(command);
        parameter.SetValue(command, value);
    }

    private static (object? Value, YallaTakeException? Problem) Read(PropertyInfo parameter, object? given)
    {
        // PowerShell's own binding refuses a list where a text is due, and a conversion would join it.
        if (ListProblem(parameter, given) is { } problem)
            return (null, problem);

        // None of ours asks the engine.
        foreach (var attribute in parameter.GetCustomAttributes<ArgumentTransformationAttribute>())
            given = attribute.Transform(null!, given!);
        try
        {
            return (given is null ? null : LanguagePrimitives.ConvertTo(given, parameter.PropertyType, CultureInfo.InvariantCulture), null);
        }
        catch (PSInvalidCastException)
        {
            return (null, Of(parameter, "It is not a valid value.", "Correct it and run the command again."));
        }
    }

    private static YallaTakeException? ListProblem(PropertyInfo parameter, object? given)
    {
        if (IsOne(given))
            return null;
        if (parameter.PropertyType == typeof(string))
            return Of(parameter, "It is a list.", "Give one text.");
        return parameter.PropertyType != typeof(string[]) || (given.Bare() is IList list && list.Cast<object?>().All(IsOne))
            ? null
            : Of(parameter, "It is a list of lists.", "Give texts.");
    }

    private static bool IsBlank(object? given) =>
        given.Bare() is null or IList { Count: 0 } || (given.Bare() is string text && SeenText.Of(text).Length == 0);

    private static bool IsOne(object? given) => given.Bare() is null or string or not IEnumerable;

    private static bool IsOf(string name, PropertyInfo parameter) => Known(name) == parameter;

    private static string Text(object? key) => Convert.ToString(key.Bare(), CultureInfo.InvariantCulture) ?? string.Empty;

    private static YallaTakeException Nothing() => Invalid(
        "The input has nothing of an order.", "Pipe links, or rows and tables whose columns are called like parameters.");

    private static YallaTakeException Of(PropertyInfo parameter, string what, string advice) =>
        Invalid($"{parameter.Name}: {what}", advice);

    private static YallaTakeException Invalid(string what, string advice) =>
        new(ErrorId.FieldInvalid, $"{what} Nothing was sent. {advice}");
}
