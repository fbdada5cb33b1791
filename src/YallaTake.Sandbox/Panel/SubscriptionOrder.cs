using System.Globalization;
using Newtonsoft.Json.Linq;
using YallaTake.Sandboxing.Api;

namespace YallaTake.Sandboxing.Panel;

/// <summary>Orders for the posts of one user: the old ones at once, then a new one every half hour.</summary>
internal sealed class SubscriptionOrder(long id, SandboxService service, OrderFields fields, DateTimeOffset created)
    : SandboxOrder(id, service, fields, created)
{
    private static readonly TimeSpan PostInterval = TimeSpan.FromMinutes(30);

    private readonly long _min = fields.Whole("min");
    private readonly long _max = fields.Whole("max");
    private readonly TimeSpan _delay = TimeSpan.FromMinutes(fields.Whole("delay"));
    private readonly long _oldPosts = fields.Whole("old_posts", absent: 0);
    private readonly long? _newPosts = fields.Has("posts") ? fields.Whole("posts") : null;
    private readonly DateTimeOffset? _expires = fields.Date("expiry")?.AddDays(1); // the day itself still counts
    private readonly List<long> _children = [];
    private bool _paused;

    public override DateTimeOffset? Due =>
        CancelRequested is null && !_paused && !AllPosted && NextChild is var next && !(next >= _expires) ? next : null;

    private bool AllPosted => _children.Count >= _oldPosts + _newPosts;

    /// <summary>When the order for the next post is due.</summary>
    private DateTimeOffset NextChild
    {
        get
        {
            var newPosts = Math.Max(0, _children.Count + 1 - _oldPosts);
            return Created + TimeSpan.FromTicks(PostInterval.Ticks * newPosts) + _delay;
        }
    }

    public override void FallDue(OrderBook book)
    {
        var post = _children.Count + 1;
        var quantity = _min + (Id * 31 + post * 17) % (_max - _min + 1);
        var fields = OrderFields.OfPost(Fields["username"], post, quantity);
        var child = new DeliveryOrder(book.NextId(NextChild), Service, fields, NextChild, quantity);
        if (book.TryPlace(child))
            _children.Add(child.Id);
        else
            _paused = true;
    }

    public override string Status(DateTimeOffset now) =>
        CancelRequested is { } asked && now >= asked + CancelTime ? "Canceled"
        : AllPosted ? "Completed"
        : now >= _expires ? "Expired"
        : _paused ? "Paused"
        : "Active";

    public override long Remains(DateTimeOffset now) =>
        _newPosts is { } posts ? _oldPosts + posts - _children.Count : 0;

    public override bool IsFinal(DateTimeOffset now) => Status(now) is "Completed" or "Expired" or "Canceled";

    public override JObject Describe(DateTimeOffset now, string currency)
    {
        var answer = base.Describe(now, currency);
        answer["expiry"] = _expires is { } end ? end.AddDays(-1).ToString("dd/MM/yyyy", CultureInfo.InvariantCulture) : null;
        answer["posts"] = Text(_children.Count);
        answer["orders"] = new JArray(_children);
        return answer;
    }
}
