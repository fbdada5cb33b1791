using System.Reflection;
using HandlebarsDotNet;
using Newtonsoft.Json;
using Newtonsoft.Json.Serialization;
using YallaTake.Sandboxing.Page;

namespace YallaTake.Reports;

/// <summary>A report as one HTML file that needs no network and loads nothing.</summary>
internal static class ReportPage
{
    private static readonly Assembly Ours = Assembly.GetExecutingAssembly();

    private static readonly string Style =
        PageParts.Read(Ours, "uPlot/uPlot.min.css") + "\n" + PageParts.Read(Ours, "Report.css");

    // The library's licence goes where the library goes.
    private static readonly string Library =
        $"/*\n{PageParts.Read(Ours, "uPlot/LICENSE").TrimEnd()}\n*/\n{PageParts.Read(Ours, "uPlot/uPlot.iife.min.js")}";

    private static readonly string Script = PageParts.Read(Ours, "Report.js");

    /// <summary>The page's own style and scripts by their hashes, and nothing else.</summary>
    private static readonly string Policy =
        $"default-src 'none'; connect-src 'none'; style-src {PageParts.Hash(Style)}; "
        + $"script-src {PageParts.Hash(Library)} {PageParts.Hash(Script)}; img-src data:; base-uri 'none'; form-action 'none'";

    private static readonly HandlebarsTemplate<object, object> Template = PageParts.Compile(PageParts.Read(Ours, "Report.hbs"));

    // No text of theirs ends the script that it stands in.
    private static readonly JsonSerializerSettings Json = new()
    {
        StringEscapeHandling = StringEscapeHandling.EscapeHtml,
        ContractResolver = new CamelCasePropertyNamesContractResolver(),
    };

    /// <summary>The page.</summary>
    public static string Render(IReadOnlyList<PanelFigures> panels, ReportTime time)
    {
        var spending = SpendingSection.Of(panels, time);
        var balances = BalanceSection.Of(panels, time);
        return Template(new
        {
            Policy,
            Style,
            Library,
            Script,
            Panels = string.Join(", ", panels.Select(panel => panel.Panel)),
            time.Range,
            time.Now,
            time.Zone,
            Numbers = HeadlineSection.Of(panels),
            HasOrders = panels.Any(panel => panel.Figures.Orders.Count > 0),
            time.IsPart,
            Attention = AttentionSection.Of(panels, time),
            Spending = spending.Select(section => section.View).ToArray(),
            Balances = balances.Select(section => section.View).ToArray(),
            States = StateSection.Of(panels),
            ByPanel = ServiceSection.Panels(panels),
            ByService = ServiceSection.Services(panels),
            Delivery = DeliverySection.Of(panels),
            Charts = JsonConvert.SerializeObject(spending.Concat(balances).Select(section => section.Chart), Json),
        });
    }
}
