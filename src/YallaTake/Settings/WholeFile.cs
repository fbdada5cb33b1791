using YallaTake.Client.Resilience;

namespace YallaTake.Settings;

/// <summary>A file that is written whole or not at all: it gets its name when it is ready.</summary>
internal static class WholeFile
{
    /// <summary>Writes a file, in place of one of the same name. What could not be finished is removed.</summary>
    public static void Write(string path, string text, Chance chance)
    {
        var unfinished = $"{path}.{chance.Guid():N}.new";
        try
        {
            File.WriteAllText(unfinished, text);
#if NET
            File.Move(unfinished, path, overwrite: true);
#else
            if (File.Exists(path))
                File.Replace(unfinished, path, destinationBackupFileName: null);
            else
                File.Move(unfinished, path);
#endif
        }
        finally
        {
            File.Delete(unfinished);
        }
    }
}
