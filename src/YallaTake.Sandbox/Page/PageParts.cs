using System.Globalization;
using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using HandlebarsDotNet;

namespace YallaTake.Sandboxing.Page;

/// <summary>What our pages are made of: embedded files, a template that escapes whatever it is given, and a policy by hashes.</summary>
internal static class PageParts
{
    /// <summary>An embedded file. A browser reads every line break as one character, and so must the hash.</summary>
    public static string Read(Assembly assembly, string name)
    {
        using var stream = assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"The resource '{name}' is missing.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().Replace("\r\n", "\n");
    }

    /// <summary>A template that needs every value that it names.</summary>
    public static HandlebarsTemplate<object, object> Compile(string template) => Handlebars.Create(new HandlebarsConfiguration
    {
        FormatProvider = CultureInfo.InvariantCulture,
        ThrowOnUnresolvedBindingExpression = true,
    }).Compile(template);

    /// <summary>The source of a Content-Security-Policy that allows one style or script.</summary>
    public static string Hash(string text)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes(text));
        return $"'sha256-{Convert.ToBase64String(hash.GetHashAndReset())}'";
    }
}
