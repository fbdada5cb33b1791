namespace YallaTake.Settings;

/// <summary>This user's folder, in which the usual ledger, the journal and the profiles are.</summary>
internal static class UserFolder
{
    /// <summary>The environment variable that names another folder.</summary>
    public const string Variable = "YALLATAKE_DATA";

    /// <summary>The folder. It is made when something is first written there.</summary>
    public static string Path => Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } folder
        ? System.IO.Path.GetFullPath(folder)
        : System.IO.Path.Combine(
            Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify),
            "YallaTake");
}
