using System.Text.RegularExpressions;
using YallaTake.Client.Orders;
using YallaTake.Client.Values;

namespace YallaTake.Client.Imports;

/// <summary>
/// A text of orders as people have it: CSV with a header, or a panel's mass order, <c>service | link | quantity</c> on each line.
/// </summary>
internal sealed class OrderText
{
    private const string Semicolon = ";";
    private const char Bar = '|';

    private static readonly string[] Delimiters = [",", Semicolon, "\t", "|"];

    // Spreadsheets write and read what parts the cells of a file.
    private static readonly Regex Directive = new(@"^\s*""?sep=(.)""?\s*\z", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    private readonly string[] _lines;
    private readonly int _header;
    private readonly string _delimiter;
    private readonly string[] _names = [];
    private readonly string?[] _columns = [];

    /// <summary>Looks at a text, to see what it is.</summary>
    public OrderText(string text)
    {
        _lines = text.TrimStart('\uFEFF').Split(["\r\n", "\n", "\r"], StringSplitOptions.None);
        _header = NextLine(0);
        var delimiters = Delimiters;
        if (_header < _lines.Length && Directive.Match(_lines[_header]) is { Success: true } directive)
        {
            delimiters = [directive.Groups[1].Value];
            _header = NextLine(_header + 1);
        }

        (_delimiter, _names, _columns) = delimiters.Select(ReadHeader)
            .OrderByDescending(header => header.Columns.Count(column => column is not null)).First();
        IsMassOrder = !HasService && _header < _lines.Length && _lines[_header].Contains(Bar);
    }

    /// <summary>Whether it is a mass order, for which one has to know what the services take.</summary>
    public bool IsMassOrder { get; }

    /// <summary>The columns that are not read.</summary>
    public IEnumerable<string> Unread =>
        IsMassOrder ? [] : _names.Where((name, place) => _columns[place] is null && !string.IsNullOrWhiteSpace(name));

    /// <summary>The column that is probably meant by one that is not read; null when none is near.</summary>
    public string? MeantBy(string unread) => OrderColumn.Nearest(unread, _columns);

    private bool HasService => _columns.Contains(OrderColumn.Service);

    /// <summary>Reads the orders, in the order of the lines.</summary>
    /// <param name="services">The catalogue, for a mass order.</param>
    public IEnumerable<OrderLine> Read(IReadOnlyDictionary<PanelId, Service>? services)
    {
        if (_header >= _lines.Length)
            return [];
        if (IsMassOrder)
        {
            return Enumerable.Range(_header + 1, _lines.Length - _header).Where(line => !IsBlank(_lines[line - 1]))
                .Select(line => ReadLine(line, () => MassOrder(line, services!)));
        }

        var twice = _columns.OfType<string>().GroupBy(column => column).FirstOrDefault(column => column.Count() > 1)?.Key;
        if (!HasService || twice is not null)
        {
            var why = twice is null
                ? "It does not name the columns, with service among them, as a CSV file does first. Nor is it service | link | quantity."
                : $"Two columns are both for {twice}.";
            return [OrderLine.Unreadable(_header + 1, why)];
        }

        return CsvRecords.Read(_lines, _header, _delimiter).Skip(1)
            .Where(record => record.Cells?.All(IsBlank) != true)
            .Select(record => ReadLine(record.Line, () => Row(record.Line, record.Cells)));
    }

    private static OrderLine ReadLine(int line, Func<OrderLine> read)
    {
        try
        {
            return read();
        }
        catch (FormatException doubt)
        {
            return OrderLine.Unreadable(line, doubt.Message);
        }
    }

    private static bool IsBlank(string cell) => SeenText.Of(cell).Length == 0;

    private static string Cell(string text) => text.Contains('\uFFFD')
        ? throw new FormatException("Some characters cannot be read, because the text is not UTF-8. Save it as CSV UTF-8.")
        : text.Trim();

    private int NextLine(int line)
    {
        while (line < _lines.Length && IsBlank(_lines[line]))
            line++;
        return line;
    }

    private (string Delimiter, string[] Names, string?[] Columns) ReadHeader(string delimiter)
    {
        string[] names = [.. CsvRecords.Read(_lines, _header, delimiter).Select(record => record.Cells ?? []).FirstOrDefault() ?? []];
        return (delimiter, names, OrderColumn.Of(names));
    }

    private OrderLine Row(int line, string[]? cells)
    {
        if (cells is null)
            throw new FormatException("Its quotes do not match.");
        if (cells.Skip(_columns.Length).Any(cell => !IsBlank(cell)))
        {
            throw new FormatException(
                $"It has {cells.Length} cells, and the header has {_columns.Length}. Put a cell that has '{_delimiter}' in it in quotes.");
        }

        var row = cells.Take(_columns.Length).Select((cell, place) => (Column: _columns[place], Text: cell))
            .Where(cell => cell.Column is not null && !IsBlank(cell.Text))
            .ToDictionary(cell => cell.Column!, cell => Cell(cell.Text));
        if (!row.ContainsKey(OrderColumn.Service))
            throw new FormatException("It names no service.");
        if (row.TryGetValue(OrderColumn.OrderId, out var id) && !row.ContainsKey(OrderColumn.Reference))
        {
            throw new FormatException(
                $"It was already ordered as {id} and has no reference. To order it again, remove the order id.");
        }

        return new OrderLine(line, Order(row))
        {
            Panel = Text(OrderColumn.Panel),
            MaximumRate = Money(OrderColumn.MaximumRate),
            MaximumCharge = Money(OrderColumn.MaximumCharge),
        };

        string? Text(string column) => row.TryGetValue(column, out var text) ? text : null;
        decimal? Money(string column) =>
            Text(column) is { } text ? OrderCell.Money(column, text, isOfCommas: _delimiter == Semicolon) : null;
    }

    private OrderLine MassOrder(int line, IReadOnlyDictionary<PanelId, Service> services)
    {
        var parts = _lines[line - 1].Split([Bar], 3).Select(Cell).ToArray();
        if (parts.Length < 2 || parts[0].Length == 0)
            throw new FormatException("It is not service | link | quantity.");

        var row = new Dictionary<string, string> { [OrderColumn.Service] = parts[0], [OrderField.Link] = parts[1] };
        var type = services.TryGetValue(OrderCell.Service(parts[0]), out var service) ? ServiceType.Find(service.Type) : null;
        if (parts.Length == 3 && parts[2].Length > 0)
        {
            var field = type?.CountedList ?? (type?.Has(OrderField.Comments) == true ? OrderField.Comments : OrderField.Quantity);

            // A line has no room for several lines.
            row[field] = field == OrderField.Quantity ? parts[2] : parts[2].Replace("\\n", "\n");
        }

        return new OrderLine(line, Order(row));
    }

    private static OrderRequest Order(Dictionary<string, string> row) => new(
        OrderCell.Service(row[OrderColumn.Service]),
        row.Where(cell => ServiceType.All.Any(type => type.Has(cell.Key)))
            .Select(cell => new KeyValuePair<string, string>(cell.Key, OrderCell.Field(cell.Key, cell.Value))))
    {
        Reference = row.TryGetValue(OrderColumn.Reference, out var reference) ? reference : null,
    };
}
