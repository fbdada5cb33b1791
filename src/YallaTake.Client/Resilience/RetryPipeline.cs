using Polly;
using Polly.Retry;

namespace YallaTake.Client.Resilience;

/// <summary>Sends a request that failed again, as Polly does it. Made, and Polly loaded, when the first request fails.</summary>
/// <param name="most">How many times at most, rate limits left out.</param>
/// <param name="gate">Is closed while the panel asks for fewer requests.</param>
/// <param name="time">Measures the pauses.</param>
/// <param name="chance">Spreads them.</param>
/// <param name="repeatable">The failure of a result or an exception that may be repeated; null for any other.</param>
internal sealed class RetryPipeline(
    int most, RateGate gate, TimeProvider time, Chance chance, Func<object?, Exception?, YallaTakeException?> repeatable)
{
    private static readonly TimeSpan FirstDelay = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestDelay = TimeSpan.FromSeconds(30);

    private static readonly ResiliencePropertyKey<PanelCall> Call = new("call");
    private static readonly ResiliencePropertyKey<(RateLimitWaits Waits, string Action)> Limits = new("limits");

    // A panel that asks for fewer requests is waited for apart from one that stumbles, and longer.
    private readonly ResiliencePipeline _pipeline = new ResiliencePipelineBuilder { TimeProvider = time }
        .AddRetry(WhenLimited(most, gate, outcome => Failure(repeatable, outcome) is { Id: ErrorId.RateLimited } failure ? failure : null))
        .AddRetry(WhenFailed(
            most, chance, outcome => Failure(repeatable, outcome) is { Id: not ErrorId.RateLimited } failure ? failure : null))
        .Build();

    /// <summary>Runs a request until it succeeds, or fails for good.</summary>
    /// <param name="call">Gives up.</param>
    /// <param name="action">What is asked.</param>
    /// <param name="attempt">Sends it; the first time it may give what was sent already.</param>
    public async Task<T> RunAsync<T>(PanelCall call, string action, Func<Task<T>> attempt)
    {
        var context = ResilienceContextPool.Shared.Get(call.Token);
        context.Properties.Set(Call, call);
        context.Properties.Set(Limits, (new RateLimitWaits(most), action));
        try
        {
            return await _pipeline.ExecuteAsync(
                static async (_, attempt) => await attempt().ConfigureAwait(false), context, attempt).ConfigureAwait(false);
        }
        finally
        {
            ResilienceContextPool.Shared.Return(context);
        }
    }

    private static YallaTakeException? Failure(Func<object?, Exception?, YallaTakeException?> repeatable, Outcome<object> outcome) =>
        repeatable(outcome.Result, outcome.Exception);

    private static RetryStrategyOptions WhenLimited(int most, RateGate gate, Func<Outcome<object>, YallaTakeException?> limited) => new()
    {
        MaxRetryAttempts = int.MaxValue,
        ShouldHandle = arguments =>
        {
            var (waits, action) = arguments.Context.Properties.GetValue(Limits, default);
            return new ValueTask<bool>(limited(arguments.Outcome) is not null && waits.Next(gate.Passed(action)));
        },
        DelayGenerator = arguments =>
        {
            var (waits, _) = arguments.Context.Properties.GetValue(Limits, default);
            return new ValueTask<TimeSpan?>(limited(arguments.Outcome)!.RetryAfter ?? waits.Delay());
        },
        OnRetry = arguments =>
        {
            gate.CloseFor(arguments.RetryDelay);
            var (waits, _) = arguments.Context.Properties.GetValue(Limits, default);
            return Report(arguments.Context, arguments.RetryDelay, waits.Number, most, limited(arguments.Outcome)!);
        },
    };

    private static RetryStrategyOptions WhenFailed(int most, Chance chance, Func<Outcome<object>, YallaTakeException?> failed) => new()
    {
        MaxRetryAttempts = most,
        BackoffType = DelayBackoffType.Exponential,
        UseJitter = true,
        Randomizer = chance.Fraction,
        Delay = FirstDelay,
        MaxDelay = LongestDelay,
        ShouldHandle = arguments => new ValueTask<bool>(failed(arguments.Outcome) is not null),
        DelayGenerator = arguments => new ValueTask<TimeSpan?>(failed(arguments.Outcome)?.RetryAfter),
        OnRetry = arguments =>
            Report(arguments.Context, arguments.RetryDelay, arguments.AttemptNumber + 1, most, failed(arguments.Outcome)!),
    };

    private static ValueTask Report(ResilienceContext context, TimeSpan delay, int attempt, int most, YallaTakeException failure)
    {
        var wait = new PanelWait(delay, $"Attempt {attempt} of {most + 1} failed: {failure.Message}");
        context.Properties.GetValue(Call, default).OnWait?.Invoke(wait);
        return default;
    }
}
