using System.Management.Automation;
using YallaTake.Errors;
using YallaTake.Parameters;
using YallaTake.Settings;

namespace YallaTake.Session;

/// <summary>Finds connected panels by name or wildcard.</summary>
internal static class PanelSelection
{
    /// <summary>The matching panels, once each; a plain name that matches none of them and no profile has is an error.</summary>
    public static IReadOnlyList<Panel> Find(Cmdlet cmdlet, RunspaceSession session, IEnumerable<string> names)
    {
        var found = new List<Panel>();
        foreach (var name in names)
        {
            var pattern = Wildcard.Of(name);
            var matches = session.Panels.Where(panel => pattern.IsMatch(panel.Name)).ToArray();
            if (matches.Length == 0 && !WildcardPattern.ContainsWildcardCharacters(name) && !ProfileFolder.Exists(name))
                cmdlet.WriteError(ErrorRecords.From(session.NotFound(name), name));

            found.AddRange(matches.Except(found));
        }

        return found;
    }
}
