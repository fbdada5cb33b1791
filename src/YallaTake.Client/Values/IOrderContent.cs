namespace YallaTake.Client.Values;

/// <summary>
/// An object that carries a whole order: piped into New-YtOrder or Measure-YtOrder, it is that order under the same reference.
/// </summary>
internal interface IOrderContent
{
    /// <summary>The caller's name for the order; null when it has none.</summary>
    string? Reference { get; }

    /// <summary>The service's id: a long or a string, see <see cref="PanelId"/>.</summary>
    object ServiceId { get; }

    /// <summary>All fields of the order by the API's names.</summary>
    IReadOnlyDictionary<string, string> Fields { get; }
}
