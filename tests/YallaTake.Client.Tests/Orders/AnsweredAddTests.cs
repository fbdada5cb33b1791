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
    [InlineData("timeout")]
    [InlineData("Request timed-out")]
    [InlineData("cURL error 28: Operation timed out after 10001 milliseconds")]
    [InlineData("Internal server error")]
    [InlineData("INTERNAL_ERROR")]
    [InlineData("Something went wrong, please try again later")]
    [InlineData("SQLSTATE[40001]: Serialization failure")]
    [InlineData("Deadlock found when trying to get lock")]
    [InlineData("Lock wait exceeded")]
    [InlineData("Duplicate order")]
    [InlineData("Order already exists")]
    [InlineData("This order exists")]
    [InlineData("Gateway timeout")]
    [InlineData("Gateway Time-out. Bad link")]
    [InlineData("Invalid API key: temporary problem")]
    [InlineData("Not enough funds on balance, or a connection error")]
    [InlineData("Service temporarily unavailable")]
    [InlineData("We are under maintenance")]
    [InlineData("Server is busy")]
    [InlineData("The provider does not respond; provider not responding")]
    [InlineData("An error occurred")]
    [InlineData("Unknown error")]
    [InlineData("Unexpected response")]
    [InlineData("Fatal error: Uncaught Exception")]
    [InlineData("Undefined offset: 3")]
    [InlineData("HTTP 502")]
    [InlineData("Error code: 504")]
    [InlineData("Error")]
    [InlineData("Failed!")]
    [InlineData("ETIMEDOUT")]
    [InlineData("read ECONNRESET")]
    [InlineData("Please submit it again")]
    [InlineData("Maximum execution time of 30 seconds exceeded")]
    [InlineData("Integrity constraint violation")]
    [InlineData("The order may have been created")]
    [InlineData("Failed to create the order")]
    [InlineData("Your order is being processed")]
    [InlineData("Rate limit exceeded, slow down")]
    [InlineData("Order 55: Too many requests")]
    [InlineData("Error: You have active order with this link")]
    [InlineData("Tiempo de espera agotado")]
    [InlineData("Inténtelo de nuevo más tarde")]
    [InlineData("Erro interno. Tente novamente")]
    [InlineData("Silakan coba lagi")]
    [InlineData("Lütfen tekrar deneyin")]
    [InlineData("Zaman aşımı")]
    [InlineData("Повторите попытку позже")]
    [InlineData("ОШИБКА СЕРВЕРА")]
    [InlineData("Превышен тайм-аут")]
    [InlineData("请稍后重试")]
    [InlineData("Ошибка")]
    [InlineData("Hata")]
    [InlineData("Erro")]
    [InlineData("Fehler!")]
    [InlineData("Erreur")]
    [InlineData("Lỗi")]
    [InlineData("Błąd")]
    [InlineData("خطأ")]
    [InlineData("Помилка.")]
    [InlineData("Error de sistema")]
    [InlineData("Sistem hatası")]
    [InlineData("Bir sorun oluştu")]
    [InlineData("Có lỗi xảy ra")]
    [InlineData("Thất bại")]
    [InlineData("Сервис не отвечает")]
    [InlineData("Нет ответа")]
    [InlineData("Что-то сломалось")]
    [InlineData("Insert error")]
    [InlineData("Process error")]
    [InlineData("API not working")]
    [InlineData("Cannot send order to API")]
    [InlineData("Please contact support")]
    [InlineData("SMTP connect() failed")]
    [InlineData("Failed sending email")]
    [InlineData("Empty reply from server")]
    [InlineData("transfer closed with outstanding read data remaining")]
    [InlineData("transfer closed with 25 bytes remaining to read")]
    [InlineData("HTTP/2 stream 1 was not closed cleanly: PROTOCOL_ERROR (err 1)")]
    [InlineData("Error in the HTTP2 framing layer")]
    [InlineData("Failed writing body (0 != 25)")]
    [InlineData("Failed sending data to the peer")]
    [InlineData("Weird server reply")]
    [InlineData("Transferred a partial file")]
    [InlineData("Server returned nothing (no headers, no data)")]
    [InlineData("The requested URL returned error: 404")]
    [InlineData("Maximum (10) redirects followed")]
    [InlineData("Number of redirects hit maximum amount")]
    [InlineData("Operation too slow. Less than 1 bytes/sec transferred the last 30 seconds")]
    [InlineData("Malformed encoding found in chunked-encoding")]
    [InlineData("Unrecognized or bad HTTP Content or Transfer-Encoding")]
    [InlineData("Received HTTP/0.9 when not allowed")]
    [InlineData("Unrecoverable error in select/poll")]
    [InlineData("Requested range was not delivered by the server")]
    [InlineData("fetch failed")]
    [InlineData("Premature close")]
    [InlineData("terminated")]
    [InlineData("write EPIPE")]
    [InlineData("socket hang up")]
    [InlineData("getaddrinfo ENOTFOUND api.example")]
    [InlineData("other side closed")]
    [InlineData("order.getId is not a function")]
    [InlineData("A task was canceled.")]
    [InlineData("The operation was cancelled.")]
    [InlineData("Object reference not set to an instance of an object.")]
    [InlineData("Sequence contains no elements")]
    [InlineData("Input string was not in a correct format.")]
    [InlineData("context canceled")]
    [InlineData("context deadline exceeded")]
    [InlineData("unexpected EOF")]
    [InlineData("use of closed network connection")]
    [InlineData("invalid character '<' looking for beginning of value")]
    [InlineData("Server disconnected")]
    [InlineData("Expecting value: line 1 column 1 (char 0)")]
    [InlineData("list index out of range")]
    [InlineData("string indices must be integers")]
    [InlineData("KeyError: 'order'")]
    [InlineData("'order'")]
    [InlineData("JSONDecodeError")]
    [InlineData("'str' object has no attribute 'get'")]
    [InlineData("Max retries exceeded")]
    [InlineData("IncompleteRead(0 bytes read)")]
    [InlineData("Call to a member function getId() on bool")]
    [InlineData("Trying to get property 'id' of non-object")]
    [InlineData("Trying to access array offset on value of type bool")]
    [InlineData("Undefined index: order")]
    [InlineData("Undefined array key")]
    [InlineData("Array to string conversion")]
    [InlineData("Data too long for column 'link' at row 1")]
    [InlineData("Incorrect string value: 'x' for column 'link'")]
    [InlineData("Out of range value for column 'quantity'")]
    [InlineData("MySQL server has gone away")]
    [InlineData("Malformed UTF-8 characters, possibly incorrectly encoded")]
    [InlineData("Page Expired")]
    [InlineData("CSRF token mismatch.")]
    [InlineData("Error saving order")]
    [InlineData("Error creating order")]
    [InlineData("Error processing order")]
    [InlineData("Error during checkout")]
    [InlineData("Processing error")]
    [InlineData("System error")]
    [InlineData("Error #28")]
    [InlineData("Error code: 28")]
    [InlineData("err 52")]
    [InlineData("Invalid JSON")]
    [InlineData("Empty JSON returned")]
    [InlineData("API returned empty string")]
    [InlineData("Order not confirmed")]
    [InlineData("The order was not saved")]
    [InlineData("Something is wrong")]
    [InlineData("Server unreachable")]
    [InlineData("Przekroczono limit czasu")]
    [InlineData("Spróbuj ponownie")]
    [InlineData("Błąd połączenia")]
    [InlineData("Tempo scaduto")]
    [InlineData("Tentativo fallito, riprovare")]
    [InlineData("Une erreur est survenue")]
    [InlineData("Délai dépassé")]
    [InlineData("Fehler aufgetreten")]
    [InlineData("Er is een fout opgetreden")]
    [InlineData("Error al crear la orden")]
    [InlineData("Erro ao criar o pedido")]
    [InlineData("Terjadi masalah")]
    [InlineData("Đã xảy ra lỗi")]
    [InlineData("Ошибка при создании заказа")]
    [InlineData("Сталася помилка")]
    [InlineData("เกิดข้อผิดพลาด")]
    [InlineData("伺服器逾時")]
    [InlineData("請稍後再試")]
    [InlineData("網路連線失敗")]
    [InlineData("サーバーに接続できません")]
    [InlineData("서버 연결 실패")]
    [InlineData("حدث خطأ غير متوقع")]
    [InlineData("त्रुटि हुई, पुनः प्रयास करें")]
    [InlineData("\\uD800 half a letter, try again")]
    public void A_refusal_that_sounds_like_an_accident_leaves_the_order_open(string text)
    {
        foreach (var status in new[] { 200, 400, 401, 403, 422 })
        {
            AssertUnknown(status, $$"""{"error":"{{text}}"}""");
            AssertUnknown(
                status,
                $$"""{"status":"error","message":"{{text.ToUpperInvariant().Replace("\\UD", "\\uD", StringComparison.Ordinal)}}"}""");
            AssertUnknown(status, $$"""{"error":"Bad link","debug":[{"text":"{{text}}"}]}""");
            AssertUnknown(status, text);
        }
    }

    [Theory]
    [InlineData("Service is closed")]
    [InlineData("Your account was terminated")]
    [InlineData("Orders for this service are terminated")]
    [InlineData("This service was canceled")]
    [InlineData("Link error")]
    [InlineData("Error in the link")]
    [InlineData("Error 7: Bad link")]
    [InlineData("Quantity is out of range")]
    [InlineData("The link must be of a public post")]
    [InlineData("Empty link")]
    [InlineData("Invalid URL")]
    [InlineData("Your balance is too low")]
    [InlineData("Minimum order 100")]
    [InlineData("Private accounts are not accepted")]
    [InlineData("No active subscription")]
    [InlineData("Wrong number of comments")]
    [InlineData("Hispanic followers are sold out")]
    [InlineData("Only for skilled resellers")]
    [InlineData("Saldo insuficiente")]
    [InlineData("Przekroczono dzienny limit")]
    [InlineData("Nieprawidłowy link")]
    [InlineData("Link non valido")]
    [InlineData("ลิงก์ไม่ถูกต้อง")]
    [InlineData("餘額不足")]
    public void A_refusal_with_a_plain_reason_is_none_of_them(string text)
    {
        foreach (var status in new[] { 200, 400 })
            Assert.Equal(OutcomeKind.Rejected, AnsweredAdd.Outcome(status, $$"""{"error":"{{text}}"}""", Order).Kind);
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
    [InlineData("""{"error":"Rate limit exceeded","order_number":5001}""")]
    public void A_refusal_beside_what_may_be_an_orders_id_leaves_the_order_open(string body)
    {
        foreach (var status in new[] { 200, 400, 429 })
            AssertUnknown(status, body);
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
    public void A_refusal_that_says_no_yes_and_names_no_order_is_plain(string body) =>
        Assert.Equal(OutcomeKind.Rejected, AnsweredAdd.Outcome(200, body, Order).Kind);

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

    [Fact]
    public void The_key_is_struck_out_of_what_is_quoted()
    {
        using var key = new RevealedKey(Keys.Plain.ToCharArray());
        string[] bodies = [$$"""{"error":"No such user {{Keys.Plain}}"}""", Keys.Plain + " is wrong", $$"""{"order":"{{Keys.Plain}}"}"""];
        foreach (var body in bodies)
            Assert.DoesNotContain(Keys.Plain, AnsweredAdd.Outcome(200, body, Order, key).ToString(), StringComparison.Ordinal);
    }

    private static void AssertUnknown(int status, string body)
    {
        var outcome = AnsweredAdd.Outcome(status, body, Order);

        Assert.True(outcome is { Kind: OutcomeKind.Unknown, MayRepeat: false, Failure: not null }, $"HTTP {status} {body}: {outcome}");
    }
}
