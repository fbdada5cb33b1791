using System.Globalization;
using System.Management.Automation;
using System.Reflection;
using System.Runtime.Loader;

namespace YallaTake;

/// <summary>
/// What users and their scripts hold on to is written down in PublicSurface.txt, so that a change of it is seen in review.
/// </summary>
public sealed class PublicSurfaceTests : IDisposable
{
    private static readonly string[] Libraries = ["YallaTake", "YallaTake.Client", "YallaTake.Ledger", "YallaTake.Sandbox"];

    private readonly Engine _engine = new();

    public void Dispose() => _engine.Dispose();

    [Fact]
    public void The_public_surface_is_what_is_written_down()
    {
        var cmdlets = _engine.Values("Get-Command -Module YallaTake").Cast<CmdletInfo>().ToArray();
        var context = AssemblyLoadContext.GetLoadContext(cmdlets[0].ImplementingType.Assembly)!;
        var types = Libraries.SelectMany(library => context.LoadFromAssemblyName(new AssemblyName(library)).GetExportedTypes());

        string[] actual =
        [
            .. cmdlets.SelectMany(Lines).Order(StringComparer.Ordinal),
            .. types.Where(type => !typeof(Cmdlet).IsAssignableFrom(type)).SelectMany(Lines).Order(StringComparer.Ordinal),
        ];

        var written = File.Exists(Written) ? File.ReadAllLines(Written) : [];
        if (written.SequenceEqual(actual))
            return;

        var candidate = Path.Combine(AppContext.BaseDirectory, "PublicSurface.txt");
        File.WriteAllLines(candidate, actual);
        var changes = written.Except(actual).Select(line => "- " + line).Concat(actual.Except(written).Select(line => "+ " + line));
        Assert.Fail($"""
            The public surface has changed:
            {string.Join("\n", changes)}
            Lines with - break scripts. If the change is meant, tell it in CHANGELOG.md and copy
            {candidate}
            to {Written}.
            """);
    }

    private static string Written { get; } = Repository.PathOf("tests", "YallaTake.Tests", "PublicSurface.txt");

    private static IEnumerable<string> Lines(CmdletInfo cmdlet) =>
        from parameter in cmdlet.Parameters.Values
        where !Cmdlet.CommonParameters.Contains(parameter.Name)
        from set in parameter.ParameterSets
        select $"cmdlet {cmdlet.Name} -{parameter.Name} {Name(parameter.ParameterType)}"
            + (set.Key == "__AllParameterSets" ? "" : $" in {set.Key}")
            + (set.Value.IsMandatory ? " mandatory" : "")
            + (set.Value.Position >= 0 ? string.Create(CultureInfo.InvariantCulture, $" at {set.Value.Position}") : "")
            + (set.Value.ValueFromPipeline ? " by value" : "")
            + (set.Value.ValueFromPipelineByPropertyName ? " by name" : "")
            + (parameter.Aliases.Count > 0 ? $" or -{string.Join(" -", parameter.Aliases.Order(StringComparer.Ordinal))}" : "");

    private static IEnumerable<string> Lines(Type type)
    {
        var kind = type.IsEnum ? "enum" : type.IsInterface ? "interface" : type.IsValueType ? "struct" : "class";
        yield return $"{kind} "
            + $"{Name(type)}{(type.BaseType is { } parent && !type.IsValueType && parent != typeof(object) ? $" : {Name(parent)}" : "")}";

        foreach (var member in type.GetMembers(
            BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly))
        {
            // Names with brackets are the compiler's.
            if (!member.Name.Contains('<', StringComparison.Ordinal) && Text(member) is { } text)
                yield return $"{kind} {Name(type)} {text}";
        }
    }

    private static string? Text(MemberInfo member) => member switch
    {
        FieldInfo { IsSpecialName: false } field when Visible(field.IsPublic, field.IsFamily, field.IsFamilyOrAssembly) =>
            field.DeclaringType!.IsEnum
                ? $"{field.Name} = {Convert.ToInt64(field.GetRawConstantValue(), CultureInfo.InvariantCulture)}"
                : $"{Name(field.FieldType)} {field.Name}",
        PropertyInfo property when property.GetAccessors(nonPublic: true).Any(IsVisible) =>
            $"{Name(property.PropertyType)} {property.Name} {{ "
            + $"{string.Join(" ", property.GetAccessors(nonPublic: true).Where(IsVisible).Select(accessor => accessor.Name[..3] + ";"))} "
                + $"}}",
        ConstructorInfo constructor when IsVisible(constructor) => $"new({Parameters(constructor)})",
        MethodInfo { IsSpecialName: false } method when IsVisible(method) && method.GetBaseDefinition().DeclaringType != typeof(object) =>
            $"{Name(method.ReturnType)} {method.Name}({Parameters(method)})",
        _ => null,
    };

    private static bool IsVisible(MethodBase method) => Visible(method.IsPublic, method.IsFamily, method.IsFamilyOrAssembly);

    private static bool Visible(bool isPublic, bool isFamily, bool isFamilyOrAssembly) => isPublic || isFamily || isFamilyOrAssembly;

    private static string Parameters(MethodBase method) =>
        string.Join(", ", method.GetParameters().Select(parameter => $"{Name(parameter.ParameterType)} {parameter.Name}"));

    private static string Name(Type type) => Nullable.GetUnderlyingType(type) is { } bare
        ? Name(bare) + "?"
        : type.IsArray ? Name(type.GetElementType()!) + "[]"
        : type.IsGenericType ? $"{type.Name.Split('`')[0]}<{string.Join(", ", type.GetGenericArguments().Select(Name))}>"
        : type.Name;
}
