using System.Collections;
using System.Management.Automation;
using System.Reflection;
using System.Security;

namespace YallaTake;

/// <summary>
/// All texts that anyone can get out of an object: its own, those of its properties, and theirs; of exceptions the hidden ones too.
/// </summary>
internal sealed class Traces
{
    private const int Deepest = 12;

    private readonly HashSet<object> _seen = new(ReferenceEqualityComparer.Instance);
    private readonly List<string> _texts = [];

    public static IReadOnlyList<string> Of(IEnumerable<object?> things)
    {
        var traces = new Traces();
        foreach (var thing in things)
            traces.Take(thing, 0);
        return traces._texts;
    }

    private void Take(object? thing, int depth)
    {
        if (thing is null || depth > Deepest || IsForeign(thing) || (!thing.GetType().IsValueType && !_seen.Add(thing)))
            return;

        _texts.Add(thing as string ?? Read(thing.ToString) as string ?? string.Empty);
        if (thing is string || thing.GetType().IsPrimitive || thing is Enum or decimal)
            return;

        if (thing is PSObject wrapped)
            TakeAll(wrapped.Properties.Select(property => Read(() => property.Value)), depth);
        if (thing is IDictionary table)
            TakeAll(table.Keys.Cast<object>(), depth);
        if (thing is IEnumerable items)
            TakeAll(Read(() => items.Cast<object?>().ToArray()) as object?[] ?? [], depth);
        TakeAll(Properties(thing), depth);
    }

    private void TakeAll(IEnumerable<object?> things, int depth)
    {
        foreach (var thing in things)
            Take(thing, depth + 1);
    }

    private static IEnumerable<object?> Properties(object thing) =>
        from property in thing.GetType().GetProperties(
            BindingFlags.Instance | BindingFlags.Public | (thing is Exception ? BindingFlags.NonPublic : 0))
        where property.GetIndexParameters().Length == 0
        select Read(() => property.GetValue(thing));

    private static object? Read(Func<object?> read)
    {
        try
        {
            return read();
        }
        catch (Exception exception)
        {
            return exception is TargetInvocationException ? exception.InnerException?.Message : exception.Message;
        }
    }

    // The engine's and the runtime's own machinery leads everywhere.
    private static bool IsForeign(object thing) =>
        thing is SecureString
            or MemberInfo
            or Assembly
            or Module
            or Delegate
            or Type
            or CommandInfo
            or PSModuleInfo
            or Task
            or Thread
            or SessionState
            or Pointer
        || thing.GetType().Namespace is { } space && (space.StartsWith("System.Management.Automation.Runspaces", StringComparison.Ordinal)
            || space.StartsWith("System.Management.Automation.Language", StringComparison.Ordinal)
            || space.StartsWith("System.Reflection", StringComparison.Ordinal));
}
