using System.Globalization;
using System.Management.Automation;
using System.Management.Automation.Host;
using YallaTake.Client.Orders;
using YallaTake.Errors;

namespace YallaTake.Orders;

/// <summary>Counts what became of the orders of a run, and says so at its end, however it ends.</summary>
internal sealed class OrderTally
{
    private readonly SortedDictionary<string, decimal> _spent = new(StringComparer.Ordinal);
    private int _placed;
    private int _existing;
    private int _refused;
    private int _notSent;
    private int _unknown;
    private bool _isUnnamed;
    private bool _isReported;

    private int Count => _placed + _existing + Failed;

    private int Failed => _refused + _notSent + _unknown;

    /// <summary>Counts an order: what came of it, or why nothing did.</summary>
    public void Add(OrderRequest? request, Order? order, YallaTakeException? error)
    {
        if (order is { Existing: true })
            _existing++;
        else if (order is not null)
            AddPlaced(order);
        else if (error?.Id is ErrorId.OrderOutcomeUnknown or ErrorId.OrderNotRecorded)
            _unknown++;
        else if (error is not null && (error.IsTransient || ErrorRecords.EndsPipeline(error)))
            _notSent++;
        else if (error is not null)
            _refused++;

        // Only what was bought, or may have been, would be bought again.
        var mayCost = order is not null || error?.Id is ErrorId.OrderOutcomeUnknown or ErrorId.OrderNotRecorded;
        _isUnnamed |= mayCost && (string.IsNullOrWhiteSpace(request?.Reference) || order is { Reference: null });
    }

    /// <summary>Says it once: by itself where a person looks at a console, else only to who asks for information.</summary>
    /// <param name="cmdlet">The cmdlet of the run.</param>
    /// <param name="isWhole">Whether every input had its turn.</param>
    /// <param name="isStopped">Whether it was stopped, and can write no more itself.</param>
    public void Report(PSCmdlet cmdlet, bool isWhole, bool isStopped)
    {
        var isNews = !_isReported && Count > 0 && !(Count == 1 && Failed == 0 && isWhole);
        _isReported = true;
        if (!isNews)
            return;

        var preference = cmdlet.MyInvocation.BoundParameters.TryGetValue("InformationAction", out var given)
            ? given
            : cmdlet.GetVariableValue("InformationPreference");
        var isAsked = preference is ActionPreference.Continue or ActionPreference.Inquire;
        var showsItself = isAsked || (given is null && preference is not ActionPreference.Ignore && !Console.IsOutputRedirected);
        var text = Describe(isWhole);
        if (!isStopped)
            cmdlet.WriteInformation(text, showsItself ? ["PSHOST"] : []);
        else if (showsItself)
            WriteToHost(cmdlet.Host, ui => ui.WriteLine(text));
    }

    /// <summary>Says what nobody will find again: an order that no ledger remembers, and that the stopped pipeline did not emit.</summary>
    /// <param name="cmdlet">The cmdlet of the run, which was stopped.</param>
    /// <param name="order">The order; null when none is known to be placed.</param>
    /// <param name="error">Why it is not known.</param>
    public static void ReportLost(PSCmdlet cmdlet, Order? order, YallaTakeException? error)
    {
        if (order is not null)
            WriteToHost(
                cmdlet.Host,
                ui => ui.WriteWarningLine(
                    $"Order {order.OrderId} of service {order.ServiceId} for {order.Link} was placed on {order.Panel} while the pipeline "
                    + "was stopped, and no ledger remembers it. Note the number."));
        else if (error?.Id == ErrorId.OrderOutcomeUnknown)
            WriteToHost(cmdlet.Host, ui => ui.WriteWarningLine(error.Message));
    }

    private static void WriteToHost(PSHost host, Action<PSHostUserInterface> write)
    {
        try
        {
            write(host.UI);
        }
        catch (Exception)
        {
            // A host without a screen, or one that is closing: nothing may fail while the cmdlet is disposed of.
        }
    }

    private void AddPlaced(Order order)
    {
        _placed++;
        if (order.EstimatedCharge is not { } charge)
            return;

        var currency = order.Currency ?? string.Empty;
        _spent[currency] = charge + (_spent.TryGetValue(currency, out var before) ? before : 0);
    }

    private string Describe(bool isWhole)
    {
        var counts = new (int Count, string Word)[]
        {
            (_placed, "placed"), (_existing, "already placed"), (_refused, "refused"), (_notSent, "not sent"),
            (_unknown, "unknown"),
        };
        var parts = counts.Where(part => part.Count > 0).Select(part => FormattableString.Invariant($"{part.Count} {part.Word}"))
            .Concat(_spent.Select(sum => $"{sum.Value.ToString("0.00######", CultureInfo.InvariantCulture)} {sum.Key}".TrimEnd()));
        var next = Failed == 0 && isWhole ? string.Empty
            : _isUnnamed ? " Orders without a reference would be placed again by another run."
            : _notSent > 0 || !isWhole ? " Run again to continue."
            : string.Empty;
        return $"{string.Join(", ", parts)}.{next}";
    }
}
