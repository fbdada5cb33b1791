using System.Management.Automation;
using System.Reflection;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace YallaTake;

/// <summary>The rules of PowerShell's development guidelines that a machine can check, for every cmdlet of the module.</summary>
public sealed class ConventionTests : IDisposable
{
    private static readonly string[] ChangingVerbs =
    [
        "Add",
        "Clear",
        "Copy",
        "Export",
        "Invoke",
        "Move",
        "New",
        "Register",
        "Remove",
        "Reset",
        "Resolve",
        "Restart",
        "Set",
        "Start",
        "Stop",
        "Unregister",
        "Update",
    ];

    // What other modules call something else than the guidelines do, and what the guidelines call it.
    private static readonly Dictionary<string, string> StandardNames = new(StringComparer.OrdinalIgnoreCase)
    {
        ["Timeout"] = "TimeoutSec",
        ["TimeoutSeconds"] = "TimeoutSec",
        ["Url"] = "Uri",
        ["Address"] = "Uri",
        ["Endpoint"] = "Uri",
        ["Retries"] = "MaximumRetryCount",
        ["RetryCount"] = "MaximumRetryCount",
        ["Parallel"] = "ThrottleLimit",
        ["Concurrency"] = "ThrottleLimit",
        ["Return"] = "PassThru",
        ["Passthrough"] = "PassThru",
        ["Credentials"] = "Credential",
        ["File"] = "Path",
        ["FilePath"] = "Path",
        ["Yes"] = "Confirm",
        ["DryRun"] = "WhatIf",
        ["Simulate"] = "WhatIf",
        ["Silent"] = "Quiet",
        ["MaxRate"] = "MaximumRate",
    };

    private static readonly Type[] Numbers = [typeof(int), typeof(long), typeof(decimal), typeof(double)];

    // Of these the values are known before they are typed.
    private static readonly string[] KnownValues =
    [
        "Panel",
        "OrderId",
        "RefillId",
        "ServiceId",
        "Reference",
        "Category",
        "Type",
        "State",
        "Fault",
        "Dialect",
        "Device",
        "TypeOfTraffic",
        "Delay",
    ];

    // Only the panel's page shows the number of an order whose answer was lost.
    private static readonly string[] UnknownValues = ["Resolve-YtOrder OrderId"];

    private readonly Engine _engine = new();
    private readonly CmdletInfo[] _cmdlets;

    public ConventionTests() => _cmdlets = [.. _engine.Values("Get-Command -Module YallaTake").Cast<CmdletInfo>()];

    public void Dispose() => _engine.Dispose();

    [Fact]
    public void Every_cmdlet_has_an_approved_verb_and_a_singular_noun_of_ours()
    {
        var approved = typeof(VerbsCommon).Assembly.GetExportedTypes()
            .Where(type => type.Namespace == "System.Management.Automation" && type.Name.StartsWith("Verbs", StringComparison.Ordinal))
            .SelectMany(type => type.GetFields()).Select(field => field.Name).ToHashSet();

        Assert.NotEmpty(_cmdlets);
        AssertAll(
            cmdlet => approved.Contains(cmdlet.Verb) && Regex.IsMatch(
                cmdlet.Noun,
                "^Yt([A-Z][a-z]+)+$") && (!cmdlet.Noun.EndsWith('s') || cmdlet.Noun.EndsWith("Status", StringComparison.Ordinal)));
    }

    [Fact]
    public void Every_cmdlet_is_a_class_of_its_name_in_a_file_of_its_name()
    {
        var folder = Repository.PathOf("src", "YallaTake", "Commands");
        var files = Directory.GetFiles(folder, "*.cs").Select(file => Path.GetFileName(file).Split('.')[0]).Distinct();

        Assert.Equal(_cmdlets.Select(cmdlet => $"{cmdlet.Verb}{cmdlet.Noun}Command").Order(), files.Order());
        AssertAll(cmdlet => cmdlet.ImplementingType.Name == $"{cmdlet.Verb}{cmdlet.Noun}Command");
    }

    [Fact]
    public void Every_cmdlet_says_what_it_emits() =>
        AssertAll(cmdlet => cmdlet.OutputType.Count > 0 || Pages.Command(cmdlet.Name).Outputs.Any(output => output.Title == "None"));

    [Fact]
    public void What_changes_something_can_be_asked_what_it_would_do_and_what_does_not_cannot() =>
        AssertAll(cmdlet => Attribute(cmdlet).SupportsShouldProcess == ChangingVerbs.Contains(cmdlet.Verb));

    // What ends an order, or says how it ended, cannot be taken back. A sandbox costs nothing.
    [Fact]
    public void What_changes_something_asks_first_as_its_weight_demands() =>
        AssertAll(cmdlet => !ChangingVerbs.Contains(cmdlet.Verb) || Attribute(cmdlet).ConfirmImpact == (cmdlet.Noun, cmdlet.Verb) switch
        {
            ("YtOrder", "Stop" or "Resolve") => ConfirmImpact.High,
            ("YtSandbox", _) or (_, "Register" or "Unregister") => ConfirmImpact.Low,
            _ => ConfirmImpact.Medium,
        });

    [Fact]
    public void Every_cmdlet_of_a_panel_can_be_given_one_and_takes_it_from_what_is_piped() =>
        AssertAll(cmdlet => cmdlet.Noun is "YtPanel" or "YtSandbox" || Takes(cmdlet, "Panel"));

    // But a filter is no thing that is piped, nor is what is settled by hand.
    [Fact]
    public void Ids_and_references_come_from_the_properties_of_what_is_piped() => AssertAll((cmdlet, parameter) =>
        parameter.Name is not ("OrderId" or "RefillId" or "ServiceId" or "Reference")
        || Takes(cmdlet, parameter.Name) || $"{cmdlet.Name} {parameter.Name}" is "Get-YtOrder ServiceId" or "Resolve-YtOrder OrderId");

    [Fact]
    public void Every_parameter_has_a_name_and_a_type_that_PowerShell_users_expect() => AssertAll((cmdlet, parameter) =>
        Regex.IsMatch(parameter.Name, "^[A-Z][A-Za-z]+$")
        && !StandardNames.ContainsKey(parameter.Name)
        && parameter.ParameterType != typeof(bool)
        && (parameter.Name is not ("PassThru" or "Wait" or "Refresh" or "Force") || parameter.SwitchParameter)
        && (ReadsItself(cmdlet, parameter)
            || parameter.Name is not ("TimeoutSec" or "ThrottleLimit" or "MaximumRetryCount")
            || Bare(parameter) == typeof(int))
        && (ReadsItself(cmdlet, parameter) || parameter.Name is not ("Uri" or "Proxy") || parameter.ParameterType == typeof(Uri)));

    [Fact]
    public void Every_number_that_comes_as_text_is_read_without_guessing() => AssertAll((_, parameter) =>
        !Numbers.Contains(Bare(parameter)) || parameter.Attributes.Any(
            attribute => attribute.GetType().Name == "NumberTransformationAttribute"));

    [Fact]
    public void Every_credential_is_one_and_is_asked_for_as_one() => AssertAll((_, parameter) =>
        parameter.Name.EndsWith("Credential", StringComparison.Ordinal) == (parameter.ParameterType == typeof(PSCredential))
        && (parameter.ParameterType != typeof(PSCredential) || parameter.Attributes.OfType<CredentialAttribute>().Any()));

    // A sandbox's key is no secret: it says it to whoever asks. A profile names where the secret is.
    [Fact]
    public void Every_key_is_taken_as_a_SecureString() => AssertAll((cmdlet, parameter) =>
        !Regex.IsMatch(
            parameter.Name,
            "Key$|Password|Secret|Token") || ReadsItself(cmdlet, parameter) || parameter.ParameterType == typeof(
                System.Security.SecureString) || cmdlet.Noun == "YtSandbox" || cmdlet.Verb == "Register");

    [Fact]
    public void Every_list_that_is_named_by_its_plural_knows_its_singular()
    {
        AssertAll((cmdlet, parameter) =>
            !parameter.ParameterType.IsArray || !parameter.Name.EndsWith('s') || parameter.Name.EndsWith("Status", StringComparison.Ordinal)
            || parameter.Aliases.Contains(
                parameter.Name[..^1], StringComparer.OrdinalIgnoreCase) || cmdlet.Parameters.ContainsKey(parameter.Name[..^1]));
    }

    [Fact]
    public void Every_field_of_the_API_binds_from_a_row_by_the_name_that_the_API_gives_it()
    {
        var fields = _engine.Values(
            "[YallaTake.Service].Assembly.GetType('YallaTake.Client.Orders.ServiceType').GetProperty('All').GetValue($null) | "
            + "ForEach-Object { $_.Required; $_.Optional }")
            .Cast<string>()
            .Distinct();
        foreach (var cmdlet in _cmdlets.Where(cmdlet => cmdlet.Noun == "YtOrder" && cmdlet.Parameters.ContainsKey("Field")))
        {
            var rows = cmdlet.Parameters.Values.Where(
                parameter => parameter.ParameterSets.Values.Any(set => set.ValueFromPipelineByPropertyName));
            var names = rows.SelectMany(parameter => parameter.Aliases.Append(parameter.Name)).ToHashSet(StringComparer.OrdinalIgnoreCase);

            // A piped service has these two, and means something else by them.
            Assert.Equal(["max", "min"], fields.Where(field => !names.Contains(field)).Order());
        }
    }

    // But not a secret, nor the file of what is done once.
    [Fact]
    public void What_stands_in_the_first_place_comes_down_the_pipeline_too() => AssertAll((cmdlet, parameter) =>
        parameter.Name is "Path" or "Profile" || cmdlet.Name == "Register-YtPanel"
        || parameter.ParameterSets.Values.All(set => set.Position != 0 || set.ValueFromPipeline || set.ValueFromPipelineByPropertyName));

    [Fact]
    public void Few_parameters_have_a_place_and_no_two_the_same()
    {
        foreach (var set in _cmdlets.SelectMany(cmdlet => cmdlet.ParameterSets))
        {
            var places = set.Parameters.Where(parameter => parameter.Position >= 0)
                .Select(parameter => parameter.Position)
                .Order()
                .ToArray();
            Assert.Equal(Enumerable.Range(0, places.Length), places);
            Assert.InRange(places.Length, 0, 3);
        }
    }

    [Fact]
    public void Every_parameter_set_can_be_told_from_the_others()
    {
        AssertAll(cmdlet => cmdlet.ParameterSets.Count == 1 || cmdlet.ParameterSets.Count(set => set.IsDefault) == 1);

        // No row can be taken for an offer. A hidden InputObject only looks at what another one takes.
        AssertAll(cmdlet => cmdlet.ParameterSets.All(set => set.Parameters.Count(
            parameter => parameter.ValueFromPipeline && parameter.ParameterType.Name != "ServiceOffer" && !LooksOn(parameter)) <= 1));
        AssertAll(cmdlet => cmdlet.ParameterSets.Count == 1 || cmdlet.ParameterSets.Where(set => !set.IsDefault).All(set =>
            set.Parameters.Any(parameter => parameter.IsMandatory
                && cmdlet.Parameters[parameter.Name].ParameterSets is { Count: 1 } sets && !sets.ContainsKey("__AllParameterSets"))));
    }

    [Fact]
    public void Every_parameter_whose_values_are_known_offers_them() => AssertAll((cmdlet, parameter) =>
        !KnownValues.Contains(parameter.Name) || UnknownValues.Contains($"{cmdlet.Name} {parameter.Name}")
        || Bare(parameter).IsEnum || parameter.Attributes.Any(
            attribute => attribute is ArgumentCompleterAttribute or ValidateSetAttribute));

    [Fact]
    public void Every_cmdlet_and_every_parameter_is_described()
    {
        var assembly = _cmdlets[0].ImplementingType.Assembly;
        var documentation = XDocument.Load(Path.ChangeExtension(assembly.Location, ".xml")).Descendants("member")
            .ToDictionary(member => (string)member.Attribute("name")!, member => member.Element("summary")?.Value.Trim() ?? string.Empty);

        AssertAll(cmdlet => IsSentence(documentation.GetValueOrDefault($"T:{cmdlet.ImplementingType.FullName}")));
        AssertAll(
            (cmdlet, parameter) => IsSentence(
                documentation.GetValueOrDefault(DocumentationId(cmdlet.ImplementingType.GetProperty(parameter.Name)!))));
    }

    private static bool LooksOn(CommandParameterInfo parameter) =>
        parameter.Name == "InputObject" && !parameter.IsMandatory
        && parameter.Attributes.OfType<ParameterAttribute>().All(set => set.DontShow);

    private static bool IsSentence(string? text) => text is { Length: > 5 } && text.EndsWith('.');

    private static string DocumentationId(PropertyInfo property)
    {
        var type = property.DeclaringType!;
        return $"P:{(type.IsGenericType ? type.GetGenericTypeDefinition() : type).FullName}.{property.Name}";
    }

    // It reads itself what it is given: a failure of PowerShell's own binding would repeat what may be a key.
    private static bool ReadsItself(CmdletInfo cmdlet, ParameterMetadata parameter) =>
        cmdlet.Name is "Connect-YtPanel" or "Register-YtPanel" && parameter.ParameterType == typeof(object);

    private static bool Takes(CmdletInfo cmdlet, string property) =>
        cmdlet.Parameters.TryGetValue(property, out var parameter)
            && parameter.ParameterSets.Values.Any(set => set.ValueFromPipelineByPropertyName);

    private static CmdletAttribute Attribute(CmdletInfo cmdlet) => cmdlet.ImplementingType.GetCustomAttribute<CmdletAttribute>()!;

    private static Type Bare(ParameterMetadata parameter)
    {
        var type = parameter.ParameterType;
        return type.IsArray ? type.GetElementType()! : type.IsGenericType ? type.GetGenericArguments()[0] : type;
    }

    private void AssertAll(Func<CmdletInfo, bool> holds) =>
        Assert.Empty(_cmdlets.Where(cmdlet => !holds(cmdlet)).Select(cmdlet => cmdlet.Name));

    private void AssertAll(Func<CmdletInfo, ParameterMetadata, bool> holds) => Assert.Empty(
        from cmdlet in _cmdlets
        from parameter in cmdlet.Parameters.Values
        where !Cmdlet.CommonParameters.Contains(parameter.Name) && !Cmdlet.OptionalCommonParameters.Contains(parameter.Name)
        where !holds(cmdlet, parameter)
        select $"{cmdlet.Name} -{parameter.Name}");
}
