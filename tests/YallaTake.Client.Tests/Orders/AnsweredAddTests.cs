using YallaTake.Client.Orders;
using YallaTake.Client.Outcomes;
using YallaTake.Client.Secrets;

namespace YallaTake;

/// <summary>What an answer's status and body say of an order. Whatever is not surely a yes or surely a no is Unknown.</summary>
public sealed class AnsweredAddTests
{
    private static readonly OrderRequest Order = new(7, [new("link", "https://example.com/p/1"), new("quantity", "100")]);

    [Fact]
    public void A_text_with_what_is_no_character_is_read_all_the_same() =>
        Assert.Equal(OutcomeKind.Rejected, AnsweredAdd.Outcome(200, "{\"error\":\"Bad link \uFFFE\"}", new OrderRequest(7, [])).Kind);

    [Theory]
    [InlineData(200, """{"order":23501}""", "23501")]
    [InlineData(200, """{"order":"23501"}""", "23501")]
    [InlineData(201, """{"status":"success","order":23501}""", "23501")]
    [InlineData(200, """{"Order":5}""", "5")]
    [InlineData(200, """{"ORDER_ID":"5"}""", "5")]
    [InlineData(200, """{"order":null,"order_id":5}""", "5")]
    [InlineData(200, """{"order":"VEGA123ABC"}""", "VEGA123ABC")]
    [InlineData(200, """{"order":"ord_7-b"}""", "ord_7-b")]
    [InlineData(200, """{"order":"507f1f77bcf86cd799439011"}""", "507f1f77bcf86cd799439011")]
    [InlineData(200, """{"order":"12e45678"}""", "12e45678")]
    [InlineData(200, """{"order":"007"}""", "007")]
    [InlineData(200, """{"order":007}""", "007")]
    [InlineData(200, """{"order":12e4}""", "12e4")]
    [InlineData(200, """{"success":true,"order":"VEGA123ABC"}""", "VEGA123ABC")]
    [InlineData(200, """{"order":9007199254740993}""", "9007199254740993")]
    [InlineData(200, """{"order":99999999999999999999999999999999999999999}""", "99999999999999999999999999999999999999999")]
    [InlineData(200, "\uFEFF\r\n\r\n{\"order\":5}\n", "5")]
    [InlineData(200, "<br />\n<b>Warning</b>: Undefined index {x} in a.php on line 3<br />\n{\"order\":5}", "5")]
    [InlineData(200, """{"order":5,"error":false}""", "5")]
    [InlineData(200, """{"order":5,"error":"Duplicate order"}""", "5")]
    [InlineData(429, """{"order":123}""", "123")]
    [InlineData(504, """{"order":123}""", "123")]
    [InlineData(302, """{"order":123}""", "123")]
    [InlineData(407, """{"error":"no","order":123}""", "123")]
    [InlineData(200, """{"id":5}""", "5")]
    [InlineData(200, """{"id":5,"charge":"0.50","service":8}""", "5")]
    [InlineData(200, """{"status":"success","data":{"order":5}}""", "5")]
    [InlineData(200, """{"success":true,"message":"Order placed","data":{"id":"a5"}}""", "a5")]
    [InlineData(200, """{"order":7}""", "7")]
    [InlineData(200, """{"order":5,"message":"We cannot start at once"}""", "5")]
    [InlineData(200, """{"id":5,"data":{"order":"5"}}""", "5")]
    public void An_answer_that_names_an_order_is_placed(int status, string body, string id)
    {
        var outcome = AnsweredAdd.Outcome(status, body, Order);

        Assert.Equal((OutcomeKind.Placed, id, null), (outcome.Kind, outcome.OrderId, outcome.Failure));
    }

    [Theory]
    [InlineData("""{}""")]
    [InlineData("""[]""")]
    [InlineData("""5""")]
    [InlineData("""null""")]
    [InlineData("""{"order":0}""")]
    [InlineData("""{"order":"000"}""")]
    [InlineData("""{"order":-5}""")]
    [InlineData("""{"order":1.5}""")]
    [InlineData("""{"order":1.2e5}""")]
    [InlineData("""{"order":12e+4}""")]
    [InlineData("""{"order":"VEGA1 is taken"}""")]
    [InlineData("""{"id":"VEGA1","error":"Bad link"}""")]
    [InlineData("""{"id":"VEGA1","data":{"id":"VEGA2"}}""")]
    [InlineData("""{"order":null}""")]
    [InlineData("""{"order":true}""")]
    [InlineData("""{"order":"soon"}""")]
    [InlineData("""{"order":"٢٣"}""")]
    [InlineData("""{"order":"5 6"}""")]
    [InlineData("""{"order":"12345678901234567890123456789012345678901234567890123456789012345"}""")]
    [InlineData("""{"order":{"id":5}}""")]
    [InlineData("""{"order":[5]}""")]
    [InlineData("""{"result":{"order":5}}""")]
    [InlineData("""[{"order":5}]""")]
    [InlineData("""{"order":0,"id":5}""")]
    [InlineData("""{"id":5,"data":{"id":6}}""")]
    [InlineData("""{"order":5} {"order":6}""")]
    [InlineData("""{"order":5,"order":6}""")]
    [InlineData("""{"order":235""")]
    [InlineData("""{"order":0x1F}""")]
    [InlineData("OK")]
    [InlineData("")]
    [InlineData("<html>Back soon</html>")]
    [InlineData("""{"status":"success"}""")]
    [InlineData("""{"message":"Your order was received"}""")]
    [InlineData("""{"id":5,"error":"Bad link"}""")]
    [InlineData("""{"data":{"order":5},"status":"fail","message":"Bad link"}""")]
    [InlineData("""{"error":"Bad link","result":{"order":5}}""")]
    [InlineData("""{"success":false,"data":{"id":5}}""")]
    [InlineData("""{"id":5,"link":"https://example.com/p/1"}""")]
    [InlineData("""{"id":5,"request":{"service":"7","quantity":"100"}}""")]
    [InlineData("""{"id":5,"key":"***"}""")]
    [InlineData("""{"id":5,"action":"add"}""")]
    [InlineData("""{"id":7}""")]
    [InlineData("""{"id":5,"message":"We cannot take this link"}""")]
    [InlineData("""{"data":{"id":5},"msg":"No such service"}""")]
    [InlineData("<b>Warning</b>: something\n{\"id\":5}")]
    public void An_id_in_doubt_is_not_known_to_be_an_order(string body) => AssertUnknown(200, body);

    [Theory]
    [InlineData(200, """{"error":"Bad link"}""", ErrorId.OrderRefused)]
    [InlineData(200, """{"Error":"Not enough funds on balance"}""", ErrorId.InsufficientFunds)]
    [InlineData(200, """{"error":{"code":"link","message":"Bad link"}}""", ErrorId.OrderRefused)]
    [InlineData(200, """{"error":"link_invalid","msg":"This link is private"}""", ErrorId.PanelError)]
    [InlineData(200, """{"status":"fail","message":"This link is private"}""", ErrorId.PanelError)]
    [InlineData(200, """{"status":false,"data":{"msg":"Bad link"}}""", ErrorId.OrderRefused)]
    [InlineData(200, """{"success":false,"message":"Not for sale in your country"}""", ErrorId.PanelError)]
    [InlineData(200, """{"errors":["Quantity less than minimal 50"]}""", ErrorId.OrderRefused)]
    [InlineData(200, """{"message":"Bad link"}""", ErrorId.OrderRefused)]
    [InlineData(200, """{"error":"Service ID does not exists"}""", ErrorId.ServiceNotFound)]
    [InlineData(200, """{"error":"neworder.error.not_enough_funds"}""", ErrorId.InsufficientFunds)]
    [InlineData(200, "\uFEFF\n{\"error\":\"Bad link\"}", ErrorId.OrderRefused)]
    [InlineData(200, "Quantity must be between 50 and 10000.", ErrorId.OrderRefused)]
    [InlineData(200, "\"Invalid API key\"", ErrorId.ApiKeyRefused)]
    [InlineData(200, """{"error":"Enlace no válido"}""", ErrorId.PanelError)]
    [InlineData(200, """{"error":"Неверная ссылка"}""", ErrorId.PanelError)]
    [InlineData(200, """{"error":"Geçersiz bağlantı"}""", ErrorId.PanelError)]
    [InlineData(200, """{"error":"The link is against our rules"}""", ErrorId.PanelError)]
    [InlineData(400, """{"error":"Bad link"}""", ErrorId.OrderRefused)]
    [InlineData(401, """{"message":"Go away"}""", ErrorId.ApiKeyRefused)]
    [InlineData(401, "Unauthenticated.", ErrorId.ApiKeyRefused)]
    [InlineData(402, """{"error":"You have insufficient balance"}""", ErrorId.InsufficientFunds)]
    [InlineData(403, """{"error":"API is Disable for this user"}""", ErrorId.ApiKeyRefused)]
    [InlineData(404, """{"error":"Service not found"}""", ErrorId.ServiceNotFound)]
    [InlineData(405, """{"error":"Invalid action"}""", ErrorId.PanelError)]
    [InlineData(415, """{"error":"Form fields, please"}""", ErrorId.PanelError)]
    [InlineData(422, """{"message":"The given data was invalid.","errors":{"link":["The link field is required."]}}""", ErrorId.PanelError)]
    public void A_plain_refusal_of_the_panel_is_a_rejection(int status, string body, ErrorId id)
    {
        var outcome = AnsweredAdd.Outcome(status, body, Order);

        Assert.Equal((OutcomeKind.Rejected, id, false), (outcome.Kind, outcome.Failure!.Id, outcome.MayRepeat));
        Assert.NotNull(outcome.Failure.PanelText);
    }

    [Theory]
    [InlineData(200, """{"error":"Failure","code":500}""")]
    [InlineData(200, """{"error":{"code":504,"message":"No link"}}""")]
    [InlineData(200, """{"success":false}""")]
    [InlineData(200, """{"status":"error"}""")]
    [InlineData(200, """{"error":7}""")]
    [InlineData(200, """{"status":"success","error":"Bad link"}""")]
    [InlineData(200, "No such thing")]
    [InlineData(403, "<html><body>Invalid API key</body></html>")]
    [InlineData(403, "")]
    [InlineData(404, "{}")]
    [InlineData(200, "PHP Notice: a\n{\"error\":\"Bad link\"}")]
    [InlineData(200, "Rate limit exceeded {\"error\":\"Bad link\"}")]
    [InlineData(403, """{"error":"Rate limit exceeded"}""")]
    [InlineData(200, """{"error":"no"}""")]
    [InlineData(200, """{"error":"N/A"}""")]
    [InlineData(200, """{"error":"Array"}""")]
    [InlineData(200, """{"error":"[object Object]"}""")]
    public void A_refusal_without_a_sure_reason_leaves_the_order_open(int status, string body) => AssertUnknown(status, body);

    [Theory]
    [InlineData(200, """{"status":0,"msg":"ok","data":{"ref":"A1"}}""")]
    [InlineData(200, """{"status":0,"msg":"ok","number":77}""")]
    [InlineData(200, """{"result":0,"message":"Accepted","no":77}""")]
    [InlineData(200, """{"success":false,"message":"Pending"}""")]
    [InlineData(201, """{"errors":{"link":[]},"message":"Order created","no":"A-1"}""")]
    [InlineData(200, """{"errors":[""],"message":"Order saved"}""")]
    [InlineData(200, """{"errors":[{}],"message":"Link and quantity are good"}""")]
    [InlineData(200, """{"errors":{"link":[{"code":0}]},"msg":"It is on its way"}""")]
    [InlineData(200, """{"error":"None","message":"Your order was accepted"}""")]
    [InlineData(200, """{"error":"No error.","message":"Thanks"}""")]
    [InlineData(200, """{"err":0,"error":"ok"}""")]
    [InlineData(200, """{"error":{"code":0,"message":"OK"}}""")]
    [InlineData(200, """{"error":"No. 5001 saved"}""")]
    [InlineData(400, """{"message":"Order 5001 was created"}""")]
    [InlineData(400, """{"message":"Created order 5001"}""")]
    [InlineData(400, """{"message":"We have received it"}""")]
    [InlineData(200, """{"error":"Order: 5001"}""")]
    [InlineData(200, """{"error":"Your order number is 5001"}""")]
    [InlineData(200, """{"error":"We've got your order"}""")]
    [InlineData(400, """{"message":"Berhasil"}""")]
    [InlineData(422, """{"detail":"ok"}""")]
    public void A_refusal_that_says_yes_leaves_the_order_open(int status, string body) => AssertUnknown(status, body);

    [Theory]
    [InlineData("""{"error":"Bad link","order_number":5001}""")]
    [InlineData("""{"error":"Bad link","orderNo":"A1"}""")]
    [InlineData("""{"error":"Bad link","new_order":5001}""")]
    [InlineData("""{"error":"Bad link","oid":5001}""")]
    [InlineData("""{"error":"Bad link","ids":[5001]}""")]
    [InlineData("""{"error":"Bad link","pedido":5001}""")]
    [InlineData("""{"error":"Bad link","data":{"order_number":5001}}""")]
    [InlineData("""{"error":"Bad link","orders":{"5001":{}}}""")]
    [InlineData("""{"error":"Bad link","data":{"order":{"5001":null}}}""")]
    [InlineData("""{"error":"Bad link","5001":{"link":""}}""")]
    [InlineData("""{"error":"Bad link","order_link":"https://p/o/5001"}""")]
    [InlineData("""{"error":"Bad link","order_number":5001.0}""")]
    [InlineData("""{"error":"Rate limit exceeded","order_number":5001}""")]
    public void A_refusal_beside_what_may_be_an_orders_id_leaves_the_order_open(string body)
    {
        foreach (var status in new[] { 200, 400, 429 })
            AssertUnknown(status, body);
    }

    [Theory]
    [InlineData(200, """{"error":"Bad link","order_number":5001}""", "5001")]
    [InlineData(200, """{"id":5,"data":{"id":"VEGA6"}}""", "5, VEGA6")]
    [InlineData(200, """{"id":77,"link":"https://example.com/p/1"}""", "77")]
    [InlineData(200, """[{"order":5001},{"order":5001}]""", "5001")]
    [InlineData(200, """{"error":"Bad link","orders":{"5001":{}}}""", "5001")]
    [InlineData(200, """{"error":"Bad link","5001":{"link":""}}""", "5001")]
    [InlineData(500, """{"message":"Oops","result":{"new_order":"A-1"}}""", "A-1")]
    [InlineData(200, """{"order":23501""", "23501")]
    [InlineData(429, "order: 235 accepted", "235")]
    [InlineData(200, """{"ids":[1,2,3,4,5,6]}""", "1, 2, 3, 4, 5 and others")]
    public void What_may_be_the_id_of_an_order_in_doubt_is_quoted(int status, string body, string ids)
    {
        AssertUnknown(status, body);
        Assert.EndsWith(
            $" The answer names {ids}, which may be the order's id.",
            AnsweredAdd.Outcome(status, body, Order).Failure!.Message,
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"status":0,"msg":"Bad link"}""")]
    [InlineData("""{"errors":{"link":[],"quantity":["Too small"]}}""")]
    [InlineData("""{"error":"Bad link","service":7,"request_id":"a1b2"}""")]
    [InlineData("""{"error":"Bad link","order":"","orders":{},"id":0}""")]
    [InlineData("""{"error":{"code":0,"message":"Bad link"}}""")]
    [InlineData("""{"error":"Orders for this link cannot be created"}""")]
    [InlineData("""{"error":"The order was not accepted: 10 comments must be added"}""")]
    [InlineData("""{"error":"Your account isn't approved"}""")]
    [InlineData("""{"order":false,"error":"Bad link"}""")]
    [InlineData("""{"has_error":true,"message":"Bad link"}""")]
    [InlineData("""{"status":"error","error":{"invalid_link":true,"message":"Bad link"}}""")]
    [InlineData("""{"error":"Not enough funds on balance","order_price":"0.90","order_total":1.5}""")]
    [InlineData("""{"error":"Minimum order: 100. Maximum order is 1000, 2 of order 3"}""")]
    [InlineData("""{"order":false,"queued":false,"error":{"message":"This link is private"}}""")]
    public void A_refusal_that_says_no_yes_and_names_no_order_is_plain(string body) =>
        Assert.Equal(OutcomeKind.Rejected, AnsweredAdd.Outcome(200, body, Order).Kind);

    // A panel that made the order, and then ran into something.
    [Theory]
    [InlineData("""{"order":true,"error":"Bad link"}""")]
    [InlineData("""{"created":true,"error":"Bad link"}""")]
    [InlineData("""{"data":{"queued":true},"error":"Bad link"}""")]
    [InlineData("""{"success":false,"accepted":true,"message":"Bad link"}""")]
    [InlineData("""{"order":"yes","error":"Bad link"}""")]
    public void A_yes_under_any_name_leaves_an_order_in_doubt(string body) => AssertUnknown(200, body);

    [Theory]
    [InlineData(200, """{"message":"Sorry: your link: Bad link"}""", ErrorId.OrderRefused, "Sorry: your link: Bad link")]
    [InlineData(200, """{"message":"We have received it"}""", ErrorId.PanelError, "We have received it")]
    [InlineData(200, """{"status":"fail","info":"This link is private"}""", ErrorId.PanelError, "This link is private")]
    [InlineData(200, """{"error":"order_lost","message":"Bad link after a time-out"}""", ErrorId.OrderRefused, "order_lost: "
        + "Bad link after a time-out")]
    [InlineData(200, """[{"error":"Bad link"}]""", ErrorId.OrderRefused, "Bad link")]
    [InlineData(200, "Sorry: Bad link", ErrorId.OrderRefused, "Sorry: Bad link")]
    [InlineData(502, """{"data":{"msg":"Not enough balance"}}""", ErrorId.InsufficientFunds, "Not enough balance")]
    public void A_text_that_proves_nothing_is_shown_and_names_the_error(int status, string body, ErrorId id, string text)
    {
        AssertUnknown(status, body);
        var failure = AnsweredAdd.Outcome(status, body, Order).Failure!;

        Assert.Equal((id, text), (failure.Id, failure.PanelText));
    }

    [Theory]
    [InlineData(200, """{"error":"link_invalid","msg":"This link is private"}""", "link_invalid: This link is private")]
    [InlineData(200, """{"error":"Rejected","message":"Not enough balance"}""", "Rejected: Not enough balance")]
    [InlineData(
        422, """{"message":"Invalid data.","errors":{"link":["The link field is required."],"quantity":["must be a number"]}}""",
        "Invalid data. The link field is required. quantity: must be a number")]
    [InlineData(200, """{"status":false,"data":{"msg":"Saldo tidak cukup"}}""", "Saldo tidak cukup")]
    [InlineData(200, """{"result":false,"message":"This link is private"}""", "This link is private")]
    [InlineData(200, """{"errors":["This link is private"]}""", "This link is private")]
    [InlineData(403, """{"message":"Your country is not served"}""", "Your country is not served")]
    [InlineData(
        400, """{"statusCode":400,"message":["link must be a URL","quantity is too low"],"error":"Bad Request"}""",
        "Bad Request: link must be a URL quantity is too low")]
    public void A_refusal_shows_its_code_and_its_sentence(int status, string body, string text)
    {
        var outcome = AnsweredAdd.Outcome(status, body, Order);

        Assert.Equal((OutcomeKind.Rejected, text), (outcome.Kind, outcome.Failure!.PanelText));
    }

    [Theory]
    [InlineData(300)]
    [InlineData(301)]
    [InlineData(302)]
    [InlineData(303)]
    [InlineData(304)]
    [InlineData(406)]
    [InlineData(407)]
    [InlineData(408)]
    [InlineData(409)]
    [InlineData(410)]
    [InlineData(413)]
    [InlineData(418)]
    [InlineData(425)]
    [InlineData(451)]
    [InlineData(499)]
    [InlineData(500)]
    [InlineData(501)]
    [InlineData(502)]
    [InlineData(503)]
    [InlineData(504)]
    [InlineData(520)]
    [InlineData(599)]
    public void With_any_other_status_no_text_is_a_refusal(int status)
    {
        string[] texts =
            ["Bad link", "Too many requests", "Rate limit exceeded", "Invalid API key", "neworder.error.not_enough_funds", "You have "
                + "active order with this link"];
        foreach (var text in texts)
        {
            AssertUnknown(status, $$"""{"error":"{{text}}"}""");
            AssertUnknown(status, text);
        }
    }

    [Theory]
    [InlineData(429, "")]
    [InlineData(429, "<html>Slow down</html>")]
    [InlineData(429, """{"error":"Anything at all"}""")]
    [InlineData(200, """{"error":"Rate limit exceeded"}""")]
    [InlineData(200, """{"status":"error","message":"Too many requests."}""")]
    [InlineData(202, "Too many requests")]
    public void A_rate_limit_turns_the_order_away(int status, string body)
    {
        var outcome = AnsweredAdd.Outcome(status, body, Order, wait: TimeSpan.FromSeconds(3));

        Assert.Equal((OutcomeKind.NotSent, true, ErrorId.RateLimited), (outcome.Kind, outcome.MayRepeat, outcome.Failure!.Id));
        Assert.Equal(TimeSpan.FromSeconds(3), outcome.Failure.RetryAfter);
    }

    [Theory]
    [InlineData(429, """{"error":"Too many requests","data":{"order":5}}""")]
    [InlineData(429, """{"order":"١٢"}""")]
    [InlineData(429, """{"order":235""")]
    [InlineData(429, "order: 235 accepted")]
    [InlineData(429, """{"status":"success","message":"Order placed"}""")]
    [InlineData(200, """{"error":"Rate limit exceeded","id":5}""")]
    [InlineData(200, """{"error":"Rate limit exceeded","note":"your order waits"}""")]
    [InlineData(308, """{"result":{"order":5}}""")]
    public void A_rate_limit_or_a_redirect_that_may_name_an_order_leaves_it_open(int status, string body) => AssertUnknown(status, body);

    [Theory]
    [InlineData(307)]
    [InlineData(308)]
    public void A_redirect_that_keeps_the_method_was_not_acted_on(int status)
    {
        var outcome = AnsweredAdd.Outcome(status, """{"error":"Moved"}""", Order);

        Assert.Equal((OutcomeKind.NotSent, false), (outcome.Kind, outcome.MayRepeat));
    }

    [Theory]
    [InlineData(200, """{"error":"You have active order with this link. Please wait until order being completed."}""", true)]
    [InlineData(400, """{"status":"error","msg":"You have active order with this link"}""", true)]
    [InlineData(200, """{"error":"neworder.error.link_duplicate"}""", true)]
    [InlineData(200, "You have active order with this link", true)]
    [InlineData(200, """{"error":"You have active order with this link","detail":"timeout"}""", false)]
    [InlineData(502, """{"error":"You have active order with this link"}""", false)]
    [InlineData(200, """{"error":"Bad link"}""", false)]
    public void An_active_order_for_the_link_is_told_apart(int status, string body, bool isActiveLink)
    {
        var outcome = AnsweredAdd.Outcome(status, body, Order);

        Assert.Equal(isActiveLink, outcome.IsActiveLink);
        Assert.True(!isActiveLink || outcome.Kind == OutcomeKind.Unknown);
    }

    [Theory]
    [InlineData("""{"result":"5001"}""")]
    [InlineData("""["5001"]""")]
    [InlineData("\"5001\"")]
    [InlineData("""{"ref":"ABC-5001"}""")]
    public void An_answer_that_may_mean_an_order_in_its_own_way_is_quoted(string body) =>
        Assert.EndsWith(
            $", and says '{body}'.", AnsweredAdd.Outcome(200, body, Order).Failure!.Message, StringComparison.Ordinal);

    [Fact]
    public void The_key_is_struck_out_of_what_is_quoted()
    {
        using var key = new RevealedKey(Keys.Plain.ToCharArray());
        string[] bodies =
        [
            $$"""{"error":"No such user {{Keys.Plain}}"}""", Keys.Plain + " is wrong", $$"""{"order":"{{Keys.Plain}}"}""",
            $$"""{"order":"1{{Keys.Plain}} 2"}""", $"order {Keys.Plain}1", $$"""{"sent":{"a":"{{Keys.Plain}}"},"{{Keys.Plain}}":1}""",
        ];
        foreach (var body in bodies)
            Assert.DoesNotContain(Keys.Plain, AnsweredAdd.Outcome(200, body, Order, key).ToString(), StringComparison.Ordinal);
    }

    /// <summary>It is not known what became of an order with that answer, and it must not be sent again.</summary>
    internal static void AssertUnknown(int status, string body)
    {
        var outcome = AnsweredAdd.Outcome(status, body, Order);

        Assert.True(outcome is { Kind: OutcomeKind.Unknown, MayRepeat: false, Failure: not null }, $"HTTP {status} {body}: {outcome}");
    }
}
