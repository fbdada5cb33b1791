using Mono.Cecil;

namespace YallaTake;

/// <summary>What the assemblies say of the house: which knows which, and that no two rooms know each other.</summary>
public sealed class ArchitectureTests
{
    private static readonly Dictionary<string, string[]> Known = new()
    {
        ["YallaTake.Client"] = [],
        ["YallaTake.Ledger"] = ["YallaTake.Client"],
        ["YallaTake.Sandbox"] = [],
        ["YallaTake"] = ["YallaTake.Client", "YallaTake.Ledger", "YallaTake.Sandbox"],
        ["YallaTake.Loader"] = [],
    };

    private static readonly Dictionary<string, string[]> Namespaces = new()
    {
        ["YallaTake.Client"] = ["YallaTake.Client"],
        ["YallaTake.Ledger"] = ["YallaTake.Ledger"],
        ["YallaTake.Sandbox"] = ["YallaTake.Sandboxing"],
        ["YallaTake"] = ["YallaTake"],
        ["YallaTake.Loader"] = ["YallaTake.Loader"],
    };

    public static TheoryData<string> Assemblies => [.. Known.Keys];

    [Theory]
    [MemberData(nameof(Assemblies))]
    public void An_assembly_knows_only_those_below_it(string name)
    {
        using var assembly = Read(name);

        var ours = assembly.MainModule.AssemblyReferences
            .Select(reference => reference.Name)
            .Where(reference => reference.StartsWith("YallaTake", StringComparison.Ordinal));

        Assert.Empty(ours.Except(Known[name]));
    }

    [Theory]
    [MemberData(nameof(Assemblies))]
    public void What_users_do_not_see_is_in_a_room(string name)
    {
        using var assembly = Read(name);

        Assert.Empty(Types(assembly).Where(type => type.Namespace == "YallaTake" && !type.IsPublic)
            .Select(type => type.FullName));
        Assert.All(
            Types(assembly).Where(type => type.Namespace != "YallaTake"),
            type => Assert.Contains(Namespaces[name], room => $"{type.Namespace}.".StartsWith($"{room}.", StringComparison.Ordinal)));
    }

    [Theory]
    [MemberData(nameof(Assemblies))]
    public void No_two_rooms_know_each_other(string name)
    {
        using var assembly = Read(name);
        var rooms = Types(assembly)
            .GroupBy(Room)
            .ToDictionary(
                room => room.Key, room => room.SelectMany(References).Select(Room).Distinct().Where(other => other != room.Key).ToArray());

        var circle = Circle(rooms);
        Assert.True(circle.Length == 0, circle);
    }

    [Fact]
    public void A_circle_is_found()
    {
        Assert.Equal("", Circle(new() { ["a"] = ["b", "c"], ["b"] = ["c"], ["c"] = [] }));
        Assert.Equal("a > b > c > a", Circle(new() { ["a"] = ["b"], ["b"] = ["c"], ["c"] = ["a"] }));
    }

    // Each object that users see is a room of its own: they share a namespace for them, not for us.
    private static string Room(TypeReference type)
    {
        while (type.DeclaringType is not null)
            type = type.DeclaringType;
        return type.Namespace == "YallaTake" ? type.FullName : type.Namespace;
    }

    private static AssemblyDefinition Read(string name) =>
        AssemblyDefinition.ReadAssembly(Repository.PathOf("bin", name == "YallaTake.Loader" ? "Core" : "net8.0", name + ".dll"));

    private static IEnumerable<TypeDefinition> Types(AssemblyDefinition assembly) =>
        assembly.MainModule.Types.Where(type => type.Namespace.StartsWith("YallaTake", StringComparison.Ordinal));

    private static string Circle(Dictionary<string, string[]> rooms)
    {
        var done = new HashSet<string>();
        return rooms.Keys.Select(room => Find(room, [])).FirstOrDefault(circle => circle.Length > 0) ?? string.Empty;

        string Find(string room, List<string> way)
        {
            if (way.IndexOf(room) is >= 0 and var start)
                return string.Join(" > ", [.. way[start..], room]);
            if (!rooms.TryGetValue(room, out var others) || done.Contains(room))
                return string.Empty;

            way.Add(room);
            var circle = others.Select(other => Find(other, way)).FirstOrDefault(found => found.Length > 0) ?? string.Empty;
            way.RemoveAt(way.Count - 1);
            done.Add(room);
            return circle;
        }
    }

    private static IEnumerable<TypeReference> References(TypeDefinition type)
    {
        var direct = new[] { type.BaseType }
            .Concat(type.Interfaces.Select(implemented => implemented.InterfaceType))
            .Concat(type.CustomAttributes.Select(attribute => attribute.AttributeType))
            .Concat(type.Fields.Select(field => field.FieldType))
            .Concat(type.Properties.SelectMany(property => property.CustomAttributes).SelectMany(Attribute))
            .Concat(type.Methods.SelectMany(Signature))
            .Concat(type.Methods.Where(method => method.HasBody).SelectMany(Body));
        return direct.OfType<TypeReference>().SelectMany(Parts).Where(IsOurs).Concat(type.NestedTypes.SelectMany(References));
    }

    private static IEnumerable<TypeReference> Attribute(CustomAttribute attribute) =>
        attribute.ConstructorArguments.Select(argument => argument.Value).OfType<TypeReference>().Append(attribute.AttributeType);

    private static IEnumerable<TypeReference> Signature(MethodReference method) =>
        method.Parameters.Select(parameter => parameter.ParameterType).Append(method.ReturnType);

    private static IEnumerable<TypeReference?> Body(MethodDefinition method) => method.Body.Variables
        .Select(variable => variable.VariableType)
        .Concat(method.Body.Instructions.SelectMany(instruction => instruction.Operand switch
        {
            TypeReference type => [type],
            FieldReference field => [field.DeclaringType, field.FieldType],
            GenericInstanceMethod called => [called.DeclaringType, .. called.GenericArguments],
            MethodReference called => [called.DeclaringType],
            _ => Enumerable.Empty<TypeReference?>(),
        }));

    private static IEnumerable<TypeReference> Parts(TypeReference type) => type switch
    {
        GenericInstanceType generic => generic.GenericArguments.SelectMany(Parts).Append(generic.ElementType),
        TypeSpecification specification => Parts(specification.ElementType),
        GenericParameter => [],
        _ => [type],
    };

    private static bool IsOurs(TypeReference type) => Room(type).StartsWith("YallaTake", StringComparison.Ordinal);
}
