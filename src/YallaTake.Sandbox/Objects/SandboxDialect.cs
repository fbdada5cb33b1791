namespace YallaTake;

/// <summary>
/// The shapes in which a <see cref="Sandbox"/> answers: those of the API's documentation, or those that other panels were seen to use.
/// </summary>
public enum SandboxDialect
{
    /// <summary>As the API's documentation says.</summary>
    Strict,

    /// <summary>Amounts and counts are JSON numbers, ids are texts or the other way round, yes and no are 1 and 0.</summary>
    Numbers,

    /// <summary>Amounts and counts have thousands commas, yes and no are <c>"1"</c> and <c>"0"</c>.</summary>
    Commas,

    /// <summary>
    /// The catalogue is wrapped in an object, types are written like <c>custom_comments</c>, and answers hold more than was asked: the
    /// request among it, the key included.
    /// </summary>
    Wrapped,

    /// <summary>Answers about many ids are arrays of objects that name their id and have their error beside it.</summary>
    Arrays,

    /// <summary>An error is an object with a code and a message.</summary>
    NestedErrors,

    /// <summary>An error's text is a dotted key where there is one, such as <c>neworder.error.not_enough_funds</c>.</summary>
    DottedErrors,

    /// <summary>Errors come with an HTTP status of 400 to 429.</summary>
    Statuses4xx,

    /// <summary>The status of a subscription, or of an order with runs, comes without charge, counts and currency.</summary>
    Subscriptions,

    /// <summary>
    /// All of the above, <see cref="Enveloped"/> and <see cref="Messages"/> at random, value by value, and some shapes that have no name;
    /// the same way for the same seed.
    /// </summary>
    Sloppy,

    /// <summary>Ids of orders, refills and services are texts with letters, such as <c>id23501</c>.</summary>
    Letters,

    /// <summary>
    /// Answers are inside <c>{"status":true,"data":…}</c>, refusals too; ids are called <c>order_id</c> or <c>id</c>, and answers about
    /// many
    /// are in another order than was asked.
    /// </summary>
    Enveloped,

    /// <summary>A refusal is a <c>message</c> or a list of <c>errors</c>, with an HTTP status of 400 to 429.</summary>
    Messages,

    /// <summary>
    /// Lists of ids are refused as a whole, a cancellation takes <c>order</c> alone, and a package or comments want a <c>quantity</c>.
    /// </summary>
    OneByOne,

    /// <summary>Other words end an order or a refill: Complete, Success, Cancelled, Refunded, Partially Completed, Failed.</summary>
    OtherWords,

    /// <summary>
    /// A byte order mark, blank lines or PHP's warnings stand before the JSON; names are written as for a page, and services that cannot
    /// be read stand among the others.
    /// </summary>
    Untidy,
}
