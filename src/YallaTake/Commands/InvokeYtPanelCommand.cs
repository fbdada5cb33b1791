using System.Collections;
using System.Globalization;
using System.Management.Automation;
using YallaTake.Answers;
using YallaTake.Client.Requests;
using YallaTake.Completion;
using YallaTake.Parameters;
using YallaTake.Pipeline;

namespace YallaTake.Commands;

/// <summary>Asks a panel for an action that no other cmdlet has, and emits its answer as objects.</summary>
[Cmdlet(VerbsLifecycle.Invoke, "YtPanel", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium)]
[OutputType(typeof(PSObject))]
public sealed class InvokeYtPanelCommand : PanelCommand
{
    /// <summary>The panel's name of the action.</summary>
    [Parameter(Mandatory = true)]
    [ArgumentCompleter(typeof(ActionCompleter))]
    public string Action { get; set; } = string.Empty;

    /// <summary>The action's fields, by the panel's names.</summary>
    [Parameter]
    public Hashtable Field { get; set; } = [];

    /// <summary>Says that the action has no further effect when it is sent twice, so that it is repeated after a failure.</summary>
    [Parameter]
    public SwitchParameter Repeatable { get; set; }

    /// <summary>The panel to ask, by name or as an object; the current one when not given.</summary>
    [Parameter(ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [PanelTransformation]
    [ArgumentCompleter(typeof(PanelNameCompleter))]
    public override PanelReference? Panel { get; set; }

    private protected override async Task ProcessAsync()
    {
        IReadOnlyList<object?> emitted;
        try
        {
            var request = OtherAction.Request(Action, Fields(), Repeatable);
            var panel = await GetPanelAsync();
            if (request.Fields.Any(field => panel.Client.HoldsKey(field.Value)))
                throw new YallaTakeException(ErrorId.FieldInvalid, "A field holds the API key, which is sent by itself. Nothing was sent.");
            if (!ShouldProcess(Describe(request, panel), "Ask the panel"))
                return;

            var asking = panel.RunAsync(() => panel.Client.AskAsync(request, Call));
            var answer = await WatchAsync(asking, $"Asking {panel.Name} for {request.Action}");
            emitted = [.. AnswerObject.Emitted(answer, panel.Name)];
        }
        catch (YallaTakeException exception)
        {
            WriteFailure(exception, Action);
            return;
        }

        foreach (var thing in emitted)
            WriteObject(thing);
    }

    private IEnumerable<(string Name, string Value)> Fields()
    {
        foreach (DictionaryEntry field in Field)
        {
            var name = Convert.ToString(field.Key, CultureInfo.InvariantCulture)!;
            var value = field.Value.Bare();
            var text = value switch
            {
                null => null,
                string given => given,

                // As PHP sends it.
                bool yes => yes ? "1" : "0",
                PanelId id => id.ToString(),
                int or long or decimal or double or float or short or byte or uint or ulong =>
                    Convert.ToString(value, CultureInfo.InvariantCulture),
                _ => throw new YallaTakeException(
                    ErrorId.FieldInvalid,
                    $"The field '{name}' is neither a text nor a number. Nothing was sent. Write a list as one text, such as '5001,5002'."),
            };
            if (!string.IsNullOrWhiteSpace(text))
                yield return (name, text!);
        }
    }

    private static string Describe(PanelRequest request, Panel panel)
    {
        var fields = string.Join(", ", request.Fields.Select(field => $"{field.Name} {field.Value}"));
        return $"{request.Action} on {panel.Name}: {(fields.Length > 0 ? fields : "no fields")}";
    }
}
