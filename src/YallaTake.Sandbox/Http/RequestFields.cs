using System.Globalization;
using System.Text;
using System.Web;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace YallaTake.Sandboxing.Http;

/// <summary>Reads the fields of a request from its body, in the three ways that clients send them.</summary>
internal static class RequestFields
{
    private const string Form = "application/x-www-form-urlencoded";
    private const string Multipart = "multipart/form-data";
    private const string JsonType = "application/json";

    /// <exception cref="HttpProblem">The body is in another form, or is not what its head says.</exception>
    public static async Task<Dictionary<string, string>> ReadAsync(HttpRequest request)
    {
        // Some clients say nothing, and mean a form.
        if (string.IsNullOrWhiteSpace(request.ContentType))
            return ReadForm(request.Body);

        var name = MediaTypeHeaderValue.TryParse(request.ContentType, out var type)
            ? type.MediaType.ToString().ToLowerInvariant()
            : "of this form";
        return name switch
        {
            Form => ReadForm(request.Body),
            Multipart => await ReadPartsAsync(request.Body, HeaderUtilities.RemoveQuotes(type!.Boundary).ToString()).ConfigureAwait(false),
            JsonType => ReadJson(request.Body),
            _ => throw new HttpProblem(
                415, $"Content-Type {name} is not understood. Send {Form}, {Multipart} or {JsonType}, with the key in the body"),
        };
    }

    private static Dictionary<string, string> ReadForm(byte[] body)
    {
        var form = HttpUtility.ParseQueryString(Encoding.UTF8.GetString(body));
        return form.AllKeys.OfType<string>().ToDictionary(name => name, name => form[name]!);
    }

    private static async Task<Dictionary<string, string>> ReadPartsAsync(byte[] body, string boundary)
    {
        if (boundary.Length == 0)
            throw new HttpProblem(400, "Content-Type multipart/form-data has no boundary");

        var fields = new Dictionary<string, string>(StringComparer.Ordinal);
        try
        {
            var reader = new MultipartReader(boundary, new MemoryStream(body));
            while (await reader.ReadNextSectionAsync().ConfigureAwait(false) is { } section)
            {
                if (section.AsFormDataSection() is { } field)
                    fields[field.Name] = await field.GetValueAsync().ConfigureAwait(false);
            }
        }
        catch (Exception e) when (e is IOException or InvalidDataException)
        {
            throw new HttpProblem(400, "The body is not valid multipart/form-data");
        }

        return fields;
    }

    private static Dictionary<string, string> ReadJson(byte[] body)
    {
        try
        {
            using var reader = new JsonTextReader(new StreamReader(new MemoryStream(body)))
            {
                FloatParseHandling = FloatParseHandling.Decimal,
                DateParseHandling = DateParseHandling.None,
            };
            return JObject.Load(reader).Properties()
                .Where(field => field.Value.Type != JTokenType.Null)
                .ToDictionary(field => field.Name, field => Text(field.Value));
        }
        catch (JsonException)
        {
            throw new HttpProblem(400, "The body is not a JSON object of fields");
        }
    }

    // A list of ids may come as one.
    private static string Text(JToken value) => value switch
    {
        JValue single => Convert.ToString(single.Value, CultureInfo.InvariantCulture)!,
        JArray list => string.Join(",", list.Select(Text)),
        _ => throw new JsonException(),
    };
}
