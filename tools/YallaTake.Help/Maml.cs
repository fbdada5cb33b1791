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
        new XElement(Command + "parameters", page.Parameters.Select(OfParameter)),
        new XElement(Command + "inputTypes", page.Inputs.Select(input => OfType(Command + "inputType", input))),
        new XElement(Command + "returnValues", page.Outputs.Select(output => OfType(Command + "returnValue", output))),
        new XElement(Text + "alertSet", new XElement(Text + "alert", Paragraphs(page.Notes))),
        new XElement(Command + "examples", page.Examples.Select(OfExample)),
        new XElement(
            Command + "relatedLinks",
            OfLink("Online Version:", page.HelpUri),
            page.Links.Select(link => OfLink(link, string.Empty))));

    private static XElement OfSyntax(CommandPage page, CommandSyntax syntax) => new(
        Command + "syntaxItem",
        new XElement(Text + "name", page.Name),
        syntax.Parameters.Select(shown => OfParameter(page.Parameter(shown.Name), shown, [])));

    // What holds in any set holds here: a parameter is described once.
    private static XElement OfParameter(CommandParameter parameter)
    {
        var facts = parameter.Facts;
        var shown = new SyntaxParameter(
            parameter.Name,
            facts.Type == "SwitchParameter" ? null : facts.Type,
            facts.ParameterSets.Any(set => set.IsRequired),
            facts.ParameterSets[0].Position.ToLowerInvariant());
        return OfParameter(parameter, shown, parameter.Description);
    }

    private static XElement OfParameter(CommandParameter parameter, SyntaxParameter shown, IReadOnlyList<HelpBlock> description)
    {
        var facts = parameter.Facts;
        return new XElement(
            Command + "parameter",
            new XAttribute("required", shown.IsRequired),
            new XAttribute("globbing", facts.SupportsWildcards),
            new XAttribute("pipelineInput", OfPipeline(facts.ParameterSets)),
            new XAttribute("position", shown.Position),
            new XAttribute("aliases", facts.Aliases is [] ? "none" : string.Join(", ", facts.Aliases)),
            new XElement(Text + "name", parameter.Name),
            Description(description),
            facts.AcceptedValues is [] ? null : new XElement(Command + "parameterValueGroup", facts.AcceptedValues.Select(OfAccepted)),
            shown.Type is null ? null : OfValue(shown.Type, required: true),
            new XElement(Dev + "type", new XElement(Text + "name", facts.Type)),
            new XElement(Dev + "defaultValue", facts.DefaultValue.Length == 0 ? "None" : facts.DefaultValue));
    }

    private static XElement OfAccepted(string value) => OfValue(value, required: false);

    private static XElement OfValue(string value, bool required) =>
        new(Command + "parameterValue", new XAttribute("required", required), value);

    private static string OfPipeline(ParameterSetFacts[] sets) =>
        (sets.Any(set => set.ValueFromPipeline), sets.Any(set => set.ValueFromPipelineByPropertyName)) switch
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
        new XElement(
            Dev + "remarks",
            Paragraphs([.. example.Before, .. example.After]),
            new XElement(Text + "para"),
            new XElement(Text + "para")));

    private static XElement OfLink(string text, string uri) => new(
        Text + "navigationLink",
        new XElement(Text + "linkText", text),
        new XElement(Text + "uri", uri));

    private static XElement Description(IEnumerable<HelpBlock> blocks) => new(Text + "description", Paragraphs(blocks));

    private static IEnumerable<XElement> Paragraphs(IEnumerable<HelpBlock> blocks) =>
        blocks.Select(block => new XElement(Text + "para", block.Text));
}
