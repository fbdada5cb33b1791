using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Npgsql;

namespace YallaTake.Ledger.Postgres;

/// <summary>Where a shared ledger is, as Npgsql's settings or as a URI, and how to name it without its password.</summary>
internal sealed partial class PostgresAddress
{
    // libpq's names in URIs, where Npgsql has others.
    private static readonly Dictionary<string, string> Names = new(StringComparer.OrdinalIgnoreCase)
    {
        ["sslmode"] = "SSL Mode",
        ["sslrootcert"] = "Root Certificate",
        ["sslcert"] = "SSL Certificate",
        ["sslkey"] = "SSL Key",
        ["sslpassword"] = "SSL Password",
        ["connect_timeout"] = "Timeout",
        ["application_name"] = "Application Name",
        ["target_session_attrs"] = "Target Session Attributes",
        ["dbname"] = "Database",
        ["user"] = "Username",
    };

    // libpq's own form: host=db.example port=5432 dbname=orders, with values in quotes where they need them.
    private static readonly Regex Words = new(
        @"^\s*\w+\s*=\s*('(\\.|[^'])*'|[^\s;']+)(\s+\w+\s*=\s*('(\\.|[^'])*'|[^\s;']+))+\s*$", RegexOptions.CultureInvariant);

    // An order is two short transactions. More of them side by side would wait for each other in the server, which other hosts use too.
    private const int MostConnections = 8;

    private readonly NpgsqlConnectionStringBuilder _settings;

    private PostgresAddress(NpgsqlConnectionStringBuilder settings) => _settings = settings;

    /// <summary>The folder in which version 0.1.0 kept outcomes of this database.</summary>
    public string EarlierJournal => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(Database)))[..16];

    /// <summary>Whether it has a password in it.</summary>
    public bool HoldsPassword => !string.IsNullOrEmpty(_settings.Password) || !string.IsNullOrEmpty(_settings.SslPassword);

    private string Database => $"{_settings.Host}:{_settings.Port}/{_settings.Database ?? _settings.Username}";

    /// <exception cref="YallaTakeException">
    /// LedgerUnavailable: the text is not an address. It is not quoted, for it may hold a password.
    /// </exception>
    public static PostgresAddress Parse(string text, NetworkCredential? credential)
    {
        try
        {
            // A password may have :// in it.
            var settings = text.Split('=', 2)[0].Contains("://", StringComparison.Ordinal) ? FromUri(new Uri(text))
                : Words.IsMatch(text) ? FromWords(text)
                : new NpgsqlConnectionStringBuilder(text);
            if (credential is not null)
                (settings.Username, settings.Password) = (credential.UserName, credential.Password);
            if (string.IsNullOrWhiteSpace(settings.Host) || settings.Host.AsSpan().ContainsAny(" =;"))
                throw new ArgumentException("There is no host.", nameof(text));

            settings.Enlist = false;
            settings.ApplicationName ??= "YallaTake";
            if (!settings.ShouldSerialize("Maximum Pool Size"))
                settings.MaxPoolSize = Math.Max(MostConnections, settings.MinPoolSize);
            return new PostgresAddress(settings);
        }
        catch (Exception exception) when (exception is ArgumentException or FormatException or KeyNotFoundException
            or NotSupportedException or OverflowException or InvalidCastException)
        {
            throw new YallaTakeException(
                ErrorId.LedgerUnavailable,
                "The address of the shared ledger cannot be read. Nothing was sent. "
                + "Write it as Npgsql does, Host=db.example;Database=orders;Username=reseller, or as "
                    + "postgresql://reseller@db.example/orders.");
        }
    }

    /// <summary>Connects to it.</summary>
    public NpgsqlDataSourceBuilder Open()
    {
        var builder = new NpgsqlDataSourceBuilder(_settings.ToString());

        // Nothing is set for longer than a transaction.
        builder.ConnectionStringBuilder.NoResetOnClose = true;
        return builder;
    }

    public override string ToString() =>
        $"postgresql://{(_settings.Username is { Length: > 0 } user ? Uri.EscapeDataString(user) + "@" : string.Empty)}{Database}";

    private static NpgsqlConnectionStringBuilder FromWords(string text)
    {
        var settings = new NpgsqlConnectionStringBuilder();
        foreach (Match word in Word().Matches(text))
        {
            var (name, value) = (word.Groups[1].Value, word.Groups[2].Success ? word.Groups[2].Value.Replace(
                "\\", string.Empty, StringComparison.Ordinal) : word.Groups[3].Value);
            Set(settings, name, value);
        }

        return settings;
    }

    private static void Set(NpgsqlConnectionStringBuilder settings, string name, string value) =>
        settings[Names.GetValueOrDefault(name, name)] = name.Equals("sslmode", StringComparison.OrdinalIgnoreCase)
            || name.StartsWith("target", StringComparison.OrdinalIgnoreCase)
            ? value.Replace("-", string.Empty, StringComparison.Ordinal)
            : value;

    [GeneratedRegex(@"(\w+)\s*=\s*(?:'((?:\\.|[^'])*)'|([^\s;']+))", RegexOptions.CultureInvariant)]
    private static partial Regex Word();

    private static NpgsqlConnectionStringBuilder FromUri(Uri uri)
    {
        var settings = new NpgsqlConnectionStringBuilder { Host = uri.Host.Trim('[', ']') };
        if (uri.Port > 0)
            settings.Port = uri.Port;
        if (uri.AbsolutePath.Length > 1)
            settings.Database = Uri.UnescapeDataString(uri.AbsolutePath[1..]);
        if (uri.UserInfo.Split(':', 2) is [{ Length: > 0 } user, .. var password])
        {
            settings.Username = Uri.UnescapeDataString(user);
            settings.Password = password.Length > 0 ? Uri.UnescapeDataString(password[0]) : null;
        }

        foreach (var pair in uri.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var (name, value) = pair.Split('=', 2) is [var left, var right]
                ? (left, Uri.UnescapeDataString(right))
                : throw new FormatException();
            Set(settings, name, value);
        }

        return settings;
    }
}
