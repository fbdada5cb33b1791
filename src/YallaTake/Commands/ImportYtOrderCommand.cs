using System.Management.Automation;
using System.Text;
using YallaTake.Client.Imports;
using YallaTake.Client.Orders;
using YallaTake.Completion;
using YallaTake.Ledger.Imports;
using YallaTake.Orders;
using YallaTake.Parameters;
using YallaTake.Pipeline;

namespace YallaTake.Commands;

/// <summary>Reads orders from a file or a text, each with a reference, so that running the same file again orders nothing twice.</summary>
[Cmdlet(VerbsData.Import, "YtOrder", DefaultParameterSetName = "Path")]
[OutputType(typeof(ImportedOrder), ParameterSetName = ["Path", "Text"])]
[OutputType(typeof(string), ParameterSetName = ["Template"])]
public sealed class ImportYtOrderCommand : PanelCommand
{
    private readonly LinkWarnings _links = new();
    private readonly StringBuilder _text = new();
    private MadeReference? _references;

    /// <summary>The files.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = "Path")]
    public string[] Path { get; set; } = [];

    /// <summary>The text itself, whole or line by line; or files, as Get-ChildItem gives them.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = "Text")]
    [AllowEmptyString]
    public object InputObject { get; set; } = string.Empty;

    /// <summary>Writes the first line of a file for orders of this service, and reads nothing.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "Template")]
    [PanelIdTransformation(One = true)]
    [ArgumentCompleter(typeof(ServiceIdCompleter))]
    public PanelId? Template { get; set; }

    /// <summary>A name for this run of the file: under another one its orders are new ones.</summary>
    [Parameter(ParameterSetName = "Path")]
    [Parameter(ParameterSetName = "Text")]
    public string? Batch { get; set; }

    // A text may have blank lines.
    private protected override bool MayBeBlank(string parameter) => parameter == nameof(InputObject);

    private protected override async Task ProcessAsync()
    {
        if (Template is not null)
            await WriteTemplateAsync(Template);
        else if (ParameterSetName == "Path")
            await ImportFilesAsync([.. Path.Select(path => FilePath.Of(this, path))]);
        else if (InputObject.Bare() is FileInfo file)
            await ImportFilesAsync([file.FullName]);
        else
            _text.Append(InputObject).Append('\n');
    }

    private protected override async Task EndAsync()
    {
        if (_text.Length > 0)
            await ImportAsync(_text.ToString(), path: null);
        _links.End(this);
    }

    private async Task WriteTemplateAsync(PanelId id)
    {
        var panel = await GetPanelAsync();
        var services = await OrEndAsync(WatchAsync(panel.Catalogue.GetAsync(Call), $"Reading the services of {panel.Name}"), panel.Name);
        if (services.TryGetValue(id, out var service))
            WriteObject(string.Join(",", OrderColumn.Header(ServiceType.Find(service.Type))));
        else
            WriteFailure(new YallaTakeException(ErrorId.ServiceNotFound, $"The catalogue of {panel.Name} has no service {id}."), id);
    }

    private async Task ImportFilesAsync(IEnumerable<string> paths)
    {
        foreach (var path in paths)
        {
            string text;
            try
            {
                // A byte order mark says the encoding; without one it is UTF-8.
                text = File.ReadAllText(path);
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or NotSupportedException)
            {
                var why = $"The file cannot be read: {exception.Message} Nothing was ordered. Check -Path.";
                WriteFailure(new YallaTakeException(ErrorId.InputUnreadable, why, exception), path);
                continue;
            }

            await ImportAsync(text, path);
        }
    }

    private async Task ImportAsync(string text, string? path)
    {
        var file = System.IO.Path.GetFileName(path);

        // What is read is quoted in errors, and shown.
        if (Session.Panels.Any(panel => panel.Client.HoldsKey(text)))
        {
            var why = $"{file ?? "The text"} holds the API key. Nothing of it was read. Remove the key: it is sent by itself.";
            WriteFailure(new YallaTakeException(ErrorId.InputUnreadable, why), path);
            return;
        }

        var orders = new OrderText(text);
        IReadOnlyDictionary<PanelId, Service>? services = null;
        if (orders.IsMassOrder)
        {
            var panel = await GetPanelAsync();
            services = await OrEndAsync(WatchAsync(panel.Catalogue.GetAsync(Call), $"Reading the services of {panel.Name}"), panel.Name);
        }

        UnreadColumns.Warn(this, file ?? "The text", orders.Unread, orders.MeantBy);
        foreach (var line in orders.Read(services))
        {
            if (line.Order is null)
                WriteUnreadable(line, path);
            else
                await WriteAsync(line, line.Order, path);
        }
    }

    private async Task WriteAsync(OrderLine line, OrderRequest order, string? path)
    {
        var panel = line.Panel is null || Panel is { IsBlank: false } ? await GetPanelAsync() : Session.Find(line.Panel);
        var isOther = line.Panel is not null && !line.Panel.Equals(panel?.Name, StringComparison.OrdinalIgnoreCase);
        if (panel is null || isOther)
        {
            var why = panel is null ? "is not connected" : $"is not {panel.Name}, given with -Panel";
            WriteUnreadable(OrderLine.Unreadable(line.Line, $"It is for the panel '{line.Panel}', which {why}."), path);
            return;
        }

        // What they are piped into warns too.
        if (MyInvocation.PipelinePosition == MyInvocation.PipelineLength)
            _links.Add(this, order, FormattableString.Invariant($"{Place(path)}line {line.Line}"));
        _references ??= new MadeReference(Batch);
        var reference = order.Reference ?? _references.Next(order, panel.Client.Address);
        WriteObject(new ImportedOrder(line, reference, panel.Name));
    }

    private void WriteUnreadable(OrderLine line, string? path)
    {
        var problem = line.Problem!;
        var target = new PSObject();
        target.Properties.Add(new PSNoteProperty("Path", path));
        target.Properties.Add(new PSNoteProperty("Line", line.Line));
        WriteFailure(new YallaTakeException(problem.Id, $"{Place(path)}{problem.Message}"), target);
    }

    private static string Place(string? path) => path is null ? string.Empty : $"{System.IO.Path.GetFileName(path)}: ";
}
