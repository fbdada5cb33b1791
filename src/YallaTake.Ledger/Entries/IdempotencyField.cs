using System.Text.RegularExpressions;
using YallaTake.Client.Orders;
using YallaTake.Client.Values;

namespace YallaTake.Ledger.Entries;

/// <summary>The field of <c>add</c> in which a panel takes the client's own id of an order.</summary>
/// <param name="Name">The panel's name of the field.</param>
/// <param name="Window">For how long the panel is relied upon to remember an id, from the first attempt on.</param>
internal sealed record IdempotencyField(string Name, TimeSpan Window)
{
    // A panel may store the id of an order only once it is charged: until then it sells the same id a second time.
    private static readonly TimeSpan Execution = TimeSpan.FromMinutes(2);

    private static readonly Regex ValidName = new("^[A-Za-z0-9_]{1,64}\\z", RegexOptions.CultureInvariant);

    // Capital letters too are hashed: a panel that ignores case would take two references for one.
    private static readonly Regex Plain = new(@"^[a-z0-9_.\-]{1,32}\z", RegexOptions.CultureInvariant);

    // Every request has the first three. An answer that repeats one of the others would be read as the order's id.
    private static readonly string[] Reserved = ["key", "action", "service", "order", "orders", "orderid", "id", "data"];

    /// <summary>Whether a field may have the name: no field of API v2's <c>add</c> has it, and no part of a request or an answer.</summary>
    public static bool IsName(string name) =>
        ValidName.IsMatch(name)
        && !Reserved.Contains(FoldedWord.Of(name))
        && !ServiceType.All
            .SelectMany(type => type.Required.Concat(type.Optional))
            .Any(field => FoldedWord.Of(field) == FoldedWord.Of(name));

    /// <summary>What goes out for an order of this reference: the reference where any panel takes it whole, else its hash.</summary>
    public static string ValueFor(string reference) => Plain.IsMatch(reference) ? reference : Hash.Of(reference);

    /// <summary>
    /// Whether every attempt of an entry carried this field with the entry's own value, and the first one is recent enough.
    /// </summary>
    public bool Covers(Order entry, DateTimeOffset now) =>
        entry.RequestField == Name
        && entry.RequestValue == ValueFor(entry.Reference!)
        && now >= entry.CreatedAt
        && now < SendBy(entry.CreatedAt);

    /// <summary>
    /// From when on an entry of unknown outcome may be sent again: the panel has executed every attempt by then. Null when it may not.
    /// </summary>
    public DateTimeOffset? SendFrom(Order entry, DateTimeOffset now) =>
        entry is { Phase: OrderState.Unknown, Repeats: null } && Covers(entry, now) && Covers(entry, entry.LeftBy + Execution)
            ? entry.LeftBy + Execution
            : null;

    /// <summary>Until when an order may leave once more whose first attempt was at a time.</summary>
    public DateTimeOffset SendBy(DateTimeOffset firstAttempt) =>
        Window < DateTimeOffset.MaxValue - firstAttempt ? firstAttempt + Window : DateTimeOffset.MaxValue;
}
