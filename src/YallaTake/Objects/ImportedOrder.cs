using System.Globalization;
using YallaTake.Client.Imports;
using YallaTake.Client.Orders;
using YallaTake.Client.Values;

namespace YallaTake;

/// <summary>
/// An order of a file. Its properties have the names of the parameters of Measure-YtOrder and New-YtOrder, and bind to them.
/// </summary>
public sealed class ImportedOrder
{
    private readonly OrderRequest _order;

    internal ImportedOrder(OrderLine line, string reference, string panel)
    {
        _order = line.Order!;
        (Line, Reference, Panel) = (line.Line, reference, panel);
        (MaximumRate, MaximumCharge) = (DecimalComma.Exportable(line.MaximumRate), DecimalComma.Exportable(line.MaximumCharge));
    }

    /// <summary>The number of its line in the file.</summary>
    public int Line { get; }

    /// <summary>The file's reference for the order, else one that was calculated from what is sent.</summary>
    public string Reference { get; }

    /// <summary>The service's id: a long or a string.</summary>
    public object ServiceId => _order.ServiceId;

    /// <summary>What the order is for: the address of a page, post, video or account.</summary>
    public string? Link => _order.Text(OrderField.Link);

    /// <summary>How many units; of each run, where there are runs.</summary>
    public long? Quantity => _order.Number(OrderField.Quantity);

    /// <summary>In how many runs the quantity is delivered.</summary>
    public long? Runs => _order.Number(OrderField.Runs);

    /// <summary>Minutes between runs.</summary>
    public long? Interval => _order.Number(OrderField.Interval);

    /// <summary>Search words, one to a line.</summary>
    public string? Keywords => _order.Text(OrderField.Keywords);

    /// <summary>Comments, one to a line.</summary>
    public string? Comments => _order.Text(OrderField.Comments);

    /// <summary>User names to mention, one to a line.</summary>
    public string? Usernames => _order.Text(OrderField.Usernames);

    /// <summary>Hashtags, one to a line.</summary>
    public string? Hashtags => _order.Text(OrderField.Hashtags);

    /// <summary>The hashtag whose users are mentioned.</summary>
    public string? Hashtag => _order.Text(OrderField.Hashtag);

    /// <summary>A user name.</summary>
    public string? Username => _order.Text(OrderField.Username);

    /// <summary>The address of the post whose likers are mentioned.</summary>
    public string? Media => _order.Text(OrderField.Media);

    /// <summary>The number of the poll's answer to vote for.</summary>
    public string? AnswerNumber => _order.Text(OrderField.AnswerNumber);

    /// <summary>Groups to invite from, one to a line.</summary>
    public string? Groups => _order.Text(OrderField.Groups);

    /// <summary>The smallest quantity for each new post of a subscription.</summary>
    public long? MinQuantity => _order.Number(OrderField.Min);

    /// <summary>The largest quantity for each new post of a subscription.</summary>
    public long? MaxQuantity => _order.Number(OrderField.Max);

    /// <summary>How many new posts a subscription serves.</summary>
    public long? Posts => _order.Number(OrderField.Posts);

    /// <summary>How many existing posts a subscription serves.</summary>
    public long? OldPosts => _order.Number(OrderField.OldPosts);

    /// <summary>Minutes between a new post and its order.</summary>
    public long? Delay => _order.Number(OrderField.Delay);

    /// <summary>The day on which a subscription ends, as dd/MM/yyyy.</summary>
    public string? Expiry => _order.Text(OrderField.Expiry);

    /// <summary>The country that web traffic comes from.</summary>
    public string? Country => _order.Text(OrderField.Country);

    /// <summary>The devices of web traffic.</summary>
    public long? Device => _order.Number(OrderField.Device);

    /// <summary>Where web traffic seems to come from.</summary>
    public long? TypeOfTraffic => _order.Number(OrderField.TypeOfTraffic);

    /// <summary>The keyword of traffic type 1.</summary>
    public string? GoogleKeyword => _order.Text(OrderField.GoogleKeyword);

    /// <summary>The page of traffic type 2.</summary>
    public string? ReferringUrl => _order.Text(OrderField.ReferringUrl);

    /// <summary>The highest rate (per 1000 units, or per package) that the file allows; null when there is no limit.</summary>
    public decimal? MaximumRate { get; }

    /// <summary>The highest price of the order that the file allows; null when there is no limit.</summary>
    public decimal? MaximumCharge { get; }

    /// <summary>The name of the panel that it is for.</summary>
    public string Panel { get; }

    /// <summary>The reference and the service.</summary>
    public override string ToString() => string.Format(CultureInfo.InvariantCulture, "{0} of service {1}", Reference, ServiceId);
}
