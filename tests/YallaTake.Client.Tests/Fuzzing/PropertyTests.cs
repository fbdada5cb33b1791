using System.Globalization;
using System.Net;
using System.Text;
using CsCheck;
using Newtonsoft.Json;
using YallaTake.Client;
using YallaTake.Client.Answers;
using YallaTake.Client.Orders;
using YallaTake.Client.Requests;
using YallaTake.Client.Secrets;

namespace YallaTake;

/// <summary>What holds for every value, and not only for the examples.</summary>
public sealed class PropertyTests
{
    private const int Cases = 2000;

    // Half a pair of UTF-16 is no text.
    private static readonly Gen<string> Texts = Gen.String.Where(text => !text.Any(char.IsSurrogate));

    // Panels write up to 28 digits; more are rounded.
    private static readonly Gen<decimal> Amounts = Gen.Select(
        Gen.Long, Gen.Int[0, 12], (digits, scale) => new decimal((int)digits, (int)(digits >> 32), 0, digits < 0, (byte)scale));

    private static readonly Gen<PanelId[]> Ids = Gen.OneOf(
        Gen.Long[1, long.MaxValue].Select(number => (PanelId)number),
        Gen.Char["0123456789abcdeXZ_-."].Array[1, 24].Select(letters => new string(letters)).Where(
            text => PanelId.Find(text) is not null).Select(PanelId.Parse))
        .Array[1, 30].Select(ids => ids.Distinct().ToArray());

    // The name of a field is the same in capitals.
    private static readonly Gen<Dictionary<string, string>> Fields = Gen.Dictionary(Texts, Texts).Where(
        fields => fields.Keys.Distinct(StringComparer.OrdinalIgnoreCase).Count() == fields.Count);

    [Fact]
    public void What_is_encoded_decodes_to_the_same_fields() =>
        Fields.Sample(
            fields =>
            {
                using var key = new ApiKey(Keys.Secure(Keys.Reserved));
                var body = Encoding.ASCII.GetString(PanelRequest.Add(new OrderRequest(7, fields)).Encode(key));
                var decoded = body.Split('&')
                    .Select(pair => pair.Split('='))
                    .Select(pair => (WebUtility.UrlDecode(pair[0]), WebUtility.UrlDecode(pair[1])));

                Assert.Equal(
                    [
                        ("key", Keys.Reserved), ("action", "add"), ("service", "7"),
                        .. fields.Where(field => !string.IsNullOrWhiteSpace(field.Value)).Select(field => (field.Key, field.Value))],
                    decoded);
            },
            iter: 300);

    [Fact]
    public void Money_is_the_same_as_a_text_a_number_and_with_commas() =>
        Amounts.Sample(
            amount =>
            {
                var plain = amount.ToString(CultureInfo.InvariantCulture);
                var commas = amount.ToString("#,##0.############", CultureInfo.InvariantCulture);

                foreach (var json in new[] { plain, $"\"{plain}\"", $"\"{commas}\"" })
                    Assert.Equal(amount, AnswerValue.Money(AnswerJson.Parse(json), "charge"));
            },
            iter: Cases);

    [Fact]
    public void Every_text_is_an_amount_a_doubt_or_nothing() =>
        Gen.OneOf(Texts, Gen.Char["0123456789,.-+eE $"].Array[0, 12].Select(letters => new string(letters))).Sample(
            text =>
            {
                try
                {
                    Assert.Equal(string.IsNullOrWhiteSpace(text), AnswerValue.Money(text, "charge") is null);
                }
                catch (YallaTakeException failure)
                {
                    Assert.Equal(ErrorId.PanelAnswerUnreadable, failure.Id);
                }
            },
            iter: Cases);

    [Fact]
    public void Every_text_is_an_id_letter_by_letter_or_none() =>
        Gen.OneOf(Texts, Gen.Char["0123456789,.-+eExX #"].Array[0, 24].Select(letters => new string(letters))).Sample(
            text => Assert.Contains(PanelId.Find(text)?.ToString(), new[] { null, text.Trim() }),
            iter: Cases);

    [Fact]
    public void Every_id_has_one_result_its_own_whatever_is_dropped_and_however_it_is_told() =>
        Gen.Select(Ids, Gen.Int[0, 2], Gen.Int).Sample(
            (ids, shape, seed) =>
            {
                var random = new Random(seed);
                var told = ids.Where(_ => random.Next(4) > 0).ToArray();
                random.Shuffle(told);
                var json = shape switch
                {
                    0 => JsonConvert.SerializeObject(told.ToDictionary(id => id.ToString(), id => new { status = $"S{id}" })),
                    1 => JsonConvert.SerializeObject(told.Select(id => new { order = id.Value, status = $"S{id}" })),
                    _ => JsonConvert.SerializeObject((told.Length == ids.Length ? ids : told).Select(id => new { status = $"S{id}" })),
                };

                var results = BatchAnswer.Read(AnswerJson.Parse(json), ids, "order", (part, id) => SingleAnswer.Status(part, id, null));

                Assert.Equal(ids, results.Select(result => result.Id));
                var known = shape < 2 ? told : told.Length == ids.Length ? ids : [];
                Assert.Equal(ids.Select(id => known.Contains(id) ? $"S{id}" : null), results.Select(result => result.Value?.Status));
                Assert.All(results, result => Assert.True(result.Value is null != result.Error is null));
            },
            iter: Cases);

    [Fact]
    public void A_text_with_the_key_anywhere_comes_out_without_it() =>
        Gen.Select(Texts, Texts).Sample(
            (before, after) =>
            {
                using var key = new ApiKey(Keys.Secure(Keys.Reserved));
                using var revealed = key.Reveal();

                Assert.Equal(
                    before + "***" + after + "***", revealed.Redact(before + Keys.Reserved + after + WebUtility.UrlEncode(Keys.Reserved)));
            },
            iter: Cases);

    [Fact]
    public async Task A_catalogue_comes_out_as_it_went_in() =>
        await Gen.Select(
            Gen.Long[1, long.MaxValue], Texts, Amounts.Where(amount => amount >= 0), Gen.Long, Gen.Bool).Array[0, 20].SampleAsync(
            async services =>
            {
                var json = JsonConvert.SerializeObject(
                    services.Select(
                        service => new
                        {
                            note = service,
                            service = service.Item1,
                            name = WebUtility.HtmlEncode(service.Item2),
                            rate = service.Item3.ToString(CultureInfo.InvariantCulture),
                            min = service.Item4,
                            refill = service.Item5,
                        }));
                using var answer = new ServicesAnswer(AnswerJson.Reader(new StringReader(json)), null);
                var decoded = await answer.ReadAllAsync(CancellationToken.None).ToListAsync();

                Assert.Equal(
                    services.Select(
                        service => (service.Item1, service.Item2.Trim(), service.Item3, (long?)service.Item4, (bool?)service.Item5)),
                    decoded.Select(service => ((long)service.ServiceId, service.Name, service.Rate, service.Min, service.Refill)));
            },
            iter: 300);
}
