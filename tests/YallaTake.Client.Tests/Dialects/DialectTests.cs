using YallaTake.Client.Orders;
using YallaTake.Client.Outcomes;

namespace YallaTake;

/// <summary>
/// What real panels were seen to answer (part 2 of the API document): a test for each line, a row for each way to say it.
/// </summary>
/// <remarks>Each row: the call, the raw answer, what comes out, and the HTTP status. The fuzzer starts from these rows.</remarks>
public sealed class DialectTests
{
    private const string Page = "<!DOCTYPE html><html><body>Back soon</body></html>";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("add", """{"error":"Bad link"}""", "OrderRefused: Bad link", 400)]
    [InlineData("balance", """{"error":"Invalid API key"}""", "ApiKeyRefused: Invalid API key", 401)]
    [InlineData("add", """{"error":"Not enough funds on balance"}""", "InsufficientFunds: Not enough funds on balance", 402)]
    [InlineData("balance", """{"error":"Account suspended"}""", "ApiKeyRefused: Account suspended", 403)]
    [InlineData("status 1", """{"error":"Incorrect order ID"}""", "OrderNotFound: Incorrect order ID", 404)]
    [InlineData("add", """{"message":"The given data was invalid.","errors":{"link":["required"]}}""", "PanelError: "
        + "The given data was invalid. link: required", 422)]
    [InlineData("add", """{"error":"Quantity must be between 10 and 20"}""", "OrderRefused: Quantity must be between 10 and 20", 422)]
    [InlineData("balance", """{"error":"Slow down"}""", "RateLimited: Slow down", 429)]
    [InlineData("balance", "", "RateLimited", 429)]
    [InlineData("services", """{"error":"Too many requests"}""", "RateLimited: Too many requests", 429)]
    [InlineData("balance", """{"error":"Deadlock"}""", "PanelUnavailable: Deadlock", 500)]
    [InlineData("add", """{"error":"Insufficient balance"}""", "InsufficientFunds: Insufficient balance", 500)]
    [InlineData("balance", """{"error":"Rate limit exceeded"}""", "RateLimited: Rate limit exceeded")]
    public Task Errors_come_with_any_HTTP_status(string call, string raw, string outcome, int status = 200) =>
        PanelWords.AssertAsync(call, raw, outcome, status);

    [Theory]
    [InlineData("balance", Page, "PanelAnswerUnreadable")]
    [InlineData("services", Page, "PanelAnswerUnreadable")]
    [InlineData("add", Page, "PanelAnswerUnreadable")]
    [InlineData("status 1,2", Page, "PanelAnswerUnreadable")]
    [InlineData("balance", Page, "PanelUnavailable", 502)]
    [InlineData("services", Page, "PanelUnavailable", 503)]
    [InlineData("add", Page, "PanelUnavailable", 504)]
    [InlineData("balance", Page, "PanelAnswerUnreadable", 403)]
    public Task Pages_come_instead_of_JSON(string call, string raw, string outcome, int status = 200) =>
        PanelWords.AssertAsync(call, raw, outcome, status);

    [Theory]
    [InlineData("services", """[{"service":1,"rate":"1"},{"service":1,"rate":"2"}]""", "1 ''  rate 1 count ?-? refill ? cancel ? dripfeed "
        + "?; 1 ''  rate 2 count ?-? refill ? cancel ? dripfeed ?")]
    public Task Ids_of_a_catalogue_repeat(string call, string raw, string outcome) => PanelWords.AssertAsync(call, raw, outcome);

    [Fact]
    public async Task A_catalogue_may_take_longer_than_other_answers()
    {
        await using var server = new CannedServer(CannedAnswer.Never);
        var time = new TestTime();
        using var client = server.Client(catalogueTimeout: TimeSpan.FromSeconds(120), time: time);
        var services = client.GetServicesAsync(Token).CountAsync(Token).AsTask();
        var balance = client.GetBalanceAsync(Token);

        time.Advance(TimeSpan.FromSeconds(31));
        Assert.Equal(ErrorId.PanelUnavailable, (await Assert.ThrowsAsync<YallaTakeException>(() => balance)).Id);
        Assert.False(services.IsCompleted);

        await time.PassUntilAsync(services);
        Assert.Equal(ErrorId.PanelUnavailable, (await Assert.ThrowsAsync<YallaTakeException>(() => services)).Id);
    }

    [Theory]
    [InlineData("balance", """{"error":"Invalid API key"}""", "ApiKeyRefused: Invalid API key")]
    [InlineData("balance", """{"status":"error","message":"Invalid API key"}""", "ApiKeyRefused: Invalid API key")]
    [InlineData("balance", """{"status":"error","msg":"Invalid API key"}""", "ApiKeyRefused: Invalid API key")]
    [InlineData("balance", """{"success":false,"message":"Invalid API key"}""", "ApiKeyRefused: Invalid API key")]
    [InlineData("balance", """{"success":false,"error":"Invalid API key"}""", "ApiKeyRefused: Invalid API key")]
    [InlineData("balance", """{"error":{"code":401,"message":"Invalid API key"}}""", "ApiKeyRefused: Invalid API key")]
    [InlineData("balance", """{"error":{"code":"invalid_api_key"}}""", "ApiKeyRefused: invalid_api_key")]
    [InlineData("balance", """{"Error":"Invalid API key"}""", "ApiKeyRefused: Invalid API key")]
    [InlineData("balance", "Invalid API key", "ApiKeyRefused: Invalid API key")]
    [InlineData("balance", """{"error":"Wrong API key"}""", "ApiKeyRefused: Wrong API key")]
    [InlineData("balance", """{"error":"The API key is invalid."}""", "ApiKeyRefused: The API key is invalid.")]
    [InlineData("balance", "\"Invalid API key\"", "ApiKeyRefused: Invalid API key")]
    [InlineData("add", """{"status":"error","message":"You shall not"}""", "PanelError: You shall not")]
    [InlineData("status 1,2", """{"status":"error","message":"You shall not"}""", "1 PanelError: You shall not; 2 PanelError: "
        + "You shall not")]
    [InlineData("services", """{"success":false,"message":"You shall not"}""", "PanelError: You shall not")]
    [InlineData("add", "You shall not", "PanelAnswerUnreadable")]
    public Task Errors_come_in_many_shapes(string call, string raw, string outcome) => PanelWords.AssertAsync(call, raw, outcome);

    [Theory]
    [InlineData("status 1", """{"status":false,"data":{"msg":"Saldo tidak cukup"}}""", "PanelError: Saldo tidak cukup")]
    [InlineData("status 1", """{"status":false,"data":{"msg":"Order not found"}}""", "OrderNotFound: Order not found")]
    [InlineData("status 1", """{"result":false,"message":"Order not found"}""", "OrderNotFound: Order not found")]
    [InlineData("status 1", """{"ok":false,"error":{"message":"Order not found"}}""", "OrderNotFound: Order not found")]
    [InlineData("status 1", """{"errors":["Order not found"]}""", "OrderNotFound: Order not found")]
    [InlineData("status 1", """{"errors":[{"field":"order","message":"Order not found"}]}""", "OrderNotFound: Order not found")]
    [InlineData("status 1", """{"Errors":{"order":["Order not found","Try another"]}}""", "OrderNotFound: Order not found Try another")]
    [InlineData("status 1", """{"message":"Order not found"}""", "OrderNotFound: Order not found")]
    [InlineData("status 1", """{"msg":"This order is not yours"}""", "PanelError: This order is not yours")]
    [InlineData("status 1", """{"Status":"Fail","Msg":"This order is not yours"}""", "PanelError: This order is not yours")]
    [InlineData("status 1", """{"status":"success","message":"Order not found"}""", "OrderNotFound: Order not found")]
    [InlineData("status 1", """{"response":{"status":"error","details":{"reason":"Order not found"}}}""", "OrderNotFound: Order not found")]
    [InlineData("status 1", """[{"error":"Order not found"}]""", "OrderNotFound: Order not found")]
    [InlineData("status 1,2", """[{"error":"Invalid API key"}]""", "ApiKeyRefused: Invalid API key")]
    [InlineData("status 1,2", """{"errors":["Invalid API key"]}""", "ApiKeyRefused: Invalid API key")]
    [InlineData("status 1,2", """{"message":"Invalid API key"}""", "ApiKeyRefused: Invalid API key")]
    [InlineData("status 1,2", """{"status":false,"data":{"msg":"Invalid API key"}}""", "ApiKeyRefused: Invalid API key")]
    [InlineData("status 1", """{"error":"order_missing","message":"We have no such order"}""", "PanelError: order_missing: "
        + "We have no such order")]
    [InlineData("status 1", """{"error":"invalid_api_key","msg":"Ask support for another"}""", "ApiKeyRefused: invalid_api_key: "
        + "Ask support for another")]
    [InlineData("status 1", """{"error":"Forbidden","message":"Sorry, your API key is not valid any more"}""", "ApiKeyRefused: Forbidden: "
        + "Sorry, your API key is not valid any more")]
    [InlineData("status 1", """{"error":"Bad request","message":"Bad request: no id"}""", "PanelError: Bad request: no id")]
    [InlineData("balance", """{"status":false,"data":{"msg":"Invalid API key"}}""", "ApiKeyRefused: Invalid API key")]
    [InlineData("balance", """{"message":"Unauthenticated."}""", "ApiKeyRefused: Unauthenticated.")]
    [InlineData("balance", """{"status":true,"message":"No wallet"}""", "PanelAnswerUnreadable")]
    [InlineData("services", """{"errors":["Invalid API key"]}""", "ApiKeyRefused: Invalid API key")]
    [InlineData("services", """{"message":"No access","errors":{"key":["Invalid API key"]}}""", "ApiKeyRefused: No access: "
        + "Invalid API key")]
    [InlineData("services", """{"message":"Unauthenticated."}""", "ApiKeyRefused: Unauthenticated.")]
    [InlineData("services", """{"status":false,"data":{"msg":"Invalid API key"}}""", "ApiKeyRefused: Invalid API key")]
    [InlineData("refill 5", """{"status":false,"data":{"msg":"Refill is not available"}}""", "RefillRefused: Refill is not available")]
    [InlineData("refill 5", """{"message":"Too old to refill"}""", "PanelError: Too old to refill")]
    [InlineData("refill 5", """{"refill":"Too old to refill"}""", "PanelError: Too old to refill")]
    [InlineData("refill 5", """{"refill":{"message":"Too old to refill"}}""", "PanelError: Too old to refill")]
    [InlineData("refill 5", """{"status":"success","message":"Your refill was taken on"}""", "PanelAnswerUnreadable")]
    [InlineData("refill_status 5", """{"message":"Refill Request Not found"}""", "RefillNotFound: Refill Request Not found")]
    [InlineData("refill_status 5", """{"status":false}""", "PanelError: The request failed, for no reason given.")]
    [InlineData("cancel 5", """{"status":"success","message":"Your request was taken on"}""", "5 requested")]
    [InlineData("cancel 5", """{"success":true}""", "5 requested")]
    [InlineData("cancel 5", """{"success":"Order cannot be cancelled"}""", "CancelRefused: Order cannot be cancelled")]
    [InlineData("cancel 5", """{"message":"Order cannot be cancelled now"}""", "CancelRefused: Order cannot be cancelled now")]
    [InlineData("cancel 5,6", """[{"order":5,"cancel":"Not now"},{"order":6,"cancel":"accepted"}]""", "5 PanelError: Not now; 6 requested")]
    [InlineData("cancel 5,6", """{"5":{"status":false,"data":{"msg":"Cannot cancel"}},"6":{"status":true}}""", "5 CancelRefused: "
        + "Cannot cancel; 6 requested")]
    [InlineData("add", """{"status":false,"data":{"msg":"Saldo tidak cukup"}}""", "PanelError: Saldo tidak cukup")]
    [InlineData("add", """{"result":false,"message":"Not for sale"}""", "PanelError: Not for sale")]
    [InlineData("add", """{"errors":["Not for sale"]}""", "PanelError: Not for sale")]
    [InlineData("add", """{"message":"Sorry: not enough balance, it seems"}""", "InsufficientFunds: Sorry: not enough balance, it seems")]
    [InlineData("add", """[{"error":"Bad link"}]""", "OrderRefused: Bad link")]
    public Task A_refusal_is_one_wherever_its_text_stands(string call, string raw, string outcome) =>
        PanelWords.AssertAsync(call, raw, outcome);

    [Theory]
    [InlineData("balance", """{"message":"Unauthenticated."}""", "ApiKeyRefused: Unauthenticated.", 401)]
    [InlineData("balance", """{"message":"Who are you?"}""", "ApiKeyRefused: Who are you?", 401)]
    [InlineData("balance", "Who are you?", "ApiKeyRefused", 401)]
    [InlineData("balance", "", "ApiKeyRefused", 401)]
    [InlineData("balance", """{"message":"Your country is not served"}""", "PanelError: Your country is not served", 403)]
    [InlineData("services", """{"detail":"Your country is not served"}""", "PanelError: Your country is not served", 403)]
    [InlineData("status 1", """{"message":"No query results","errors":{"order":["The order field is required."]}}""", "PanelError: "
        + "No query results: The order field is required.", 422)]
    [InlineData("status 1", """{"errors":["Order not found"]}""", "OrderNotFound: Order not found", 404)]
    [InlineData("status 1", """["Order not found"]""", "PanelAnswerUnreadable", 404)]
    [InlineData("balance", """{"title":"Method Not Allowed"}""", "PanelError: Method Not Allowed", 405)]
    [InlineData("balance", "", "PanelAnswerUnreadable", 405)]
    [InlineData("balance", """{"status":"error"}""", "PanelAnswerUnreadable", 403)]
    public Task A_refusal_with_an_HTTP_status_is_the_panels_own(string call, string raw, string outcome, int status) =>
        PanelWords.AssertAsync(call, raw, outcome, status);

    [Theory]
    [InlineData("balance", "\n\n\n{\"balance\":\"1\",\"currency\":\"USD\"}", "1 USD")]
    [InlineData("balance", "\uFEFF\uFEFF\n\uFEFF{\"balance\":\"1\",\"currency\":\"USD\"}", "1 USD")]
    [InlineData("balance", "<br />\n<b>Warning</b>:  Undefined array key \"x{y}\" in <b>/var/www/api[2].php</b> on line <b>12</b><br "
        + "/>\n{\"balance\":\"1\",\"currency\":\"USD\"}", "1 USD")]
    [InlineData("balance", "<br />\n<b>Warning</b>:  Undefined array key \"x{y}\" in <b>/var/www/api[2].php</b> on line <b>12</b><br "
        + "/>\n<br />\n<b>Warning</b>:  Undefined array key \"x{y}\" in <b>/var/www/api[2].php</b> on line <b>12</b><br "
            + "/>\n{\"balance\":\"1\",\"currency\":\"USD\"}", "1 USD")]
    [InlineData("balance", "PHP Notice:  Undefined index: a in /var/www/api.php on line 3\nDeprecated: "
        + "b in /x.php on line 4\n{\"balance\":\"1\",\"currency\":\"USD\"}", "1 USD")]
    [InlineData("balance", "PHP Notice:  Undefined index: a in /var/www/api.php on line 3\nDeprecated: "
        + "b in /x.php on line 4\n<br />\n<b>Warning</b>:  Undefined array key \"x{y}\" in <b>/var/www/api[2].php</b> on line <b>12</b><br "
            + "/>\n{\"balance\":\"1\",\"currency\":\"USD\"}", "1 USD")]
    [InlineData("balance", "Warning: something\n{\"balance\":\"1\",\"currency\":\"USD\"}", "1 USD")]
    [InlineData("balance", "<br />\n<b>Warning</b>:  Undefined array key \"x{y}\" in <b>/var/www/api[2].php</b> on line <b>12</b><br "
        + "/>{\"balance\":\"1\",\"currency\":\"USD\"}", "1 USD")]
    [InlineData("services", "\n \n[{\"service\":1,\"rate\":\"1\"}]", "1 ''  rate 1 count ?-? refill ? cancel ? dripfeed ?")]
    [InlineData("services", "\uFEFF\n\uFEFF[{\"service\":1,\"rate\":\"1\"}]", "1 ''  rate 1 count ?-? refill ? cancel ? dripfeed ?")]
    [InlineData("services", "<br />\n<b>Warning</b>:  Undefined array key \"x{y}\" in <b>/var/www/api[2].php</b> on line <b>12</b><br "
        + "/>\n<br />\n<b>Warning</b>:  Undefined array key \"x{y}\" in <b>/var/www/api[2].php</b> on line <b>12</b><br "
            + "/>\n[{\"service\":1,\"rate\":\"1\"}]", "1 ''  rate 1 count ?-? refill ? cancel ? dripfeed ?")]
    [InlineData("services", "PHP Notice:  Undefined index: a in /var/www/api.php on line 3\nDeprecated: "
        + "b in /x.php on line 4\n[{\"service\":1,\"rate\":\"1\"}]", "1 ''  rate 1 count ?-? refill ? cancel ? dripfeed ?")]
    [InlineData("status 1,2", "<br />\n<b>Warning</b>:  Undefined array key \"x{y}\" in <b>/var/www/api[2].php</b> on line <b>12</b><br "
        + "/>\n{\"1\":{\"status\":\"Pending\"},\"2\":{\"status\":\"Partial\"}}", "1 Pending charge ? ? start ? remains ?; "
            + "2 Partial charge ? ? start ? remains ?")]
    [InlineData("cancel 5", "PHP Notice:  Undefined index: a in /var/www/api.php on line 3\nDeprecated: "
        + "b in /x.php on line 4\n[{\"order\":5,\"cancel\":1}]", "5 requested")]
    [InlineData("balance", "<br />\n<b>Warning</b>:  Undefined array key \"x{y}\" in <b>/var/www/api[2].php</b> on line <b>12</b><br "
        + "/>\n{\"error\":\"Invalid API key\"}", "ApiKeyRefused: Invalid API key")]
    [InlineData("balance", "<br />\n<b>Warning</b>:  Undefined array key \"x{y}\" in <b>/var/www/api[2].php</b> on line <b>12</b><br "
        + "/>\n{\"message\":\"Who are you?\"}", "PanelError: Who are you?", 403)]
    [InlineData("add", "\uFEFF\n\n{\"order\":7}", "7")]
    [InlineData("add", "<br />\n<b>Warning</b>:  Undefined array key \"x{y}\" in <b>/var/www/api[2].php</b> on line <b>12</b><br "
        + "/>\n{\"order\":7}", "7")]
    [InlineData("add", "PHP Notice:  Undefined index: a in /var/www/api.php on line 3\nDeprecated: "
        + "b in /x.php on line 4\n{\"order\":\"VEGA123ABC\"}", "VEGA123ABC")]
    [InlineData("balance", "<br />\n<b>Warning</b>:  Undefined array key \"x{y}\" in <b>/var/www/api[2].php</b> on line <b>12</b><br "
        + "/>\n", "PanelAnswerUnreadable")]
    [InlineData("balance", "<html><script>var a = {\"balance\":\"1\"}</script></html>", "PanelAnswerUnreadable")]
    [InlineData("services", "<br />\n<b>Warning</b>:  Undefined array key \"x{y}\" in <b>/var/www/api[2].php</b> on line <b>12</b><br "
        + "/>\n<html></html>", "PanelAnswerUnreadable")]
    public Task What_a_script_lets_slip_before_its_JSON_is_skipped(string call, string raw, string outcome, int status = 200) =>
        PanelWords.AssertAsync(call, raw, outcome, status);

    [Theory]
    [InlineData(
        "services", "[{\"service\":null,\"rate\":\"1\"},{\"service\":1,\"rate\":\"1\"}]",
        "1 ''  rate 1 count ?-? refill ? cancel ? dripfeed ?")]
    [InlineData(
        "services", "[{\"service\":\"\",\"rate\":\"1\"},{\"service\":1,\"rate\":\"1\"}]",
        "1 ''  rate 1 count ?-? refill ? cancel ? dripfeed ?")]
    [InlineData("services", "[{\"rate\":\"1\"},{\"service\":1,\"rate\":\"1\"}]", "1 ''  rate 1 count ?-? refill ? cancel ? dripfeed ?")]
    [InlineData("services", "[{\"service\":2},{\"service\":1,\"rate\":\"1\"}]", "1 ''  rate 1 count ?-? refill ? cancel ? dripfeed ?")]
    [InlineData(
        "services",
        "[{\"service\":2,\"rate\":null},{\"service\":1,\"rate\":\"1\"}]", "1 ''  rate 1 count ?-? refill ? cancel ? dripfeed ?")]
    [InlineData(
        "services",
        "[{\"service\":2,\"rate\":\"\"},{\"service\":1,\"rate\":\"1\"}]", "1 ''  rate 1 count ?-? refill ? cancel ? dripfeed ?")]
    [InlineData(
        "services", "[{\"service\":2,\"rate\":\"$1.50\"},{\"service\":1,\"rate\":\"1\"}]",
        "1 ''  rate 1 count ?-? refill ? cancel ? dripfeed ?")]
    [InlineData(
        "services", "[{\"service\":2,\"rate\":\"1,5\"},{\"service\":1,\"rate\":\"1\"}]",
        "1 ''  rate 1 count ?-? refill ? cancel ? dripfeed ?")]
    [InlineData(
        "services", "[{\"service\":2,\"rate\":\"free\"},{\"service\":1,\"rate\":\"1\"}]",
        "1 ''  rate 1 count ?-? refill ? cancel ? dripfeed ?")]
    [InlineData(
        "services", "[{\"service\":2,\"rate\":\"1\",\"rate\":\"2\"},{\"service\":1,\"rate\":\"1\"}]",
        "1 ''  rate 1 count ?-? refill ? cancel ? dripfeed ?")]
    [InlineData(
        "services", "[{\"service\":2,\"rate\":{\"usd\":\"1\"}},{\"service\":1,\"rate\":\"1\"}]",
        "1 ''  rate 1 count ?-? refill ? cancel ? dripfeed ?")]
    [InlineData("services", "[null,{\"service\":1,\"rate\":\"1\"}]", "1 ''  rate 1 count ?-? refill ? cancel ? dripfeed ?")]
    [InlineData("services", "[7,{\"service\":1,\"rate\":\"1\"}]", "1 ''  rate 1 count ?-? refill ? cancel ? dripfeed ?")]
    [InlineData("services", "[[2],{\"service\":1,\"rate\":\"1\"}]", "1 ''  rate 1 count ?-? refill ? cancel ? dripfeed ?")]
    [InlineData(
        "services", "{\"data\":[{\"service\":1,\"rate\":\"1\"},{\"service\":2,\"rate\":\"1,5\"}]}",
        "1 ''  rate 1 count ?-? refill ? cancel ? dripfeed ?")]
    [InlineData("services", "[{\"Service\":1,\"Rate\":\"1\",\"NAME\":\"Likes\"}]", "1 'Likes'  rate 1 count ?-? refill ? cancel ? dripfeed "
        + "?")]
    [InlineData("services", "[{\"service\":2,\"rate\":\"1,5\"}]", "PanelAnswerUnreadable")]
    [InlineData(
        "status 1,2", "{\"1\":{\"status\":\"Partial\",\"charge\":\"1,5\"},\"2\":{\"status\":\"Partial\",\"charge\":\"1.5\"}}",
        "1 PanelAnswerUnreadable; 2 Partial charge 1.5 ? start ? remains ?")]
    [InlineData("status 1,2", "{\"1\":null,\"2\":{\"status\":\"Partial\"}}", "1 PanelAnswerUnreadable; "
        + "2 Partial charge ? ? start ? remains ?")]
    [InlineData("status 1,2", "[{\"order\":1},7,{\"order\":2,\"status\":\"Partial\"}]", "1 PanelAnswerUnreadable; "
        + "2 Partial charge ? ? start ? remains ?")]
    public Task One_bad_part_spoils_nothing(string call, string raw, string outcome) => PanelWords.AssertAsync(call, raw, outcome);

    [Theory]
    [InlineData("balance", """{"balance":"100.84292","currency":"USD"}""", "100.84292 USD")]
    [InlineData("balance", """{"balance":100.84292,"currency":"USD"}""", "100.84292 USD")]
    [InlineData("balance", """{"balance":"1,234.50000","currency":"USD"}""", "1234.50000 USD")]
    [InlineData("balance", """{"balance":0.1,"currency":"USD"}""", "0.1 USD")]
    [InlineData("balance", """{"balance":"1,5","currency":"USD"}""", "PanelAnswerUnreadable")]
    [InlineData("balance", """{"balance":"1.234,50","currency":"USD"}""", "PanelAnswerUnreadable")]
    [InlineData("status 1", """{"status":"Partial","charge":"1,5"}""", "PanelAnswerUnreadable")]
    [InlineData("status 1,2", """{"1":{"status":"Partial","charge":"1,5"},"2":{"status":"Partial","charge":"1.5"}}""", "1 "
        + "PanelAnswerUnreadable; 2 Partial charge 1.5 ? start ? remains ?")]
    [InlineData("services", """[{"service":1,"rate":"1,5"}]""", "PanelAnswerUnreadable")]
    public Task Numbers_come_as_texts_numbers_and_with_commas(string call, string raw, string outcome) =>
        PanelWords.AssertAsync(call, raw, outcome);

    [Theory]
    [InlineData("add", """{"order":23501}""", "23501")]
    [InlineData("add", """{"order":"23501"}""", "23501")]
    [InlineData("services", """[{"service":"7","rate":"1"}]""", "7 ''  rate 1 count ?-? refill ? cancel ? dripfeed ?")]
    [InlineData("refill 5", """{"refill":"1"}""", "5 refill 1")]
    [InlineData("refill 5", """{"refill":1}""", "5 refill 1")]
    [InlineData("refill 5,6", """[{"order":"5","refill":"1"},{"order":6,"refill":2}]""", "5 refill 1; 6 refill 2")]
    [InlineData(
        "refill_status 1,2", """[{"refill":"1","status":"Completed"},{"refill":2,"status":"Rejected"}]""", "1 Completed; 2 Rejected")]
    [InlineData("add", """{"success":true,"order":"VEGA123ABC"}""", "VEGA123ABC")]
    [InlineData("add", """{"order":"507f1f77bcf86cd799439011"}""", "507f1f77bcf86cd799439011")]
    [InlineData("services", """[{"service":"ig-1","rate":"1"}]""", "ig-1 ''  rate 1 count ?-? refill ? cancel ? dripfeed ?")]
    [InlineData("refill 5", """{"refill":"d458005f6fc6"}""", "5 refill d458005f6fc6")]
    [InlineData("refill a1,6", """[{"order":"6","refill":"r2"},{"order":"a1","refill":"r1"}]""", "a1 refill r1; 6 refill r2")]
    [InlineData(
        "refill_status r1,2", """[{"refill":"2","status":"Completed"},{"refill":"r1","status":"Rejected"}]""", "r1 Rejected; 2 Completed")]
    [InlineData("cancel a1,6", """[{"order":6,"cancel":1},{"order":"a1","cancel":1}]""", "a1 requested; 6 requested")]
    [InlineData("status a1,007", """{"007":{"status":"Partial"},"a1":{"error":"Incorrect order ID"}}""", "a1 OrderNotFound: "
        + "Incorrect order ID; 007 Partial charge ? ? start ? remains ?")]
    public Task Ids_come_as_numbers_and_as_texts(string call, string raw, string outcome) => PanelWords.AssertAsync(call, raw, outcome);

    [Theory]
    [InlineData("add", """{"order_id":23501}""", "23501")]
    [InlineData("add", """{"id":"VEGA123ABC"}""", "VEGA123ABC")]
    [InlineData("add", """{"status":"success","data":{"order":23501}}""", "23501")]
    [InlineData("add", """{"success":true,"data":{"id":23501}}""", "23501")]
    [InlineData("add", """{"orderId":"23501"}""", "23501")]
    [InlineData("add", """{"Order ID":23501}""", "23501")]
    [InlineData("add", """{"status":1,"data":{"order_id":23501}}""", "23501")]
    [InlineData("add", """{"status":1,"data":{"order_id":23501,"id":7}}""", "PanelAnswerUnreadable")]
    [InlineData("add", """{"error":"Bad link","order":23501}""", "23501")]
    [InlineData("add", """{"error":"Bad link","id":23501}""", "OrderRefused: Bad link")]
    public Task The_id_of_an_order_goes_by_several_names(string call, string raw, string outcome) =>
        PanelWords.AssertAsync(call, raw, outcome);

    [Theory]
    [InlineData("services", """[{"service":1,"rate":"1","refill":true,"cancel":false,"dripfeed":true}]""", "1 ''  rate 1 count ?-? refill "
        + "True cancel False dripfeed True")]
    [InlineData("services", """[{"service":1,"rate":"1","refill":"1","cancel":"0","dripfeed":"1"}]""", "1 ''  rate 1 count ?-? refill True "
        + "cancel False dripfeed True")]
    [InlineData("services", """[{"service":1,"rate":"1","refill":1,"cancel":0,"dripfeed":1}]""", "1 ''  rate 1 count ?-? refill True "
        + "cancel False dripfeed True")]
    [InlineData("services", """[{"service":1,"rate":"1"}]""", "1 ''  rate 1 count ?-? refill ? cancel ? dripfeed ?")]
    public Task A_flag_that_is_missing_is_unknown(string call, string raw, string outcome) => PanelWords.AssertAsync(call, raw, outcome);

    [Theory]
    [InlineData("services", """[{"service":1,"rate":"1","min":"10","max":"2147483647"}]""", "1 ''  rate 1 count 10-2147483647 refill ? "
        + "cancel ? dripfeed ?")]
    [InlineData("services", """[{"service":1,"rate":"1","min":10,"max":9000000000}]""", "1 ''  rate 1 count 10-9000000000 refill ? cancel "
        + "? dripfeed ?")]
    [InlineData("services", """[{"service":1,"rate":"1","min":"1,000","max":99999999999999999999}]""", "1 ''  rate 1 count 1000-? refill ? "
        + "cancel ? dripfeed ?")]
    public Task Limits_go_past_the_usual_integers(string call, string raw, string outcome) => PanelWords.AssertAsync(call, raw, outcome);

    [Theory]
    [InlineData(
        "services",
        """[{"service":1,"rate":"1","name":"Likes","desc":"D","average_time":"1 hour","note":null,"translations":{"ar":{"name":"x"}}"""
        + ""","tags":[[1],{}]}]""",
        "1 'Likes'  rate 1 count ?-? refill ? cancel ? dripfeed ? average_time=1 hour")]
    [InlineData("status 1", """{"status":"Pending","note":{"a":[1]},"link":"x"}""", "1 Pending charge ? ? start ? remains ? link=x")]
    [InlineData("balance", """{"balance":"1","user":{"name":"x"}}""", "1 ?")]
    [InlineData("add", """{"status":"success","order":5,"charge":"1,5"}""", "5")]
    public Task Fields_that_are_not_known_are_kept_and_harm_nothing(string call, string raw, string outcome) =>
        PanelWords.AssertAsync(call, raw, outcome);

    [Theory]
    [InlineData("custom_comments", "Custom Comments")]
    [InlineData("default", "Default")]
    [InlineData("CUSTOM COMMENTS PACKAGE", "Custom Comments Package")]
    [InlineData("Horoscopes", null)]
    public async Task A_type_is_kept_as_it_came_and_known_in_any_spelling(string word, string? type)
    {
        await using var server = new CannedServer(CannedAnswer.Of($$"""[{"service":1,"rate":"1","type":"{{word}}"}]"""));
        using var client = server.Client();

        var service = await client.GetServicesAsync(Token).SingleAsync(Token);

        Assert.Equal((word, type), (service.Type, ServiceType.Find(service.Type)?.Name));
    }

    [Theory]
    [InlineData("services", "[]", "")]
    [InlineData("services", """{"status":"success","data":"Empty Data"}""", "")]
    [InlineData("services", """{"services":[{"service":1,"rate":"1"}]}""", "1 ''  rate 1 count ?-? refill ? cancel ? dripfeed ?")]
    [InlineData("services", """{"status":"success","data":[{"service":1,"rate":"1"}],"total":1}""", "1 ''  rate 1 count ?-? refill ? "
        + "cancel ? dripfeed ?")]
    public Task A_catalogue_is_empty_or_wrapped(string call, string raw, string outcome) => PanelWords.AssertAsync(call, raw, outcome);

    [Theory]
    [InlineData("refill 5", """{"error":"Refill is not available"}""", "RefillRefused: Refill is not available")]
    [InlineData("refill 5", """{"refill":{"error":"Refill is not available"}}""", "RefillRefused: Refill is not available")]
    [InlineData("refill 5", """{"refill":"Refill already requested"}""", "RefillRefused: Refill already requested")]
    [InlineData("refill 5", """[{"order":5,"refill":9}]""", "5 refill 9")]
    [InlineData("refill 5,6", """[{"order":5,"refill":1},{"order":6,"refill":{"error":"Incorrect order ID"}}]""", "5 refill 1; "
        + "6 OrderNotFound: Incorrect order ID")]
    [InlineData("refill 5,6", """[{"order":5,"refill":1},{"order":6,"error":"Incorrect order ID"}]""", "5 refill 1; 6 OrderNotFound: "
        + "Incorrect order ID")]
    [InlineData("refill 5,6", """[{"order":5,"refill":1}]""", "5 refill 1; 6 PanelAnswerUnreadable")]
    [InlineData("refill 5", """{"refill":"0"}""", "PanelAnswerUnreadable")]
    [InlineData("refill 5", """{"refill":true}""", "PanelAnswerUnreadable")]
    [InlineData("refill 1,2,3", """{"success":true,"data":{"1":{"refill":7},"2":{"refill":8}},"errors":{"3":"Incorrect order ID"}}""",
        "1 refill 7; 2 refill 8; 3 OrderNotFound: Incorrect order ID")]
    [InlineData("refill 1,2", """{"success":true,"data":{"1":{"refill":7}},"errors":{"2":"Incorrect order ID"}}""",
        "1 refill 7; 2 OrderNotFound: Incorrect order ID")]
    [InlineData("refill 1,2", """{"data":{"1":{"refill":7}},"errors":["Order 2 not found"]}""", "1 refill 7; 2 PanelAnswerUnreadable")]
    [InlineData(
        "refill 1,2,3", """{"refills":[{"order":1,"refill":7},{"order":2,"refill":8}],"errors":["Order 3 not found"]}""",
        "1 refill 7; 2 refill 8; 3 PanelAnswerUnreadable")]
    public Task Refills_fail_at_three_places_or_are_left_out(string call, string raw, string outcome) =>
        PanelWords.AssertAsync(call, raw, outcome);

    [Theory]
    [InlineData("cancel 5", """[{"order":5,"cancel":1}]""", "5 requested")]
    [InlineData("cancel 5", """[{"order":5,"cancel":true}]""", "5 requested")]
    [InlineData("cancel 5", """[{"order":5,"cancel":"1"}]""", "5 requested")]
    [InlineData("cancel 5", """[{"order":5,"cancel":1001}]""", "5 requested")]
    [InlineData("cancel 5", """[{"order":5,"cancel":{"error":"Cannot cancel"}}]""", "CancelRefused: Cannot cancel")]
    [InlineData("cancel 5", """[{"order":5,"error":"Cannot cancel"}]""", "CancelRefused: Cannot cancel")]
    [InlineData("cancel 5,6", """{"5":1,"6":{"error":"Cannot cancel"}}""", "5 requested; 6 CancelRefused: Cannot cancel")]
    [InlineData("cancel 5,6", """{"5":{"cancel":1001},"6":{"success":"Cancel request is accepted"}}""", "5 requested; 6 requested")]
    [InlineData("cancel 5", """{"success":"Cancel request is accepted"}""", "5 requested")]
    [InlineData("cancel 5,6", """{"success":"Cancel request is accepted"}""", "5 PanelAnswerUnreadable; 6 PanelAnswerUnreadable")]
    [InlineData("cancel 5", """[{"order":5,"cancel":0}]""", "PanelAnswerUnreadable")]
    [InlineData("cancel 5", """{"order":5,"canceled":true}""", "5 requested")]
    [InlineData("cancel 5", """{"canceled":1}""", "5 requested")]
    [InlineData("cancel 5,6", "[5,6]", "5 PanelAnswerUnreadable; 6 PanelAnswerUnreadable")]
    [InlineData("cancel 1,6", """{"1":1,"6":6}""", "1 requested; 6 PanelAnswerUnreadable")]
    [InlineData("cancel 5", """{"cancelled":true}""", "5 requested")]
    [InlineData("cancel 5,6", """[{"order":5,"canceled":true},{"order":6,"canceled":false}]""", "5 requested; 6 PanelAnswerUnreadable")]
    [InlineData("cancel 5", """{"success":"Unable to cancel"}""", "PanelAnswerUnreadable")]
    [InlineData("cancel 5", """{"success":"No order was cancelled"}""", "PanelAnswerUnreadable")]
    [InlineData("cancel 5", """{"success":"Order already completed, can not cancel"}""", "PanelAnswerUnreadable")]
    [InlineData("cancel 5", """{"success":true,"message":"Order could not be cancelled"}""", "PanelAnswerUnreadable")]
    public Task Cancellations_come_in_many_words(string call, string raw, string outcome) => PanelWords.AssertAsync(call, raw, outcome);

    [Theory]
    [InlineData("add", """{"status":"success"}""", "PanelAnswerUnreadable")]
    [InlineData("add", """{"order":0}""", "PanelAnswerUnreadable")]
    [InlineData("add", """{"order":"٢٣"}""", "PanelAnswerUnreadable")]
    [InlineData("add", """{"order":null}""", "PanelAnswerUnreadable")]
    [InlineData("add", "[]", "PanelAnswerUnreadable")]
    [InlineData("add", "OK", "PanelAnswerUnreadable")]
    [InlineData("add", """{"order":235""", "PanelAnswerUnreadable")]
    public async Task An_order_without_an_id_is_an_open_question(string call, string raw, string outcome)
    {
        await PanelWords.AssertAsync(call, raw, outcome);
        await using var server = new CannedServer(CannedAnswer.Of(raw));
        using var client = server.Client();

        Assert.Equal(OutcomeKind.Unknown, (await client.AddAsync(new OrderRequest(7, []), Token)).Kind);
    }

    [Theory]
    [InlineData("balance", """{"balance":"1","currency":"KEY","request":{"key":"KEY"}}""", "1 ***")]
    [InlineData("services", """[{"service":1,"rate":"1","name":"KEY"}]""", "1 '***'  rate 1 count ?-? refill ? cancel ? dripfeed ?")]
    [InlineData("add", """{"error":"No such user KEY"}""", "PanelError: No such user ***")]
    public Task An_echo_of_the_key_is_struck_out(string call, string raw, string outcome) =>
        PanelWords.AssertAsync(call, raw.Replace("KEY", Keys.Plain, StringComparison.Ordinal), outcome);

    [Theory]
    [InlineData(
        "ask", """{"order":5,"price":1.50,"at":"2026-01-01T00:00:00Z","by":["007",007,12e4]}""",
        """{"order":5,"price":1.50,"at":"2026-01-01T00:00:00Z","by":["007","007","12e4"]}""")]
    [InlineData("ask", """[{"order":5,"error":"Too late"},{"order":6}]""", """[{"order":5,"error":"Too late"},{"order":6}]""")]
    [InlineData("ask", """{"order":5,"status":"Error","charge":"1"}""", """{"order":5,"status":"Error","charge":"1"}""")]
    [InlineData("ask", "\uFEFF[]", "[]")]
    [InlineData("ask", "true", "true")]
    [InlineData("ask", "null", "PanelAnswerUnreadable")]
    [InlineData("ask", "OK", "PanelAnswerUnreadable")]
    [InlineData("ask", """{"a":1,"a":2}""", "PanelAnswerUnreadable")]
    [InlineData("ask", "\"Invalid action\"", "PanelError: Invalid action")]
    [InlineData("ask", """{"status":false,"data":{"msg":"Too late"}}""", "PanelError: Too late")]
    [InlineData("ask", """{"message":"Too late"}""", "PanelError: Too late", 422)]
    public Task An_action_that_nobody_knows_answers_as_it_likes(string call, string raw, string outcome, int status = 200) =>
        PanelWords.AssertAsync(call, raw, outcome, status);
}
