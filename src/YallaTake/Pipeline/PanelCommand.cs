using System.Management.Automation;
using YallaTake.Completion;
using YallaTake.Parameters;

namespace YallaTake.Pipeline;

/// <summary>A cmdlet that talks to a panel: the one it is given, else the current one.</summary>
public abstract class PanelCommand : ConnectedCommand
{
    /// <summary>The panel to use, by name or as an object; the current one when not given.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [PanelTransformation]
    [ArgumentCompleter(typeof(PanelNameCompleter))]
    public virtual PanelReference? Panel { get; set; }

    private protected override bool Accepts() => Accepts(Panel);

    /// <summary>The panel that this input is for. Without one nothing can work, and the pipeline ends.</summary>
    private protected ValueTask<Panel> GetPanelAsync() => GetPanelAsync(Panel);
}
