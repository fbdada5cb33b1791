using System.Text.RegularExpressions;
using Newtonsoft.Json;
using YallaTake.Client.Resilience;

namespace YallaTake.Settings;

/// <summary>The profiles of this user: a file for each, which holds everything of a connection but the key.</summary>
internal static class ProfileFolder
{
    private const string Prefix = "panel-";
    private const string Suffix = ".json";
    private const string CheckFolder = "Check the folder's permissions.";

    private static readonly Regex ValidName = new(@"^[\p{L}\p{N}][\p{L}\p{N}._-]{0,63}\z", RegexOptions.CultureInvariant);

    // A setting that this version does not know could be a limit.
    private static readonly JsonSerializerSettings Format = new()
    {
        Formatting = Formatting.Indented,
        NullValueHandling = NullValueHandling.Ignore,
        MissingMemberHandling = MissingMemberHandling.Error,
        FloatParseHandling = FloatParseHandling.Decimal,
    };

    /// <summary>Whether a profile may have the name.</summary>
    public static bool IsName(string name) => ValidName.IsMatch(name);

    /// <summary>The names of all profiles.</summary>
    /// <exception cref="YallaTakeException">ProfileNotFound: their folder cannot be read.</exception>
    public static IReadOnlyList<string> Names() => Use($"The profiles in {UserFolder.Path} cannot be read", CheckFolder, ReadNames);

    public static bool Exists(string name) => IsName(name) && File.Exists(PathOf(name));

    /// <summary>A profile's settings; null if it does not exist.</summary>
    /// <exception cref="YallaTakeException">ProfileNotFound: it cannot be read.</exception>
    public static PanelSettings? Find(string name) => !Exists(name) ? null : Use(
        $"The profile {PathOf(name)} cannot be read",
        "If a newer version of the module wrote it, update the module; else correct the file, or register it again with -Force.",
        () => JsonConvert.DeserializeObject<PanelSettings>(File.ReadAllText(PathOf(name)), Format)
            is { Name: not null, Uri: not null } settings
            ? settings with { SpendLimit = Plain(settings.SpendLimit) }
            : throw new JsonException("it is incomplete"));

    /// <summary>What a profile's file holds.</summary>
    public static string Text(PanelSettings settings) => JsonConvert.SerializeObject(settings, Format) + "\n";

    /// <summary>Writes a profile, in place of one of the same name. Nobody sees half of it.</summary>
    /// <exception cref="YallaTakeException">ProfileNotFound: it cannot be written.</exception>
    public static void Save(PanelSettings settings, Chance chance)
    {
        var path = PathOf(settings.Name);
        Use($"The profile {path} cannot be written", CheckFolder, () =>
        {
            Directory.CreateDirectory(UserFolder.Path);
            WholeFile.Write(path, Text(settings), chance);
            return path;
        });
    }

    /// <exception cref="YallaTakeException">ProfileNotFound: it cannot be removed.</exception>
    public static void Delete(string name)
    {
        var path = PathOf(name);
        Use($"The profile {path} cannot be removed", CheckFolder, () =>
        {
            File.Delete(path);
            return path;
        });
    }

    /// <summary>The file of a profile. Names are the same whatever their case.</summary>
    public static string PathOf(string name) =>
        Path.Combine(UserFolder.Path, Prefix + name.ToLowerInvariant() + Suffix);

    private static IReadOnlyList<string> ReadNames() => !Directory.Exists(UserFolder.Path) ? [] :
    [
        .. Directory.EnumerateFiles(UserFolder.Path, Prefix + "*" + Suffix)
            .Select(path => Path.GetFileNameWithoutExtension(path)[Prefix.Length..])
            .Where(IsName)
            .OrderBy(name => name, StringComparer.OrdinalIgnoreCase),
    ];

    // JSON has 50 as 50.0.
    private static decimal? Plain(decimal? amount) => amount / 1.0000000000000000000000000000m;

    private static T Use<T>(string problem, string advice, Func<T> use)
    {
        try
        {
            return use();
        }
        catch (Exception exception) when (exception is JsonException or IOException or UnauthorizedAccessException)
        {
            throw new YallaTakeException(
                ErrorId.ProfileNotFound, $"{problem}: {exception.Message.TrimEnd('.')}. Nothing was sent. {advice}", exception);
        }
    }
}
