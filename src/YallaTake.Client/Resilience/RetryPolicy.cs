using Polly;
using Polly.Retry;
using YallaTake.Client.Answers;
using YallaTake.Client.Outcomes;

namespace YallaTake.Client.Resilience;

/// <summary>Which requests are sent again, and when: what can do no harm twice, and what surely had no effect.</summary>
internal sealed class RetryPolicy
{
    private static readonly TimeSpan FirstDelay = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestDelay = TimeSpan.FromSeconds(30);

    // A longer wait that a panel asks for is reported to the user instead.
    private static readonly TimeSpan LongestRetryAfter = TimeSpan.FromMinutes(5);

    private static readonly ResiliencePropertyKey<PanelCall> Call = new("call");
    private static readonly ResiliencePropertyKey<(RateLimitWaits Waits, string Action)> Limits = new("limits");

    private readonly RateGate _gate;
    private readonly TimeProvider _time;
    private readonly int _most;
    private readonly Chance _chance;
    private readonly ResiliencePipeline _repeatable;
    private readonly ResiliencePipeline _once;

    public RetryPolicy(int maximumRetryCount, RateGate gate, TimeProvider time, Chance chance)
    {
        (_gate, _time, _chance, _most) = (gate, time, chance, maximumRetryCount);
        _repeatable = Pipeline(TransientFailure);
        _once = Pipeline(HarmlessFailure);
    }

    /// <summary>
    /// Runs a request, again when it fails for now. One that is not repeatable runs again only when it surely had no effect.
    /// </summary>
    /// <param name="repeatable">Whether it does no more when it comes twice.</param>
    /// <param name="call">Gives up.</param>
    /// <param name="attempt">Sends it once.</param>
    /// <param name="action">What is asked: panels may limit each action by itself.</param>
    public async Task<T> RunAsync<T>(bool repeatable, PanelCall call, Func<Task<T>> attempt, string action = "")
    {
        var context = ResilienceContextPool.Shared.Get(call.Token);
        context.Properties.Set(Call, call);
        context.Properties.Set(Limits, (new RateLimitWaits(_most), action));
        try
        {
            return await (call.Once ? ResiliencePipeline.Empty : repeatable ? _repeatable : _once).ExecuteAsync(
                async (context, attempt) =>
                {
                    await _gate.PassAsync(context.Properties.GetValue(Call, default)).ConfigureAwait(false);
                    var result = await TimedAsync(action, call.OnAnswer, attempt).ConfigureAwait(false);
                    if (result is not OrderOutcome { Kind: OutcomeKind.NotSent })
                        _gate.CountPassed(action);
                    return result;
                },
                context,
                attempt).ConfigureAwait(false);
        }
        finally
        {
            ResilienceContextPool.Shared.Return(context);
        }
    }

    private async Task<T> TimedAsync<T>(string action, Action<string>? report, Func<Task<T>> attempt)
    {
        var since = _time.GetTimestamp();
        var came = "given up";
        try
        {
            var result = await attempt().ConfigureAwait(false);
            came = result is OrderOutcome { Failure: { } refusal } ? refusal.Message
                : result is OrderOutcome placed ? $"order {placed.OrderId}"
                : "answered";
            return result;
        }
        catch (YallaTakeException failure)
        {
            came = failure.Message;
            throw;
        }
        finally
        {
            report?.Invoke(FormattableString.Invariant($"{action} ({_time.GetElapsedTime(since).TotalMilliseconds:0} ms): {came}"));
        }
    }

    private static YallaTakeException? TransientFailure(Outcome<object> outcome) =>
        outcome.Exception is YallaTakeException { IsTransient: true } failure ? failure : null;

    // An order's outcome says itself whether it may be repeated. A refill may be, when it never left or was turned away unread.
    private static YallaTakeException? HarmlessFailure(Outcome<object> outcome) => (outcome.Result, outcome.Exception) switch
    {
        (OrderOutcome { MayRepeat: true } unsent, _) => unsent.Failure,
        (_, YallaTakeException failure) when UnansweredAdd.Outcome(failure).MayRepeat || IsTurnedAway(failure) => failure,
        _ => null,
    };

    private static bool IsTurnedAway(YallaTakeException failure) =>
        failure.StatusCode == 429 || (failure.StatusCode is null && failure.PanelText is { } text && PanelErrors.IsRateLimit(text));

    // A panel that asks for fewer requests is waited for apart from one that stumbles, and longer.
    private ResiliencePipeline Pipeline(Func<Outcome<object>, YallaTakeException?> repeatable) => _most == 0
        ? ResiliencePipeline.Empty
        : new ResiliencePipelineBuilder { TimeProvider = _time }
            .AddRetry(WhenLimited(outcome => repeatable(outcome) is { Id: ErrorId.RateLimited } failure ? failure : null))
            .AddRetry(WhenFailed(outcome => repeatable(outcome) is { Id: not ErrorId.RateLimited } failure ? failure : null))
            .Build();

    private RetryStrategyOptions WhenLimited(Func<Outcome<object>, YallaTakeException?> limited) => new()
    {
        MaxRetryAttempts = int.MaxValue,
        ShouldHandle = arguments =>
        {
            var (waits, action) = arguments.Context.Properties.GetValue(Limits, default);
            return new ValueTask<bool>(IsShort(limited(arguments.Outcome)) && waits.Next(_gate.Passed(action)));
        },
        DelayGenerator = arguments =>
        {
            var (waits, _) = arguments.Context.Properties.GetValue(Limits, default);
            return new ValueTask<TimeSpan?>(limited(arguments.Outcome)!.RetryAfter ?? waits.Delay());
        },
        OnRetry = arguments =>
        {
            _gate.CloseFor(arguments.RetryDelay);
            var (waits, _) = arguments.Context.Properties.GetValue(Limits, default);
            return Report(arguments.Context, arguments.RetryDelay, waits.Number, limited(arguments.Outcome)!);
        },
    };

    private RetryStrategyOptions WhenFailed(Func<Outcome<object>, YallaTakeException?> failed) => new()
    {
        MaxRetryAttempts = _most,
        BackoffType = DelayBackoffType.Exponential,
        UseJitter = true,
        Randomizer = _chance.Fraction,
        Delay = FirstDelay,
        MaxDelay = LongestDelay,
        ShouldHandle = arguments => new ValueTask<bool>(IsShort(failed(arguments.Outcome))),
        DelayGenerator = arguments => new ValueTask<TimeSpan?>(failed(arguments.Outcome)?.RetryAfter),
        OnRetry = arguments => Report(arguments.Context, arguments.RetryDelay, arguments.AttemptNumber + 1, failed(arguments.Outcome)!),
    };

    private static bool IsShort(YallaTakeException? failure) => failure is not null && !(failure.RetryAfter > LongestRetryAfter);

    private ValueTask Report(ResilienceContext context, TimeSpan delay, int attempt, YallaTakeException failure)
    {
        var wait = new PanelWait(delay, $"Attempt {attempt} of {_most + 1} failed: {failure.Message}");
        context.Properties.GetValue(Call, default).OnWait?.Invoke(wait);
        return default;
    }
}
