using System.Xml.Linq;

namespace YallaTake.Help;

/// <summary>Writes cmdlets' pages as MAML, the XML that Get-Help reads.</summary>
internal static class Maml
{
    private static readonly XNamespace Root = "http://msh";
    private static readonly XNamespace Text = "http://schemas.microsoft.com/maml/2004/10";
    private static readonly XNamespace Command = "http://schemas.microsoft.com/maml/dev/command/2004/10";
    private static readonly XNamespace Dev = "http://schemas.microsoft.com/maml/dev/2004/10";

    public static string Of(IEnumerable<CommandPage> commands) => new XDeclaration("1.0", "utf-8", null) + "\n" + new XElement(
        Root + "helpItems",
        new XAttribute("schema", "maml"),
        new XAttribute(XNamespace.Xmlns + "maml", Text),
        new XAttribute(XNamespace.Xmlns + "command", Command),
        new XAttribute(XNamespace.Xmlns + "dev", Dev),
        commands.Select(OfCommand)) + "\n";

    private static XElement OfCommand(CommandPage page) => new(
        Command + "command",
        new XElement(
            Command + "details",
            new XElement(Command + "name", page.Name),
            new XElement(Command + "verb", page.Name.Split('-')[0]),
            new XElement(Command + "noun", page.Name.Split('-')[^1]),
            Description(page.Synopsis)),
        Description(page.Description),
        new XElement(Command + "syntax", page.Syntaxes.Select(syntax => OfSyntax(page, syntax))),
        new XElement(Command + "parameters", page.Parameters.Select(parameter => OfParameter(parameter, parameter.Facts.Sets[0], parameter.Description))),
        new XElement(Command + "inputTypes", page.Inputs.Select(input => OfType(Command + "inputType", input))),
        new XElement(Command + "returnValues", page.Outputs.Select(output => OfType(Command + "returnValue", output))),
        new XElement(Text + "alertSet", new XElement(Text + "alert", Paragraphs(page.Notes))),
        new XElement(Command + "examples", page.Examples.Select(OfExample)),
        new XElement(Command + "relatedLinks", OfLink("Online Version:", page.HelpUri), page.Links.Select(link => OfLink(link, string.Empty))));

    private static XElement OfSyntax(CommandPage page, CommandSyntax syntax) => new(
        Command + "syntaxItem",
        new XElement(Text + "name", page.Name),
        syntax.Parameters.Select(page.Parameter).Select(parameter => OfParameter(parameter, parameter.In(syntax.Set), [])));

    private static XElement OfParameter(CommandParameter parameter, ParameterSetFacts set, IReadOnlyList<HelpBlock> description) => new(
        Command + "parameter",
        new XAttribute("required", set.IsRequired),
        new XAttribute("globbing", parameter.Facts.SupportsWildcards),
        new XAttribute("pipelineInput", OfPipeline(set)),
        new XAttribute("position", set.Position.ToLowerInvariant()),
        new XAttribute("aliases", parameter.Facts.Aliases.Count == 0 ? "none" : string.Join(", ", parameter.Facts.Aliases)),
        new XElement(Text + "name", parameter.Name),
        Description(description),
        parameter.Facts.Type == "SwitchParameter" ? null : new XElement(Command + "parameterValue", new XAttribute("required", true), parameter.Facts.Type),
        new XElement(Dev + "type", new XElement(Text + "name", parameter.Facts.Type)),
        new XElement(Dev + "defaultValue", parameter.Facts.DefaultValue.Length == 0 ? "None" : parameter.Facts.DefaultValue));

    private static string OfPipeline(ParameterSetFacts set) => (set.ValueFromPipeline, set.ValueFromPipelineByPropertyName) switch
    {
        (true, true) => "true (ByValue, ByPropertyName)",
        (true, false) => "true (ByValue)",
        (false, true) => "true (ByPropertyName)",
        _ => "false",
    };

    private static XElement OfType(XName name, HelpSection type) => new(
        name,
        new XElement(Dev + "type", new XElement(Text + "name", type.Title)),
        Description(type.Blocks));

    private static XElement OfExample(CommandExample example) => new(
        Command + "example",
        new XElement(Text + "title", $"-------- {example.Title} --------"),
        new XElement(Dev + "code", example.Code),
        new XElement(Dev + "remarks", Paragraphs([.. example.Before, .. example.After]), new XElement(Text + "para"), new XElement(Text + "para")));

    private static XElement OfLink(string text, string uri) => new(
        Text + "navigationLink",
        new XElement(Text + "linkText", text),
        new XElement(Text + "uri", uri));

    private static XElement Description(IEnumerable<HelpBlock> blocks) => new(Text + "description", Paragraphs(blocks));

    private static IEnumerable<XElement> Paragraphs(IEnumerable<HelpBlock> blocks) => blocks.Select(block => new XElement(Text + "para", block.Text));
}
