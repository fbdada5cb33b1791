using System.Management.Automation;
using System.Net;
using System.Security;
using YallaTake.Client;
using YallaTake.Completion;
using YallaTake.Errors;
using YallaTake.Parameters;
using YallaTake.Pipeline;
using YallaTake.Session;
using YallaTake.Settings;

namespace YallaTake.Commands;

/// <summary>Registers a panel by name, so that Connect-YtPanel needs the name alone. The key stays where it is kept.</summary>
[Cmdlet(VerbsLifecycle.Register, "YtPanel", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Low)]
[OutputType(typeof(PanelProfile))]
public sealed class RegisterYtPanelCommand : PanelSettingsCommand
{
    // A shorter one may be a word that stands in any address.
    private const int ShortestKey = 8;

    // From so many letters and digits on, a name looks like a key: names are words with something between them.
    private const int LikeKey = 24;

    /// <summary>The profile's name: letters, digits, dots, hyphens and underscores.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [ArgumentCompleter(typeof(ProfileNameCompleter))]
    public string Name { get; set; } = string.Empty;

    /// <summary>The API's address: https, or http on this machine.</summary>
    [Parameter(Mandatory = true, Position = 1)]
    [AllowNull]
    public object? Uri { get; set; }

    /// <summary>The name of the secret that holds the API key, for Get-Secret.</summary>
    [Parameter]
    public string? Secret { get; set; }

    /// <summary>The vault of the secret; any vault when not given.</summary>
    [Parameter]
    public string? Vault { get; set; }

    /// <summary>The name of the environment variable that holds the API key.</summary>
    [Parameter]
    public string? KeyVariable { get; set; }

    /// <summary>
    /// Registers it without reading the key, even if it cannot be read now. Then no value is checked for being the key itself.
    /// </summary>
    [Parameter]
    public SwitchParameter SkipVerification { get; set; }

    /// <summary>Replaces a profile of the same name.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>Emits the profile.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    private protected override bool Opens => false;

    private protected override GivenValue Given { get; } = new("Nothing was registered.");

    private protected override async Task EndAsync()
    {
        try
        {
            var settings = Settings();
            if (!ShouldProcess($"{settings.Name} ({settings.Uri})", "Register panel"))
                return;

            if (settings is { KeepsLedger: true, Ledger: { } ledger })
            {
                var credential = LedgerCredential?.GetNetworkCredential();
                settings = settings with
                {
                    LedgerId = await LedgerLocation.IdentifyAsync(ledger, NewLedger, credential, Time, Session.Chance, StopToken),
                };
            }

            ProfileFolder.Save(settings, Session.Chance);
            if (PassThru)
                WriteObject(new PanelProfile(settings));
        }
        catch (YallaTakeException exception)
        {
            ThrowTerminatingError(ErrorRecords.From(exception, null));
        }
    }

    // Whatever is wrong is said before anything is written.
    private PanelSettings Settings()
    {
        if (GivenValue.IsBlank(Uri))
        {
            throw Given.Invalid(
                nameof(Uri), "was given without a value.", "Write the address of the panel's API, such as https://panel.example/api/v2.");
        }

        if (Problem() is { } problem)
            throw problem;
        if (!ProfileFolder.IsName(Name))
            throw Given.Invalid(nameof(Name), "is not a valid profile name.", "Write up to 64 letters, digits, '.', '-' and '_'.");
        if (ProfileFolder.Exists(Name) && !Force)
        {
            throw new YallaTakeException(
                ErrorId.NameInUse, $"A profile '{Name}' is registered already. {Given.Consequence} Replace it with -Force.");
        }

        var settings = Settings(Name, Given.Address(nameof(Uri), Uri)!);
        PanelClient.ThrowIfInsecure(settings.Uri);
        if (settings.Proxy?.UserInfo is { Length: > 0 })
            throw Given.Invalid(
                nameof(Proxy), "has a password in it, and a profile holds none.", "Give it as -ProxyCredential when you connect.");
        if (settings.KeepsLedger)
            settings = settings with { Ledger = settings.Ledger ?? LedgerLocation.FromEnvironment() ?? LedgerLocation.UserFile() };
        if (settings.Ledger is { } ledger && LedgerLocation.HoldsPassword(ledger))
        {
            throw Given.Invalid(
                nameof(Ledger),
                "has a password in it, and a profile holds none.",
                "Give it as -LedgerCredential when you connect, or keep it in PGPASSWORD or a .pgpass file.");
        }

        settings = settings with { Key = Place() };
        if (settings.Key is { } place && !SkipVerification)
            ThrowIfHolds(settings, place.Read(this));
        return settings;
    }

    private KeyPlace? Place() => (Secret, Vault, KeyVariable) switch
    {
        (null, null, null) => null,
        (null, not null, _) => throw Given.Invalid(nameof(Vault), "needs -Secret, the name of the secret in it."),
        _ when LooksLikeKey(Secret) => throw Given.Invalid(
            nameof(Secret), "looks like a key.", "Give the name of the secret that holds the key."),
        _ when LooksLikeKey(KeyVariable) => throw Given.Invalid(
            nameof(KeyVariable), "looks like a key.", "Give the name of the variable that holds the key."),
        (not null, _, not null) => throw Given.Invalid(nameof(KeyVariable), "and -Secret are two places for one key.", "Give one of them."),
        _ => new KeyPlace(Secret, Vault, KeyVariable),
    };

    private static bool LooksLikeKey(string? name) =>
        name is { Length: >= LikeKey } && name.All(letter => char.IsLetterOrDigit(letter)) && name.Any(char.IsDigit);

    // Somebody may have given the key itself where its place is asked for, or as a part of another setting.
    private void ThrowIfHolds(PanelSettings settings, SecureString key)
    {
        var text = new NetworkCredential(string.Empty, key).Password;
        if (text.Length >= ShortestKey && ProfileFolder.Text(settings).Contains(text))
            throw new YallaTakeException(
                ErrorId.FieldInvalid, $"One of the values is the API key itself, and a profile holds no key. {Given.Consequence}");
    }
}
