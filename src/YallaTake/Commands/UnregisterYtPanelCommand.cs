using System.Management.Automation;
using YallaTake.Completion;
using YallaTake.Errors;
using YallaTake.Parameters;
using YallaTake.Pipeline;
using YallaTake.Settings;

namespace YallaTake.Commands;

/// <summary>Removes the profiles that Register-YtPanel made. Connections, ledgers and keys stay as they are.</summary>
[Cmdlet(VerbsLifecycle.Unregister, "YtPanel", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Low)]
public sealed class UnregisterYtPanelCommand : AsyncCommand
{
    /// <summary>The profiles' names, with wildcards.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(ProfileNameCompleter))]
    public string[] Name { get; set; } = [];

    private protected override Task ProcessAsync()
    {
        foreach (var given in Name)
            OrWriteError(given, () => RemoveAll(given));
        return Task.CompletedTask;
    }

    private void RemoveAll(string given)
    {
        var pattern = Wildcard.Of(given);
        var names = ProfileFolder.Names().Where(pattern.IsMatch).ToList();
        if (names.Count == 0 && !WildcardPattern.ContainsWildcardCharacters(given))
            WriteError(ErrorRecords.From(new(ErrorId.ProfileNotFound, $"No profile is named '{given}'."), given));
        foreach (var name in names.Where(name => ShouldProcess(name, "Unregister panel")))
            OrWriteError(name, () => ProfileFolder.Delete(name));
    }

    private void OrWriteError(string name, Action remove)
    {
        try
        {
            remove();
        }
        catch (YallaTakeException exception)
        {
            WriteError(ErrorRecords.From(exception, name));
        }
    }
}
