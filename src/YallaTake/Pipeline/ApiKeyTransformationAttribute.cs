using System.Management.Automation;
using System.Security;

namespace YallaTake.Pipeline;

/// <summary>Takes an API key as the SecureString it should be, and as plain text where a script has no better.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class ApiKeyTransformationAttribute : ArgumentTransformationAttribute
{
    public override object? Transform(EngineIntrinsics engineIntrinsics, object inputData) =>
        (inputData is PSObject wrapped ? wrapped.BaseObject : inputData) switch
        {
            SecureString { Length: > 0 } secure => secure,
            string { Length: > 0 } text => PanelConnector.ToSecureString(text),
            PSCredential { Password.Length: > 0 } credential => credential.Password,
            _ => throw new ArgumentTransformationMetadataException("The API key is empty or no text. Give a SecureString, such as Get-Secret returns, or a string."),
        };
}
