using System.Globalization;
using System.Management.Automation;
using Newtonsoft.Json;

namespace YallaTake;

/// <summary>Lists the services of a panel that never errs, with no more code than that takes.</summary>
[Cmdlet(VerbsCommon.Get, "BareService")]
[OutputType(typeof(BareService))]
public sealed class GetBareServiceCommand : PSCmdlet
{
    private static readonly HttpClient Http = new();

    /// <summary>The API's address.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    public Uri? Uri { get; set; }

    /// <summary>The account's key.</summary>
    [Parameter(Mandatory = true, Position = 1)]
    public string? ApiKey { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        using var form = new FormUrlEncodedContent([new("key", ApiKey), new("action", "services")]);
        using var request = new HttpRequestMessage(HttpMethod.Post, Uri) { Content = form };
        using var response = Http.Send(request, HttpCompletionOption.ResponseHeadersRead);
        using var text = new StreamReader(response.Content.ReadAsStream());
        using var reader = new JsonTextReader(text);

        // A loop over the tokens is faster here than JsonSerializer.Deserialize<BareService>, the other natural way.
        while (reader.Read())
        {
            if (reader.TokenType == JsonToken.StartObject)
                WriteObject(Read(reader));
        }
    }

    private static BareService Read(JsonTextReader reader)
    {
        var service = new BareService();
        while (reader.Read() && reader.TokenType == JsonToken.PropertyName)
        {
            var name = (string)reader.Value!;
            reader.Read();
            switch (name)
            {
                case "service": service.Service = (long)reader.Value!; break;
                case "name": service.Name = (string?)reader.Value; break;
                case "type": service.Type = (string?)reader.Value; break;
                case "category": service.Category = (string?)reader.Value; break;
                case "rate": service.Rate = decimal.Parse((string)reader.Value!, CultureInfo.InvariantCulture); break;
                case "min": service.Min = long.Parse((string)reader.Value!, CultureInfo.InvariantCulture); break;
                case "max": service.Max = long.Parse((string)reader.Value!, CultureInfo.InvariantCulture); break;
                case "refill": service.Refill = (bool)reader.Value!; break;
                case "cancel": service.Cancel = (bool)reader.Value!; break;
                default: reader.Skip(); break;
            }
        }

        return service;
    }
}
