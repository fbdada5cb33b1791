using System.Collections;
using System.Globalization;

namespace YallaTake.Parameters;

/// <summary>What the currencies of panels are worth in one of them.</summary>
internal sealed class CurrencyExchange
{
    // No currency is worth more, and a decimal holds it.
    private const double Most = 1e15;

    private readonly Dictionary<string, decimal> _rates = new(StringComparer.OrdinalIgnoreCase);
    private readonly Panel? _first;

    /// <param name="rates">What one unit of each currency is worth in the currency of the comparison.</param>
    /// <param name="currency">The currency of the comparison; null when it is not known.</param>
    /// <param name="first">The panel whose currency that is; null when it is not a panel's.</param>
    /// <exception cref="YallaTakeException">FieldInvalid: a rate is not a number above zero.</exception>
    public CurrencyExchange(Hashtable rates, string? currency, Panel? first)
    {
        (Currency, _first) = (currency, first);
        foreach (DictionaryEntry entry in rates)
        {
            _rates[entry.Key.ToString()!.Trim()] = Number(entry.Value) is { } rate and > 0
                ? rate
                : throw new YallaTakeException(
                    ErrorId.FieldInvalid,
                    $"The exchange rate of {entry.Key} is not a number above zero. Nothing was sent. Write it in plain digits with a "
                    + "point, such as 0.0119.");
        }
    }

    /// <summary>The currency of the comparison; null when it is not known.</summary>
    public string? Currency { get; }

    /// <summary>What one unit of a panel's currency is worth; null with the reason when it is not known.</summary>
    public (decimal? Worth, string? Problem) Of(Panel panel)
    {
        if (panel == _first || (Currency is not null && string.Equals(panel.Currency, Currency, StringComparison.OrdinalIgnoreCase)))
            return (1, null);
        if (panel.Currency is null)
            return (null, $"The currency of {panel.Name} is not known.");
        return _rates.TryGetValue(panel.Currency, out var rate)
            ? (rate, null)
            : (null, $"The exchange rate of {panel.Currency} is not known. Give it with -ExchangeRate.");
    }

    private static decimal? Number(object? given) => given.Bare() switch
    {
        string text => decimal.TryParse(text.Trim(), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
            ? number
            : null,
        double number when Math.Abs(number) < Most => (decimal)number,
        decimal number => number,
        int number => number,
        long number => number,
        _ => null,
    };
}
