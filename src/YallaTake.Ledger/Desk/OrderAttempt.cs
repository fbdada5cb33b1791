using YallaTake.Client.Resilience;
using YallaTake.Ledger.Entries;

namespace YallaTake.Ledger.Desk;

/// <summary>
/// Places one order with the first of its choices that does not surely refuse it. Where there are several, its reference must be one for
/// the whole ledger, so that it is bought once on whichever panel.
/// </summary>
/// <param name="choices">The services that may have it, in order: the choice and its fallbacks.</param>
/// <param name="terms">What the caller allows, of each of them.</param>
internal sealed class OrderAttempt(IReadOnlyList<OrderChoice> choices, OrderTerms terms)
{
    private readonly List<string> _refusals = [];
    private (LedgerAccount Account, object ServiceId)[]? _services;
    private string? _reference;
    private int _at;

    private bool HasNext => _at < choices.Count - 1;

    /// <summary>The choice that has its turn, or had it last.</summary>
    public OrderChoice Choice => choices[_at];

    /// <summary>Those that may have their turn after it.</summary>
    public IEnumerable<OrderChoice> Fallbacks => choices.Skip(_at + 1);

    /// <summary>What was last known of the order before it was placed; null before it was checked.</summary>
    public OrderCheck? Check { get; private set; }

    /// <summary>The reference under which it was placed, which may be a made-up one; null when nothing was sent.</summary>
    public string? Reference => _reference;

    /// <summary>Why the order went on from a choice to the next one, in words.</summary>
    public IReadOnlyList<string> Refusals => _refusals;

    /// <summary>Checks the order for the first choice, from the present one on, that can be asked and still sells the service.</summary>
    /// <exception cref="YallaTakeException">The catalogue cannot be read; LedgerUnavailable.</exception>
    public async Task<OrderCheck> CheckAsync(PanelCall call)
    {
        while (true)
        {
            var (desk, request) = Choice;
            if (_reference is not null && request.Reference is null)
                request = request.Named(_reference);
            try
            {
                Check = await desk.CheckAsync(request, terms, counted: null, call).ConfigureAwait(false);
                if (!HasNext || Check.Problems is not [{ Id: ErrorId.ServiceNotFound } missing])
                    return Check;
                GoOn(missing);
            }
            catch (YallaTakeException problem) when (HasNext && IsOfPanel(problem))
            {
                GoOn(problem);
            }
        }
    }

    /// <summary>Places it, or gives back the order that was placed under its reference, on whichever panel.</summary>
    /// <param name="intent">What <see cref="CheckAsync"/> made of it.</param>
    /// <param name="call">Gives up before the order is sent, or sent to the next panel.</param>
    /// <param name="answered">
    /// Called when nothing is asked of the last choice's panel any more, though the outcome may still have to be written down.
    /// </param>
    /// <exception cref="OperationCanceledException">It was given up before it was sent.</exception>
    /// <exception cref="YallaTakeException">LedgerUnavailable: nothing was sent.</exception>
    public async Task<OrderResult> PlaceAsync(OrderIntent intent, PanelCall call, Action? answered = null)
    {
        _reference = intent.Reference;
        while (true)
        {
            await CompleteAsync(intent, call).ConfigureAwait(false);
            var result = await Choice.Desk.PlaceAsync(intent, call, HasNext ? null : answered).ConfigureAwait(false);
            if (!HasNext || !result.MayFallBack)
                return WithRefusals(result);

            GoOn(result.Problem!);
            call.Token.ThrowIfCancellationRequested();
            try
            {
                var check = await CheckAsync(call).ConfigureAwait(false);
                if (check.Intent is null)
                    return WithRefusals(new OrderResult(check.Existing, check.Existing is null ? check.Problems[0] : null));
                intent = check.Intent;
            }
            catch (YallaTakeException problem)
            {
                return WithRefusals(new OrderResult(null, problem));
            }
        }
    }

    // What one of the choices has already is a duplicate on each of them, also on one that cannot be asked today.
    private async Task CompleteAsync(OrderIntent intent, PanelCall call)
    {
        if (choices.Count == 1 || intent is { NoDuplicateWithin: null, NoOverlap: false })
            return;

        _services ??= await Task.WhenAll(choices.Select(async choice =>
            (await choice.Desk.GetAccountAsync(call.Token).ConfigureAwait(false), choice.Request.ServiceId))).ConfigureAwait(false);
        intent.OtherChoices = [.. _services.Where((_, number) => number != _at)];
    }

    // What the panel would surely refuse is as good as refused; what is wrong with the order is wrong for all of them.
    private static bool IsOfPanel(YallaTakeException problem) => problem.Id
        is ErrorId.PanelUnavailable or ErrorId.RateLimited or ErrorId.PanelAnswerUnreadable or ErrorId.ApiKeyRefused or ErrorId.PanelError
        or ErrorId.RedirectRefused;

    private void GoOn(YallaTakeException problem)
    {
        var refused = Name(Choice);
        _at++;
        _refusals.Add($"{refused} did not take the order, so {Name(Choice)} is next: {problem.Message}");
    }

    private static string Name(OrderChoice choice) => $"Service {choice.Request.ServiceId} on {choice.Desk.Panel}";

    private OrderResult WithRefusals(OrderResult result) => result.Problem is null || _refusals.Count == 0
        ? result
        : result with { Problem = result.Problem.Saying($" Before: {string.Join(" ", _refusals)}") };
}
