using System.Collections;
using System.Globalization;
using System.Management.Automation;
using System.Reflection;
using System.Text.RegularExpressions;
using YallaTake.Help;

namespace YallaTake;

/// <summary>The pages in docs say what the cmdlets do, and Get-Help says what the pages say.</summary>
public sealed class HelpTests(HelpTests.Session session) : IClassFixture<HelpTests.Session>
{
    public static TheoryData<string> Cmdlets => [.. Pages.Commands];

    public static TheoryData<string> Topics => [.. Pages.Topics];

    [Fact]
    public void Every_cmdlet_has_a_page_and_every_page_a_cmdlet()
    {
        var exported = session.Engine.Values("(Get-Module YallaTake).ExportedCmdlets.Keys")
            .Cast<string>()
            .Order(StringComparer.Ordinal)
            .ToArray();

        Assert.Equal(exported, Pages.Commands);
    }

    [Theory]
    [MemberData(nameof(Cmdlets))]
    public void Get_Help_shows_the_page(string name)
    {
        var page = Pages.Command(name);

        Assert.Equal(page.Synopsis[0].Text, session.Engine.Value($"(Get-Help {name}).Synopsis"));
        Assert.NotEmpty(session.Engine.Values($"(Get-Help {name}).description.Text"));
        Assert.Equal(
            page.Parameters.Select(parameter => parameter.Name),
            session.Engine.Values($"(Get-Help {name} -Full).parameters.parameter | Where-Object {{ $_ }} | ForEach-Object {{ $_.name }}"));
        Assert.Equal(
            page.Examples.Select(example => example.Code),
            session.Engine.Values($"(Get-Help {name} -Examples).examples.example | ForEach-Object {{ $_.code }}"));
        Assert.True(page.Examples.Count >= 3);
        Assert.NotEmpty(page.Notes);
    }

    [Theory]
    [MemberData(nameof(Cmdlets))]
    public void A_page_has_the_syntax_of_its_cmdlet(string name)
    {
        var sets = session.Command(name).ParameterSets;

        Assert.Equal(
            sets.Select(
                set => (set.Name, set.IsDefault, Regex.Replace(Bare($"{name} {set}"), Hidden(set), string.Empty))),
            Pages.Command(name).Syntaxes.Select(syntax => (syntax.Set, syntax.IsDefault, syntax.Text)));
    }

    // The page says what is meant to be given.
    private static string Bare(string syntax) => Regex.Replace(syntax, @"<RowValue\[(\w+)\]>", "<$1>");

    // What PowerShell lists of parameters that are not shown.
    private static string Hidden(CommandParameterSetInfo set) => set.Parameters
        .Where(parameter => parameter.Attributes.OfType<ParameterAttribute>().All(attribute => attribute.DontShow))
        .Where(parameter => !Cmdlet.CommonParameters.Contains(parameter.Name) && !Cmdlet.OptionalCommonParameters.Contains(parameter.Name))
        .Aggregate("(?!)", (pattern, parameter) => $@"{pattern}| \[-{parameter.Name} <[^>]*>\]");

    [Theory]
    [MemberData(nameof(Cmdlets))]
    public void A_page_has_the_parameters_of_its_cmdlet(string name)
    {
        var command = session.Command(name);
        using var instance = Activator.CreateInstance(command.ImplementingType) as IDisposable;
        var defaults = instance ?? Activator.CreateInstance(command.ImplementingType)!;
        var own = command.Parameters.Values
            .Where(
                parameter => !Cmdlet.CommonParameters.Contains(parameter.Name) && !parameter.Attributes.OfType<ParameterAttribute>().All(
                    attribute => attribute.DontShow))
            .OrderBy(parameter => parameter.Name, StringComparer.OrdinalIgnoreCase);

        Assert.Equal(own.Select(parameter => Describe(parameter, defaults)), Pages.Command(name).Parameters.Select(Describe));
    }

    [Theory]
    [MemberData(nameof(Cmdlets))]
    public void Every_parameter_is_described(string name) =>
        Assert.All(
            Pages.Command(name).Parameters, parameter => Assert.EndsWith(".", parameter.Description[^1].Text, StringComparison.Ordinal));

    [Theory]
    [MemberData(nameof(Cmdlets))]
    public void A_page_names_what_its_cmdlet_emits(string name)
    {
        var outputs = Pages.Command(name).Outputs.Select(output => output.Title).Where(output => output != "None");

        Assert.Equal(session.Command(name).OutputType.Select(output => output.Name), outputs);
    }

    [Theory]
    [MemberData(nameof(Topics))]
    public void Get_Help_finds_the_topic(string name)
    {
        var text = (string)session.Engine.Value($"Get-Help {name}")!;

        Assert.Contains(name, text, StringComparison.Ordinal);
        Assert.Equal(
            Pages.Read(name).Title.Part("Short description").Blocks[0].Text, session.Engine.Value($"(Get-Help {name[..^1]}?).Synopsis"));
    }

    [Fact]
    public void Every_link_between_pages_leads_to_one()
    {
        var links = Pages.All.SelectMany(name => Pages.Links(name).Select(link => (name, link)));

        Assert.All(links, link => Assert.Contains(link.link, Pages.All));
    }

    private static string Describe(ParameterMetadata parameter, object defaults)
    {
        // The value's own type, be it optional or one that rows give.
        var type = parameter.ParameterType is { IsGenericType: true } wrapped ? wrapped.GetGenericArguments()[0] : parameter.ParameterType;
        var element = type.GetElementType() ?? type;
        var accepted = parameter.Attributes.OfType<ValidateSetAttribute>().FirstOrDefault()?.ValidValues
            ?? (element.IsEnum ? Enum.GetNames(element) : []);
        var sets = parameter.ParameterSets.Select(set => Describe(
            set.Key == ParameterAttribute.AllParameterSets ? "(All)" : set.Key,
            set.Value.Position == int.MinValue ? "Named" : set.Value.Position.ToString(CultureInfo.InvariantCulture),
            set.Value.IsMandatory,
            set.Value.ValueFromPipeline,
            set.Value.ValueFromPipelineByPropertyName));
        return Describe(
            parameter.Name,
            type.Name,
            Text(Default(parameter.Name, defaults), type),
            parameter.Attributes.Any(attribute => attribute is SupportsWildcardsAttribute),
            parameter.Aliases,
            accepted,
            sets);
    }

    // What a connection has when nothing is given is in its settings, for a profile may have it instead.
    private static object? Default(string parameter, object defaults) =>
        defaults.GetType().GetProperty(parameter)?.GetValue(defaults)
        ?? (defaults.GetType().BaseType!.Name == "PanelSettingsCommand" ? Setting(parameter, defaults.GetType().Assembly) as int? : null);

    private static object? Setting(string name, Assembly module)
    {
        var settings = module.GetType("YallaTake.Settings.PanelSettings", throwOnError: true)!;
        return settings.GetProperty(name)?.GetValue(Activator.CreateInstance(settings));
    }

    private static string Describe(CommandParameter parameter) => Describe(
        parameter.Name,
        parameter.Facts.Type,
        parameter.Facts.DefaultValue,
        parameter.Facts.SupportsWildcards,
        parameter.Facts.Aliases,
        parameter.Facts.AcceptedValues,
        parameter.Facts.ParameterSets.Select(
            set => Describe(set.Name, set.Position, set.IsRequired, set.ValueFromPipeline, set.ValueFromPipelineByPropertyName)));

    private static string Describe(
        string name,
        string type,
        string value,
        bool wildcards,
        IEnumerable<string> aliases,
        IEnumerable<string> accepted,
        IEnumerable<string> sets) =>
        $"-{name}: {type}, default '{value}', wildcards {wildcards}, aliases '{string.Join(' ', aliases)}', values "
        + $"'{string.Join(' ', accepted)}', {string.Join("; ", sets.Order(StringComparer.Ordinal))}";

    private static string Describe(string set, string position, bool required, bool pipeline, bool property) =>
        $"{set} at {position}, required {required}, by value {pipeline}, by name {property}";

    // What a type has by itself is no default worth telling.
    private static string Text(object? value, Type type) => value switch
    {
        null or SwitchParameter { IsPresent: false } or ICollection { Count: 0 } or "" => string.Empty,
        object[] several => string.Join(", ", several),
        _ when type.IsValueType && value.Equals(Activator.CreateInstance(type)) => string.Empty,
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };

    /// <summary>One engine for all: reading help changes nothing in it.</summary>
    public sealed class Session : IDisposable
    {
        internal Engine Engine { get; } = new();

        internal CmdletInfo Command(string name) => (CmdletInfo)Engine.Value($"Get-Command {name}")!;

        public void Dispose() => Engine.Dispose();
    }
}
