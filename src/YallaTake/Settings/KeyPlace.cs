using System.Management.Automation;
using System.Management.Automation.Runspaces;
using System.Net;
using System.Security;

namespace YallaTake.Settings;

/// <summary>Where an API key is kept: in a secret of SecretManagement, or in an environment variable. Never the key itself.</summary>
/// <param name="Secret">The secret's name; null when the key is in a variable.</param>
/// <param name="Vault">The vault that has the secret; null for any.</param>
/// <param name="Variable">The environment variable; null when the key is in a secret.</param>
internal sealed record KeyPlace(string? Secret, string? Vault, string? Variable)
{
    private const string GetSecret =
        "param($name, $vault) $from = if ($vault) { @{ Vault = $vault } } else { @{} }; Get-Secret -Name $name @from -ErrorAction Stop";

    /// <summary>What the variable holds; null when it is not set, or the key is in a secret.</summary>
    public SecureString? OfVariable =>
        Variable is not null && Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } key ? Secure(key) : null;

    /// <summary>Reads the key, by way of the session's Get-Secret.</summary>
    /// <exception cref="YallaTakeException">NotConnected: it is not there.</exception>
    public SecureString Read(PSCmdlet cmdlet)
    {
        if (Variable is not null)
        {
            return OfVariable
                ?? throw Missing($"The environment variable '{Variable}', which should hold the API key, is not set.", "Set it");
        }

        if (cmdlet.InvokeCommand.GetCommand("Get-Secret", CommandTypes.Cmdlet | CommandTypes.Function) is null)
        {
            throw Missing(
                $"The API key is the secret '{Secret}', and there is no Get-Secret here.",
                "Run 'Install-PSResource Microsoft.PowerShell.SecretManagement' and install the module of your vault, as this user");
        }

        try
        {
            var found = cmdlet.InvokeCommand.InvokeScript(GetSecret, useNewScope: true, PipelineResultTypes.None, null, Secret, Vault);
            return (found.Count == 1 ? found[0]?.BaseObject : null) switch
            {
                SecureString { Length: > 0 } secure => secure,
                PSCredential { Password.Length: > 0 } credential => credential.Password,
                string { Length: > 0 } text => Secure(text),
                _ => throw Missing($"The secret '{Secret}' is empty, or no text.", $"Run 'Set-Secret {Secret}'"),
            };
        }
        catch (RuntimeException exception) when (exception is not PipelineStoppedException)
        {
            throw Missing($"Get-Secret did not give the secret '{Secret}': {exception.Message}", "Correct that");
        }
    }

    /// <summary>A key that was plain text.</summary>
    public static SecureString Secure(string key) => new NetworkCredential(string.Empty, key).SecurePassword;

    private static YallaTakeException Missing(string what, string remedy) =>
        new(ErrorId.NotConnected, $"{what} Nothing was sent. {remedy}, then run this again.");
}
