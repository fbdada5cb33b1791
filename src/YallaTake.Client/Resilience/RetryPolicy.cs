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

    // A panel that wants to be left alone for longer is told to the user instead.
    private static readonly TimeSpan LongestRetryAfter = TimeSpan.FromMinutes(5);

    private static readonly ResiliencePropertyKey<PanelCall> Call = new("call");

    private readonly RateGate _gate;
    private readonly TimeProvider _time;
    private readonly Chance _chance;
    private readonly ResiliencePipeline _repeatable;
    private readonly ResiliencePipeline _once;

    public RetryPolicy(int maximumRetryCount, RateGate gate, TimeProvider time, Chance chance)
    {
        (_gate, _time, _chance) = (gate, time, chance);
        _repeatable = Pipeline(maximumRetryCount, TransientFailure);
        _once = Pipeline(maximumRetryCount, HarmlessFailure);
    }

    /// <summary>Runs a request, again when it fails for now. One that is not repeatable runs again only when it surely had no effect.</summary>
    public async Task<T> RunAsync<T>(bool repeatable, PanelCall call, Func<Task<T>> attempt)
    {
        var context = ResilienceContextPool.Shared.Get(call.Token);
        context.Properties.Set(Call, call);
        try
        {
            return await (call.Once ? ResiliencePipeline.Empty : repeatable ? _repeatable : _once).ExecuteAsync(
                async (context, attempt) =>
                {
                    await _gate.PassAsync(context.Properties.GetValue(Call, default)).ConfigureAwait(false);
                    return await attempt().ConfigureAwait(false);
                },
                context,
                attempt).ConfigureAwait(false);
        }
        finally
        {
            ResilienceContextPool.Shared.Return(context);
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

    private ResiliencePipeline Pipeline(int maximumRetryCount, Func<Outcome<object>, YallaTakeException?> repeatable)
    {
        if (maximumRetryCount == 0)
            return ResiliencePipeline.Empty;

        return new ResiliencePipelineBuilder { TimeProvider = _time }.AddRetry(new RetryStrategyOptions
        {
            MaxRetryAttempts = maximumRetryCount,
            BackoffType = DelayBackoffType.Exponential,
            UseJitter = true,
            Randomizer = _chance.Fraction,
            Delay = FirstDelay,
            MaxDelay = LongestDelay,
            ShouldHandle = arguments =>
                new ValueTask<bool>(repeatable(arguments.Outcome) is { } failure && !(failure.RetryAfter > LongestRetryAfter)),
            DelayGenerator = arguments => new ValueTask<TimeSpan?>(repeatable(arguments.Outcome)?.RetryAfter),
            OnRetry = arguments =>
            {
                var failure = repeatable(arguments.Outcome)!;
                if (failure.Id == ErrorId.RateLimited)
                    _gate.CloseFor(arguments.RetryDelay);
                arguments.Context.Properties.GetValue(Call, default).OnWait?.Invoke(new PanelWait(arguments.RetryDelay, $"Attempt {arguments.AttemptNumber + 1} of {maximumRetryCount + 1} failed: {failure.Message}"));
                return default;
            },
        }).Build();
    }
}
