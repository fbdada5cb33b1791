namespace YallaTake.Pipeline;

/// <summary>A cmdlet that looks at several panels together: those it is given, else all that are connected.</summary>
public abstract class SeveralPanelsCommand : ConnectedCommand
{
    private readonly List<Panel> _panels = [];

    /// <summary>The panels, by name or as objects.</summary>
    public abstract PanelReference[] Panel { get; set; }

    private protected override bool Accepts() => Panel.Length == 0 || (Panel = [.. Panel.Where(Accepts)]).Length > 0;

    private protected sealed override async Task ProcessAsync()
    {
        foreach (var panel in Panel)
            _panels.Add(await GetPanelAsync(panel));
    }

    /// <summary>
    /// The panels, once each: when none was given, those of the connected ones that are meant. Without one nothing can work, and the
    /// pipeline ends.
    /// </summary>
    private protected async Task<List<Panel>> GetPanelsAsync(Func<Panel, bool> isMeant)
    {
        if (_panels.Count == 0)
            _panels.AddRange(Session.Panels.Where(isMeant));
        if (_panels.Count == 0)
            _panels.Add(await GetPanelAsync(panel: null));
        return [.. _panels.Distinct()];
    }
}
