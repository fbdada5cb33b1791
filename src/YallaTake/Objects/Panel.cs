using YallaTake.Client;
using YallaTake.Client.Resilience;
using YallaTake.Ledger;
using YallaTake.Ledger.Desk;
using YallaTake.Ledger.Entries;
using YallaTake.Settings;

namespace YallaTake;

/// <summary>
/// A connection to one account on one panel. Its settings never change, and it may be used from many runspaces at once. It never shows the
/// key.
/// </summary>
public sealed class Panel : IPipedPanel, IDisposable
{
    // Beyond the time for the answer: to write the outcome to the ledger.
    private static readonly TimeSpan LeaseMargin = TimeSpan.FromSeconds(30);

    private readonly WorkUnderWay _work = new();
    private readonly Lazy<Task> _closing;
    private volatile object? _spent;

    internal Panel(
        PanelClient client, OrderLedger ledger, PanelSettings settings, string? currency, TimeProvider time, Chance chance)
    {
        (Client, Ledger, Settings, Currency) = (client, ledger, settings, currency);
        Catalogue = new Catalogue(client, time);
        var limit = SpendLimit is { } amount ? new SpendLimit(amount, SpendWindow) : null;
        var desk = new OrderDeskSettings(Name, currency, limit, TimeSpan.FromSeconds(TimeoutSec) + LeaseMargin)
        {
            IsShared = settings.IsShared,
            IdempotencyField = settings.IdempotencyField,
            OrderListAction = settings.OrderListAction,
        };
        Desk = new OrderDesk(client, Catalogue, ledger, desk, time, chance);
        Memory = new CatalogueMemory(ledger, Name, time, chance);
        ConnectedAt = time.GetUtcNow();
        _closing = new Lazy<Task>(CloseOnceAsync);
    }

    /// <summary>The name that objects of this panel carry and that <c>-Panel</c> takes.</summary>
    public string Name => Settings.Name;

    /// <summary>
    /// <c>Current</c> for the one that cmdlets without <c>-Panel</c> use in this runspace, else <c>Connected</c>, or <c>Closed</c>.
    /// </summary>
    public string State => IsClosed ? "Closed" : IsCurrent(this) ? "Current" : "Connected";

    /// <summary>The API's address.</summary>
    public Uri Uri => Settings.Uri;

    /// <summary>What the account was called with <c>-Account</c>; null when it has no name.</summary>
    public string? Account => Settings.Account;

    /// <summary>The account's currency; null when the connection was not verified or the panel does not say.</summary>
    public string? Currency { get; }

    /// <summary>
    /// What orders cost, or may have cost, within <see cref="SpendWindow"/> when Get-YtPanel last looked, in <see cref="Currency"/>; null
    /// without a spend limit, and before it has looked.
    /// </summary>
    public decimal? Spent
    {
        get => (decimal?)_spent;
        internal set => _spent = value;
    }

    /// <summary>How much orders may cost within <see cref="SpendWindow"/>, in <see cref="Currency"/>; null for no limit.</summary>
    public decimal? SpendLimit => Settings.SpendLimit;

    /// <summary>The time that the spend limit covers, back from now.</summary>
    public TimeSpan SpendWindow => Settings.SpendWindow;

    /// <summary>How many requests run at once at most.</summary>
    public int ThrottleLimit => Settings.ThrottleLimit;

    /// <summary>How many seconds an answer may take.</summary>
    public int TimeoutSec => Settings.TimeoutSec;

    /// <summary>The ledger: a file, or a database without its password. Null when there is no ledger.</summary>
    public string? LedgerPath => Ledger.Address;

    /// <summary>When the connection was made (UTC).</summary>
    public DateTimeOffset ConnectedAt { get; }

    object IPipedPanel.Panel => Name;

    internal PanelClient Client { get; }

    /// <summary>What it was connected with.</summary>
    internal PanelSettings Settings { get; }

    internal Catalogue Catalogue { get; }

    /// <summary>Checks and places orders.</summary>
    internal OrderDesk Desk { get; }

    /// <summary>Remembers what the catalogue was.</summary>
    internal CatalogueMemory Memory { get; }

    internal OrderLedger Ledger { get; }

    /// <summary>The sandbox that was started for this connection, and stops with it.</summary>
    internal Sandbox? OwnSandbox { get; init; }

    /// <summary>Whether the key was given for this connection, and is not from the place that the settings name.</summary>
    internal bool HasGivenKey { get; init; }

    /// <summary>Whether a panel is the current one of the runspace that asks.</summary>
    internal Func<Panel, bool> IsCurrent { get; init; } = _ => false;

    /// <summary>Runs once the connection is closed; may be null.</summary>
    internal Action? OnClosed { get; init; }

    /// <summary>Whether New-YtOrder searches for orders of unknown outcome by itself.</summary>
    internal bool ResolvesUnknown => Settings.ResolvesUnknown;

    /// <summary>Whether a cmdlet that only reads connected it by itself: nobody has allowed it to spend money yet.</summary>
    internal bool IsForReading { get; init; }

    /// <summary>Whether the connection has been closed; a variable may still hold the panel.</summary>
    internal bool IsClosed => _closing.IsValueCreated;

    /// <summary>Waits for the orders under way, closes the connection, and stops the sandbox that was started for it.</summary>
    public void Dispose() => CloseAsync().GetAwaiter().GetResult();

    /// <summary>Runs work that closing waits for. It must not need the pipeline thread, which may be the one that closes.</summary>
    /// <exception cref="YallaTakeException">NotConnected: the connection is closed, and the work was not begun.</exception>
    internal async Task<T> RunAsync<T>(Func<Task<T>> work)
    {
        if (!_work.TryBegin())
            throw Closed();

        try
        {
            return await work().ConfigureAwait(false);
        }
        finally
        {
            _work.End();
        }
    }

    /// <summary>Lets no new work begin, waits for the work under way, then closes.</summary>
    internal Task CloseAsync() => _closing.Value;

    /// <summary>The failure of a call to a closed connection.</summary>
    internal YallaTakeException Closed() =>
        new(ErrorId.NotConnected, $"The connection to {Name} was closed. Nothing was sent. Run Connect-YtPanel again.");

    /// <summary>The panel's name.</summary>
    public override string ToString() => Name;

    private async Task CloseOnceAsync()
    {
        await _work.EndAsync().ConfigureAwait(false);
        try
        {
            Ledger.Dispose();
        }
        finally
        {
            Client.Dispose();
            OwnSandbox?.Dispose();
            OnClosed?.Invoke();
        }
    }

    /// <summary>Counts the work under way on a connection. Once it closes no new work begins, and it ends with the last one.</summary>
    private sealed class WorkUnderWay
    {
        private readonly TaskCompletionSource<bool> _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly object _gate = new();
        private bool _isEnding;
        private int _count;

        /// <summary>Counts one more. False when it is too late to begin.</summary>
        public bool TryBegin()
        {
            lock (_gate)
            {
                if (!_isEnding)
                    _count++;
                return !_isEnding;
            }
        }

        /// <summary>Counts one less.</summary>
        public void End()
        {
            lock (_gate)
            {
                _count--;
                EndIfDone();
            }
        }

        /// <summary>Lets no new work begin, and completes when none is under way.</summary>
        public Task<bool> EndAsync()
        {
            lock (_gate)
            {
                _isEnding = true;
                EndIfDone();
            }

            return _ended.Task;
        }

        private void EndIfDone()
        {
            if (_isEnding && _count == 0)
                _ended.TrySetResult(true);
        }
    }
}
