using System.Management.Automation;
using System.Management.Automation.Runspaces;
using System.Runtime.CompilerServices;
using YallaTake.Client;
using YallaTake.Client.Resilience;
using YallaTake.Settings;

namespace YallaTake.Session;

/// <summary>What belongs to one runspace, never to the process: its panels, which of them is current, and its sandboxes.</summary>
internal sealed class RunspaceSession
{
    // Goes with the other variables when ForEach-Object -Parallel gives the runspace to its next item.
    private const string Variable = "global:__YallaTakeSession";

    private static readonly ConditionalWeakTable<Runspace, RunspaceSession> States = new();

    private readonly List<Panel> _panels = [];
    private readonly List<Sandbox> _sandboxes = [];

    // Those that were current and may be again. The last one is current.
    private readonly List<Panel> _current = [];
    private bool _isInVariable;

    /// <summary>The clock of this runspace. Tests replace it.</summary>
    public TimeProvider Time { get; set; } = SystemTime();

    /// <summary>The source of chance in this runspace.</summary>
    public Chance Chance { get; set; } = Chance.System;

    /// <summary>The state of the runspace whose pipeline thread this is.</summary>
    public static RunspaceSession Current => States.GetValue(Runspace.DefaultRunspace, Create);

    public IReadOnlyList<Panel> Panels => [.. _panels.Where(panel => !panel.IsClosed)];

    /// <summary>The panel of cmdlets without -Panel; null while a connect has begun and has not succeeded.</summary>
    public Panel? CurrentPanel => IsConnecting ? null : _current.FindLast(panel => !panel.IsClosed);

    /// <summary>
    /// Whether a connect has begun and has not succeeded, or a sandbox did not start: what follows was meant for that panel.
    /// </summary>
    public bool IsConnecting { get; private set; }

    /// <summary>The sandboxes that still run; one started for a panel stops with it.</summary>
    public IReadOnlyList<Sandbox> Sandboxes => [.. _sandboxes.Where(sandbox => sandbox.IsRunning)];

    /// <summary>Whether a panel is the current one of this thread's runspace; false on a thread without one.</summary>
    public static bool IsCurrent(Panel panel) =>
        Runspace.DefaultRunspace is { } runspace && States.TryGetValue(runspace, out var session) && session.CurrentPanel == panel;

    /// <summary>
    /// The state of a cmdlet's runspace. When the runspace was reset, what was connected in it is closed, and nothing is current.
    /// </summary>
    public static RunspaceSession Of(PSCmdlet cmdlet)
    {
        var variables = cmdlet.SessionState.PSVariable;
        var session = Current;
        if (session._isInVariable && !ReferenceEquals(variables.GetValue(Variable), session))
        {
            _ = session.CloseAsync();
            (session.IsConnecting, session._isInVariable) = (false, false);
        }

        if (!session._isInVariable)
            session.KeepIn(variables);
        return session;
    }

    public Panel? Find(string name) =>
        _panels.Find(panel => !panel.IsClosed && string.Equals(panel.Name, name, StringComparison.OrdinalIgnoreCase));

    /// <summary>The failure of a name that no panel has, with what to do for a profile, else with the names that panels have.</summary>
    public YallaTakeException NotFound(string name)
    {
        if (ProfileFolder.Exists(name))
        {
            return new YallaTakeException(
                ErrorId.NotConnected, $"'{name}' is registered and is not connected. Nothing was sent. Run Connect-YtPanel {name}.");
        }

        var names = string.Join(", ", Panels.Select(panel => panel.Name));
        return new YallaTakeException(
            ErrorId.NotConnected,
            $"No panel named '{name}' is connected in this runspace. "
            + $"{(names.Length > 0 ? $"Connected are: {names}." : "No other is either.")} Nothing was sent.");
    }

    /// <summary>Refuses a name that another account has in this runspace: its objects would go to the wrong account.</summary>
    /// <exception cref="YallaTakeException">NameInUse.</exception>
    public void ThrowIfInUse(string name, PanelClient client, bool hasOwnSandbox)
    {
        if (Find(name) is { } other && !other.Client.IsSameAccount(client) && !(hasOwnSandbox && other.OwnSandbox is not null))
        {
            throw new YallaTakeException(
                ErrorId.NameInUse,
                $"Another account ({other.Uri}) is connected as '{name}' in this runspace. Nothing was sent, and no panel is current. "
                + $"Give this one another -Name, or run Disconnect-YtPanel '{name}' first.");
        }
    }

    /// <summary>From now on nothing is current, until a connect succeeds.</summary>
    public void BeginConnect() => IsConnecting = true;

    /// <summary>A connect failed: no panel before it becomes current again, but all can be named.</summary>
    public void FailConnect()
    {
        IsConnecting = true;
        _current.Clear();
    }

    /// <summary>
    /// Makes a panel the current one, in place of one of the same name. Completes when the orders of that one are settled.
    /// </summary>
    public Task Connect(Panel panel)
    {
        var replaced = Find(panel.Name);
        var closing = replaced is null ? Task.CompletedTask : Disconnect(replaced);
        _panels.Add(panel);
        _current.Add(panel);
        IsConnecting = false;
        if (panel.OwnSandbox is { } sandbox)
            Add(sandbox);
        return closing;
    }

    /// <summary>Makes an open connection of this runspace the current one again.</summary>
    public void MakeCurrent(Panel panel)
    {
        _current.Remove(panel);
        _current.Add(panel);
        IsConnecting = false;
    }

    /// <summary>Ends a connection. Completes when the orders under way are settled.</summary>
    public Task Disconnect(Panel panel)
    {
        _panels.Remove(panel);
        _current.RemoveAll(current => current == panel);
        return panel.CloseAsync();
    }

    public void Add(Sandbox sandbox) => _sandboxes.Add(sandbox);

    public void Stop(Sandbox sandbox)
    {
        _sandboxes.Remove(sandbox);
        sandbox.Dispose();
    }

    /// <summary>Ends everything, once the orders under way are settled: the runspace closes, or the module is removed.</summary>
    public async Task CloseAsync()
    {
        Panel[] panels = [.. _panels];
        Sandbox[] sandboxes = [.. _sandboxes];
        _panels.Clear();
        _current.Clear();
        _sandboxes.Clear();
        try
        {
            await Task.WhenAll(panels.Select(panel => panel.CloseAsync())).ConfigureAwait(false);
        }
        finally
        {
            foreach (var sandbox in sandboxes)
                sandbox.Dispose();
        }
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
                state.CloseAsync().GetAwaiter().GetResult();
        };
        return state;
    }

    private void KeepIn(PSVariableIntrinsics variables)
    {
        variables.Set(Variable, this);
        var variable = variables.Get(Variable);

        // "Remove-Variable *" at the beginning of a script must not remove this one.
        variable.Options |= ScopedItemOptions.ReadOnly;
        variable.Visibility = SessionStateEntryVisibility.Private;
        _isInVariable = true;
    }
}
