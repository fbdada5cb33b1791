using YallaTake.Client.Answers;
using YallaTake.Client.Outcomes;

namespace YallaTake.Client.Resilience;

/// <summary>Which requests are sent again, and when: what can do no harm twice, and what surely had no effect.</summary>
internal sealed class RetryPolicy
{
    // A longer wait that a panel asks for is reported to the user instead.
    private static readonly TimeSpan LongestRetryAfter = TimeSpan.FromMinutes(5);

    private readonly RateGate _gate;
    private readonly TimeProvider _time;
    private readonly int _most;
    private readonly Lazy<RetryPipeline> _repeatable;
    private readonly Lazy<RetryPipeline> _once;

    public RetryPolicy(int maximumRetryCount, RateGate gate, TimeProvider time, Chance chance)
    {
        (_gate, _time, _most) = (gate, time, maximumRetryCount);
        _repeatable = new(() => new RetryPipeline(_most, gate, time, chance, TransientFailure));
        _once = new(() => new RetryPipeline(_most, gate, time, chance, HarmlessFailure));
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
        var first = AttemptAsync();
        if (_most == 0 || call.Once || !await MayRepeatAsync(first, repeatable).ConfigureAwait(false))
            return await first.ConfigureAwait(false);

        Task<T>? sent = first;
        var pipeline = repeatable ? _repeatable : _once;
        return await pipeline.Value.RunAsync(call, action, () => Interlocked.Exchange(ref sent, null) ?? AttemptAsync())
            .ConfigureAwait(false);

        async Task<T> AttemptAsync()
        {
            call.Token.ThrowIfCancellationRequested();
            await _gate.PassAsync(call).ConfigureAwait(false);
            var result = await TimedAsync(action, call.OnAnswer, attempt).ConfigureAwait(false);
            if (result is not OrderOutcome { Kind: OutcomeKind.NotSent })
                _gate.CountPassed(action);
            return result;
        }
    }

    private static async Task<bool> MayRepeatAsync<T>(Task<T> first, bool repeatable)
    {
        try
        {
            object? result = await first.ConfigureAwait(false);
            return !repeatable && HarmlessFailure(result, null) is not null;
        }
        catch (YallaTakeException failure)
        {
            return (repeatable ? TransientFailure(null, failure) : HarmlessFailure(null, failure)) is not null;
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

    private static YallaTakeException? TransientFailure(object? result, Exception? exception) =>
        exception is YallaTakeException { IsTransient: true } failure && IsShort(failure) ? failure : null;

    // An order's outcome says itself whether it may be repeated. A refill may be, when it never left or was turned away unread.
    private static YallaTakeException? HarmlessFailure(object? result, Exception? exception) => (result, exception) switch
    {
        (OrderOutcome { MayRepeat: true, Failure: { } unsent }, _) when IsShort(unsent) => unsent,
        (_, YallaTakeException failure) when (UnansweredAdd.Outcome(failure).MayRepeat || IsTurnedAway(failure)) && IsShort(failure) =>
            failure,
        _ => null,
    };

    private static bool IsTurnedAway(YallaTakeException failure) =>
        failure.StatusCode == 429 || (failure.StatusCode is null && failure.PanelText is { } text && PanelErrors.IsRateLimit(text));

    private static bool IsShort(YallaTakeException failure) => !(failure.RetryAfter > LongestRetryAfter);
}
