using System.Management.Automation;

namespace YallaTake.Parameters;

/// <summary>Reads the path of a file, from the session's location.</summary>
internal static class FilePath
{
    /// <summary>The whole path in the file system, whether the file exists or not.</summary>
    /// <exception cref="YallaTakeException">FieldInvalid: it is a path of something else, such as Env: or a registry.</exception>
    public static string Of(PSCmdlet command, string path)
    {
        var whole = command.SessionState.Path.GetUnresolvedProviderPathFromPSPath(path, out var provider, out _);
        return provider.Name == "FileSystem"
            ? whole
            : throw new YallaTakeException(
                ErrorId.FieldInvalid,
                $"'{path}' is a path of {provider.Name}, not of the file system. Nothing was read or written. Write the path of a file.");
    }
}
