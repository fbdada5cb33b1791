namespace YallaTake.Help;

public sealed class MamlTests : IDisposable
{
    internal const string Page = """
        ---
        document type: cmdlet
        external help file: Thing-Help.xml
        HelpUri: https://example.com/Get-Thing
        title: Get-Thing
        ---

        # Get-Thing

        ## SYNOPSIS

        Gets **things** as [New-Thing](New-Thing.md) made them.

        ## SYNTAX

        ### Some (Default)

        ```
        Get-Thing [-Count] <long> [-State <State>]
         [<CommonParameters>]
        ```

        ### All

        ```
        Get-Thing -All [<CommonParameters>]
        ```

        ## DESCRIPTION

        One paragraph,
        on two lines, with `a <type>`.

        - An item
          that goes on.
        - Another one.

        ## EXAMPLES

        ### Example 1: Two things

        Words before.

        ```powershell
        # Not a heading
        Get-Thing 2
        ```

        ```Output
        Thing  1
        ```

        Words after.

        ## PARAMETERS

        ### -All

        Every one.

        ```yaml
        Type: SwitchParameter
        DefaultValue: ''
        SupportsWildcards: false
        Aliases: []
        ParameterSets:
        - Name: All
          Position: Named
          IsRequired: true
          ValueFromPipeline: false
          ValueFromPipelineByPropertyName: false
        ```

        ### -Count

        How many.

        ```yaml
        Type: Int64
        DefaultValue: '7'
        SupportsWildcards: true
        Aliases:
        - number
        - n
        ParameterSets:
        - Name: Some
          Position: 0
          IsRequired: true
          ValueFromPipeline: true
          ValueFromPipelineByPropertyName: true
        AcceptedValues: []
        ```

        ### -State

        Which ones.

        ```yaml
        Type: State
        ParameterSets:
        - Name: Some
          Position: Named
          IsRequired: false
        AcceptedValues:
        - New
        - Old
        HelpMessage: ''
        ```

        ### CommonParameters

        They are known.

        ## INPUTS

        ### System.Int64

        A count.

        ## OUTPUTS

        ### Thing

        The thing.

        ## NOTES

        A note.

        ## RELATED LINKS

        - [New-Thing](New-Thing.md)
        """;

    private readonly HelpFolder _folder = new();

    [Theory]
    [InlineData("$help.Synopsis", "Gets things as New-Thing made them.")]
    [InlineData("$help.description.Text", "One paragraph, on two lines, with a <type>.", "- An item that goes on.", "- Another one.")]
    [InlineData("$help.examples.example.title", "-------- Example 1: Two things --------")]
    [InlineData("$help.examples.example.code", "# Not a heading\nGet-Thing 2")]
    [InlineData("$help.examples.example.remarks.Text | Where-Object { $_ }", "Words before.", "Thing  1", "Words after.")]
    [InlineData("$help.parameters.parameter.name", "All", "Count", "State")]
    [InlineData("$help.parameters.parameter[1].description.Text", "How many.")]
    [InlineData("$help.parameters.parameter[1].position", "0")]
    [InlineData("$help.parameters.parameter[1].pipelineInput", "true (ByValue, ByPropertyName)")]
    [InlineData("$help.parameters.parameter[1].aliases", "number, n")]
    [InlineData("$help.parameters.parameter[1].defaultValue", "7")]
    [InlineData("$help.parameters.parameter[1].globbing", "true")]
    [InlineData("$help.syntax.syntaxItem | ForEach-Object { $_.parameter.name }", "Count", "State", "All")]
    [InlineData("$help.syntax.syntaxItem | ForEach-Object { $_.parameter.required }", "true", "false", "true")]
    [InlineData("$help.syntax.syntaxItem | ForEach-Object { $_.parameter.position }", "0", "named", "named")]
    [InlineData(
        "($help.syntax | Out-String) -split '\n' -match 'Get-Thing' | ForEach-Object Trim",
        "Get-Thing [-Count] <long> [-State {New | Old}] [<CommonParameters>]",
        "Get-Thing -All [<CommonParameters>]")]
    [InlineData("$help.inputTypes.inputType.type.name", "System.Int64")]
    [InlineData("$help.returnValues.returnValue.description.Text", "The thing.")]
    [InlineData("$help.alertSet.alert.Text", "A note.")]
    [InlineData("$help.relatedLinks.navigationLink.linkText", "Online Version:", "New-Thing")]
    public void Get_Help_tells_what_the_page_says(string script, params string[] expected)
    {
        _folder.AddPage("Get-Thing", Page);
        _folder.Write();

        Assert.Equal(expected, _folder.Engine($"$help = Get-Help Get-Thing -Full; {script}"));
    }

    [Theory]
    [InlineData("## NOTES", "## NOTE", "no section 'NOTES'")]
    [InlineData("```powershell", "```", "one block ```powershell")]
    [InlineData("### -Count", "### -Number", "-Count")]
    [InlineData("```yaml\nType: Int64", "```\nType: Int64", "```yaml")]
    [InlineData("Type: State\n", "Type: [\n", "-State is invalid")]
    [InlineData("Aliases: []", "Aliases:", "-All is invalid")]
    [InlineData("ParameterSets:\n- Name: All", "Sets:\n- Name: All", "-All has no ParameterSets")]
    [InlineData("title: Get-Thing", "title: [", "front matter is invalid")]
    [InlineData("# Get-Thing\n", "\n", "no title")]
    public void A_page_that_is_not_in_the_form_is_refused_with_its_file_and_line(string text, string replacement, string problem)
    {
        var path = _folder.AddPage("Get-Thing", Page.Replace(text, replacement, StringComparison.Ordinal));

        var message = Assert.Throws<HelpPageException>(_folder.Write).Message;

        Assert.Matches(@"^\S+\(\d+\): error HELP: ", message.Replace(path, "page", StringComparison.Ordinal));
        Assert.Contains(problem, message, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();
}
