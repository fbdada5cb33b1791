using System.Management.Automation;
using System.Reflection;

namespace YallaTake.Parameters;

/// <summary>Patterns with wildcards. They compare without case, in every culture alike.</summary>
internal static class Wildcard
{
    /// <exception cref="YallaTakeException">FieldInvalid: it is not a pattern.</exception>
    public static WildcardPattern Of(string text)
    {
        var pattern = WildcardPattern.Get(
            text, WildcardOptions.IgnoreCase | WildcardOptions.CultureInvariant | WildcardOptions.Compiled);
        try
        {
            // It is read when it is first compared.
            pattern.IsMatch(string.Empty);
            return pattern;
        }
        catch (WildcardPatternException exception)
        {
            throw new YallaTakeException(
                ErrorId.FieldInvalid,
                $"'{text}' is not a valid pattern with wildcards. Nothing was sent. Write `[ for a bracket that is not one of a pattern.",
                exception);
        }
    }

    /// <summary>The parameters of a cmdlet that take several patterns.</summary>
    public static PropertyInfo[] Parameters(Type cmdlet) =>
        [.. cmdlet.GetProperties().Where(property =>
            property.PropertyType == typeof(string[]) && property.IsDefined(typeof(SupportsWildcardsAttribute)))];

    /// <summary>Why a text of what is given is not a pattern; null when all are.</summary>
    public static YallaTakeException? Problem(IEnumerable<string> given)
    {
        try
        {
            foreach (var text in given)
                Of(text);
            return null;
        }
        catch (YallaTakeException problem)
        {
            return problem;
        }
    }
}
