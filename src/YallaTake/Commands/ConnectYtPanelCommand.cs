using System.Management.Automation;
using System.Management.Automation.Host;
using System.Security;
using YallaTake.Completion;
using YallaTake.Errors;
using YallaTake.Parameters;
using YallaTake.Pipeline;
using YallaTake.Sandboxing.Panel;
using YallaTake.Session;
using YallaTake.Settings;

namespace YallaTake.Commands;

/// <summary>Connects this runspace to a panel and makes it the current one. Until it has succeeded no panel is current.</summary>
[Cmdlet(VerbsCommunications.Connect, "YtPanel", DefaultParameterSetName = "ApiKey")]
[OutputType(typeof(Panel))]
public sealed class ConnectYtPanelCommand : PanelSettingsCommand
{
    // What says whose money is spent, how much of it, and where that is written down. A profile says it, or nothing does.
    private static readonly string[] OfProfile =
    [
        nameof(Uri), nameof(Name), nameof(Account), nameof(Ledger), nameof(NewLedger), nameof(NoLedger), nameof(SpendLimit),
        nameof(SpendWindow), nameof(ResolveUnknown), nameof(SharedAccount), nameof(IdempotencyField), nameof(IdempotencyWindow),
        nameof(OrderListAction),
    ];

    private Sandbox? _own;

    /// <summary>The name of a profile that Register-YtPanel made; or the API key, when it is a SecureString.</summary>
    [Parameter(Position = 0, ParameterSetName = "ApiKey")]
    [ArgumentCompleter(typeof(ProfileNameCompleter))]
    public object? Profile { get; set; }

    /// <summary>The account's API key. Without it the environment's YALLATAKE_API_KEY is used, then a prompt.</summary>
    [Parameter(ParameterSetName = "ApiKey")]
    public object? ApiKey { get; set; }

    /// <summary>A credential whose password is the API key.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "Credential")]
    [Credential]
    public PSCredential? Credential { get; set; }

    /// <summary>Starts a panel on this machine and connects to it.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "Sandbox")]
    public SwitchParameter Sandbox { get; set; }

    /// <summary>A sandbox that runs already.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = "InputObject")]
    public object? InputObject { get; set; }

    /// <summary>The API's address: https, or http on this machine.</summary>
    [Parameter(ParameterSetName = "ApiKey")]
    [Parameter(ParameterSetName = "Credential")]
    public object? Uri { get; set; }

    /// <summary>A name for the panel; its host, with its port unless that is the usual one, when not given.</summary>
    [Parameter]
    public string? Name { get; set; }

    /// <summary>Connects without asking the panel whether the key is good.</summary>
    [Parameter]
    public SwitchParameter SkipVerification { get; set; }

    /// <summary>Emits the panel.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    private protected override GivenValue Given { get; } = new("Nothing was sent, and no panel is current now.");

    private protected override Task BeginAsync()
    {
        Begin();
        if (Problem() is { } problem)
            ThrowTerminatingError(ErrorRecords.From(problem, null));
        return Task.CompletedTask;
    }

    private protected override async Task ProcessAsync()
    {
        Begin();
        var panel = await ConnectAsync();
        if (Session.Panels.Contains(panel))
            Session.MakeCurrent(panel);
        else
            await WatchClosingAsync(Session.Connect(panel), panel.Name);
        Succeed();
        if (PassThru)
            WriteObject(panel);
    }

    private async Task<Panel> ConnectAsync()
    {
        Uri? uri = null;
        try
        {
            var isKey = Profile is not null && GivenValue.Text(Profile) is null;
            var key = isKey ? Given.Key(nameof(Profile), Profile) : Given.Key(nameof(ApiKey), ApiKey);
            var profile = FindProfile();
            if (profile is not null && key is null && Session.Find(profile.Name) is { } open && IsOf(open, profile))
                return open;

            var connector = profile is null
                ? Connector(key)
                : Connector(profile, key ?? profile.Key?.Read(this) ?? PromptForKey(), isGiven: key is not null);
            uri = connector.Settings.Uri;
            var panel = await connector.ConnectAsync(Call);
            if (connector.Doubt is { } doubt)
                WriteWarning(doubt);
            return panel;
        }
        catch (Exception exception)
        {
            _own?.Dispose();
            if (exception is YallaTakeException failure)
                ThrowTerminatingError(ErrorRecords.From(failure, uri));
            throw;
        }
    }

    // A key that was given beside the profile, or a variable that has another one now, may be another account's. A vault is not asked.
    private static bool IsOf(Panel open, PanelSettings profile) =>
        open.Settings == profile
        && !open.HasGivenKey
        && (profile.Key?.OfVariable is not { } key || open.Client.HasKey(key));

    // The text may be a key that was meant for -ApiKey: it is not repeated.
    private PanelSettings? FindProfile()
    {
        if (GivenValue.Text(Profile) is not { } name)
            return null;

        var settings = ProfileFolder.Find(name) ?? throw NoProfile();
        return OfProfile.FirstOrDefault(Has) is { } other
            ? throw Given.Invalid(other, $"cannot be given beside a profile, which says it: change it with Register-YtPanel {name} -Force.")
            : Tuned(settings);
    }

    private YallaTakeException NoProfile()
    {
        var names = string.Join(", ", ProfileFolder.Names());
        var known = names.Length > 0 ? $"Registered are: {names}." : "None is registered.";
        return new(
            ErrorId.ProfileNotFound,
            $"No profile has the name that was given. {Given.Consequence} {known} If it is a key, give it with -ApiKey.");
    }

    private PanelConnector Connector(PanelSettings settings, SecureString key, bool isGiven, Sandbox? sandbox = null) => new()
    {
        Session = Session,
        Settings = settings,
        ApiKey = key,
        HasGivenKey = isGiven,
        ProxyCredential = ProxyCredential?.GetNetworkCredential(),
        LedgerCredential = LedgerCredential?.GetNetworkCredential(),
        NewLedger = NewLedger,
        Verify = !SkipVerification,
        IsSandbox = sandbox is not null,
        OwnSandbox = _own,
    };

    private PanelConnector Connector(SecureString? key)
    {
        _own = Sandbox ? YallaTake.Sandbox.Start(new SandboxOptions()) : null;
        var sandbox = _own ?? Given.Sandbox(nameof(InputObject), InputObject);
        var uri = Given.Address(nameof(Uri), Uri) ?? sandbox?.Uri ?? PanelConnector.UriFromEnvironment();
        var settings = Settings(Name ?? (Sandbox ? "sandbox" : PanelSettings.NameOf(uri)), uri);
        return Connector(
            settings,
            sandbox is null
                ? Credential?.Password ?? key ?? PanelConnector.KeyFromEnvironment() ?? PromptForKey()
                : KeyPlace.Secure(sandbox.ApiKey),
            isGiven: key is not null,
            sandbox);
    }

    private SecureString PromptForKey()
    {
        var missing = new YallaTakeException(
            ErrorId.NotConnected,
            "There is no API key. Nothing was sent. Run Connect-YtPanel with -ApiKey or -Credential, set "
            + $"{PanelConnector.KeyVariable}, or use -Sandbox.");
        if (!Environment.UserInteractive || Console.IsInputRedirected)
            throw missing;

        try
        {
            Host.UI.Write("API key: ");
            return Host.UI.ReadLineAsSecureString() is { Length: > 0 } key ? key : throw missing;
        }
        catch (Exception exception) when (exception is HostException or PSInvalidOperationException or NotImplementedException)
        {
            // The host cannot ask: -NonInteractive, a remote session, a scheduler.
            throw missing;
        }
    }
}
