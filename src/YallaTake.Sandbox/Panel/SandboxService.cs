using System.Globalization;
using Newtonsoft.Json.Linq;
using YallaTake.Sandboxing.Api;

namespace YallaTake.Sandboxing.Panel;

/// <summary>A service of the catalogue, as far as orders need it. Its rate is the price of 1000, or of one package.</summary>
internal sealed record SandboxService(string Id, ServiceType Type, decimal Rate, long Min, long Max, bool Refill, bool Cancel)
{
    /// <summary>The id as answers have it: a number when its text is that number's.</summary>
    public JValue IdValue => Number is { } number ? new JValue(number) : new JValue(Id);

    /// <summary>The id when it is a number.</summary>
    public long? Number => long.TryParse(Id, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
        && number.ToString(CultureInfo.InvariantCulture) == Id ? number : null;

    public bool IsPackage => Type.Counting == Counting.Package;

    /// <summary>The price of one of what the service counts.</summary>
    public decimal UnitPrice => IsPackage ? Rate : Rate * 0.001m;

    /// <exception cref="PanelRefusal">The service does not sell so few, or so many.</exception>
    public void CheckQuantity(long quantity)
    {
        if (quantity < Min)
            throw new PanelRefusal($"Quantity less than minimal {Min}");
        if (quantity > Max)
            throw new PanelRefusal($"Quantity more than maximum {Max}");
    }
}
