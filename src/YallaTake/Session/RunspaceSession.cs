using System.Management.Automation.Runspaces;
using System.Runtime.CompilerServices;

namespace YallaTake;

/// <summary>What belongs to one runspace, never to the process: its panels, the current one last, and the sandboxes it started.</summary>
internal sealed class RunspaceSession
{
    private static readonly ConditionalWeakTable<Runspace, RunspaceSession> States = new();

    private readonly List<Panel> _panels = [];
    private readonly List<Sandbox> _sandboxes = [];

    /// <summary>The time that everything in this runspace goes by; tests put another in its place.</summary>
    public TimeProvider Time { get; set; } = SystemTime();

    /// <summary>Where chance comes from in this runspace.</summary>
    public Chance Chance { get; set; } = Chance.System;

    /// <summary>The state of the runspace whose pipeline thread this is.</summary>
    public static RunspaceSession Current => States.GetValue(Runspace.DefaultRunspace, Create);

    public IReadOnlyList<Panel> Panels => _panels;

    public Panel? CurrentPanel => _panels.Count > 0 ? _panels[_panels.Count - 1] : null;

    /// <summary>The sandboxes that still run; one started for a panel stops with it.</summary>
    public IReadOnlyList<Sandbox> Sandboxes => [.. _sandboxes.Where(sandbox => sandbox.IsRunning)];

    public Panel? Find(string name) =>
        _panels.Find(panel => string.Equals(panel.Name, name, StringComparison.OrdinalIgnoreCase));

    /// <summary>Makes a panel the current one, in place of one of the same name.</summary>
    public void Connect(Panel panel)
    {
        if (Find(panel.Name) is { } replaced)
            Disconnect(replaced);
        _panels.Add(panel);
        if (panel.OwnSandbox is { } sandbox)
            Add(sandbox);
    }

    public void Disconnect(Panel panel)
    {
        _panels.Remove(panel);
        panel.Dispose();
    }

    public void Add(Sandbox sandbox) => _sandboxes.Add(sandbox);

    public void Stop(Sandbox sandbox)
    {
        _sandboxes.Remove(sandbox);
        sandbox.Dispose();
    }

    /// <summary>Ends everything: the runspace closes, or the module leaves it.</summary>
    public void Clear()
    {
        foreach (var panel in _panels.ToArray())
            Disconnect(panel);
        foreach (var sandbox in _sandboxes.ToArray())
            Stop(sandbox);
    }

#pragma warning disable RS0030 // The top, which hands it in.
    private static TimeProvider SystemTime() => TimeProvider.System;
#pragma warning restore RS0030

    private static RunspaceSession Create(Runspace runspace)
    {
        var state = new RunspaceSession();
        runspace.StateChanged += (_, change) =>
        {
            if (change.RunspaceStateInfo.State is RunspaceState.Closed or RunspaceState.Broken)
                state.Clear();
        };
        return state;
    }
}
