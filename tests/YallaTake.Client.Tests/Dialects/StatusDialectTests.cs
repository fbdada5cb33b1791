namespace YallaTake;

/// <summary>The ways in which panels tell the statuses of orders, and whose status a word is.</summary>
/// <remarks>Rows as in <see cref="DialectTests"/>.</remarks>
public sealed class StatusDialectTests
{
    [Theory]
    [InlineData("status 1", """{"charge":"0.27819","start_count":"3572","status":"Partial","remains":"157","currency":"USD"}""", "1 "
        + "Partial charge 0.27819 USD start 3572 remains 157")]
    [InlineData("status 1", """{"charge":0.27819,"start_count":null,"status":"Partial","remains":157}""", "1 Partial charge 0.27819 ? "
        + "start ? remains 157")]
    [InlineData("status 1", """{"charge":null,"start_count":"","status":"Pending","remains":null,"currency":""}""", "1 Pending charge ? ? "
        + "start ? remains ?")]
    [InlineData("status 1", """{"charge":"","status":"Fermé","remains":"unknown","extra":[1]}""", "1 Fermé charge ? ? start ? remains ?")]
    [InlineData("status 1", "{}", "PanelAnswerUnreadable")]
    public Task A_status_leaves_things_out(string call, string raw, string outcome) => PanelWords.AssertAsync(call, raw, outcome);

    [Theory]
    [InlineData("status 3,1,2", """{"1":{"status":"A"},"2":{"status":"B"},"3":{"status":"C"}}""", "3 C charge ? ? start ? remains ?; "
        + "1 A charge ? ? start ? remains ?; 2 B charge ? ? start ? remains ?")]
    [InlineData("status 3,1", """[{"order":"1","status":"A"},{"order":3,"status":"C"}]""", "3 C charge ? ? start ? remains ?; "
        + "1 A charge ? ? start ? remains ?")]
    [InlineData("status 3,1", """[{"status":"C"},{"status":"A"}]""", "3 C charge ? ? start ? remains ?; 1 A charge ? ? start ? remains ?")]
    [InlineData("status 3,1", """[{"status":"C"}]""", "3 PanelAnswerUnreadable; 1 PanelAnswerUnreadable")]
    [InlineData("status 3,1", """[{"order":"x","status":"C"},{"order":"y","status":"A"}]""", "3 PanelAnswerUnreadable; "
        + "1 PanelAnswerUnreadable")]
    [InlineData("status 3,1", """[{"order":7,"status":"C"},{"order":8,"status":"A"}]""", "3 PanelAnswerUnreadable; "
        + "1 PanelAnswerUnreadable")]
    [InlineData("status 3,1", "[]", "3 PanelAnswerUnreadable; 1 PanelAnswerUnreadable")]
    [InlineData("status 3,1", """{"3":{"status":"C"},"1":{"error":"Incorrect order ID"}}""", "3 C charge ? ? start ? remains ?; "
        + "1 OrderNotFound: Incorrect order ID")]
    [InlineData("status 3,1", """{"3":{"status":"C"},"1":"Incorrect order ID"}""", "3 C charge ? ? start ? remains ?; 1 OrderNotFound: "
        + "Incorrect order ID")]
    [InlineData("status 3", """{"status":"C"}""", "3 C charge ? ? start ? remains ?")]
    [InlineData("status 3", """{"3":{"status":"C"}}""", "3 C charge ? ? start ? remains ?")]
    [InlineData("status 3", """[{"status":"C"}]""", "3 C charge ? ? start ? remains ?")]
    [InlineData("status 3", """{"order":4,"status":"C"}""", "PanelAnswerUnreadable")]
    [InlineData("status 3", "[]", "PanelAnswerUnreadable")]
    [InlineData("refill_status 2,1", """{"1":{"status":"Completed"},"2":{"status":"Pending"}}""", "2 Pending; 1 Completed")]
    [InlineData("refill_status 2,1", """[{"refill":1,"status":{"error":"Refill not found"}},{"refill":2,"status":"Pending"}]""", "2 "
        + "Pending; 1 RefillNotFound: Refill not found")]
    public Task Many_statuses_come_in_many_shapes(string call, string raw, string outcome) => PanelWords.AssertAsync(call, raw, outcome);

    [Theory]
    [InlineData("status 5001,5002", """[{"order_id":5002,"status":"Completed"},{"order_id":5001,"status":"Canceled"}]""", "5001 Canceled "
        + "charge ? ? start ? remains ?; 5002 Completed charge ? ? start ? remains ?")]
    [InlineData("status 5001,5002", """[{"id":"5002","status":"Completed"},{"id":"5001","status":"Canceled"}]""", "5001 Canceled charge ? "
        + "? start ? remains ?; 5002 Completed charge ? ? start ? remains ?")]
    [InlineData("status 5001,5002", """[{"OrderId":5002,"Status":"Completed"},{"OrderId":5001,"Status":"Canceled"}]""", "5001 Canceled "
        + "charge ? ? start ? remains ?; 5002 Completed charge ? ? start ? remains ?")]
    [InlineData("status 5001,5002", """[{"id":1,"order":5002,"status":"Completed"},{"id":2,"order":5001,"status":"Canceled"}]""", "5001 "
        + "Canceled charge ? ? start ? remains ? id=2; 5002 Completed charge ? ? start ? remains ? id=1")]
    [InlineData("status 5001,5002", """{"5001":{"order":5002,"status":"Completed"},"5002":{"order":5001,"status":"Canceled"}}""", "5001 "
        + "Canceled charge ? ? start ? remains ?; 5002 Completed charge ? ? start ? remains ?")]
    [InlineData("status 5001,5002", """{"0":{"order_id":5002,"status":"Completed"},"1":{"order_id":5001,"status":"Canceled"}}""", "5001 "
        + "Canceled charge ? ? start ? remains ?; 5002 Completed charge ? ? start ? remains ?")]
    [InlineData("status 5001,5002", """{"0":{"status":"Canceled"},"1":{"status":"Completed"}}""", "5001 Canceled charge ? ? start ? "
        + "remains ?; 5002 Completed charge ? ? start ? remains ?")]
    [InlineData("status 5001,5002", """[{"5002":{"status":"Completed"}},{"5001":{"status":"Canceled"}}]""", "5001 Canceled charge ? ? "
        + "start ? remains ?; 5002 Completed charge ? ? start ? remains ?")]
    [InlineData(
        "status 5001,5002",
        """{"status":"success","data":[{"order_id":5002,"status":"Completed"},{"order_id":5001,"status":"Canceled"}]}""",
        "5001 Canceled charge ? ? start ? remains ?; 5002 Completed charge ? ? start ? remains ?")]
    [InlineData("status 5001,5002", """{"orders":{"5002":{"status":"Completed"},"5001":{"status":"Canceled"}}}""", "5001 Canceled charge ? "
        + "? start ? remains ?; 5002 Completed charge ? ? start ? remains ?")]
    [InlineData(
        "status 5001,5002", """{"success":true,"data":{"orders":[{"id":5002,"status":"Completed"},{"id":5001,"status":"Canceled"}]}}""",
        "5001 Canceled charge ? ? start ? remains ?; 5002 Completed charge ? ? start ? remains ?")]
    [InlineData(
        "status 5001,5002",
        """[{"status":true,"data":{"order":5002,"status":"Completed"}},{"status":true,"data":{"order":5001,"status":"Canceled"}}]""",
        "5001 Canceled charge ? ? start ? remains ?; 5002 Completed charge ? ? start ? remains ?")]
    [InlineData(
        "status 5001,5002",
        """{"5001":{"status":"success","data":{"order":5002,"status":"Completed"}},"5002":{"status":"success","data":{"order":"""
        + """5001,"status":"Canceled"}}}""",
        "5001 Canceled charge ? ? start ? remains ?; 5002 Completed charge ? ? start ? remains ?")]
    [InlineData(
        "status 5001,5002",
        """{"5002":{"status":"success","data":{"status":"Completed"}},"5001":{"status":"success","data":{"status":"Canceled"}}}""",
        "5001 Canceled charge ? ? start ? remains ?; 5002 Completed charge ? ? start ? remains ?")]
    [InlineData("status 5001,5002", """[{"pedido":5002,"status":"Completed"},{"pedido":5001,"status":"Canceled"}]""", "5001 Canceled "
        + "charge ? ? start ? remains ? pedido=5001; 5002 Completed charge ? ? start ? remains ? pedido=5002")]
    [InlineData("cancel 5,6", """[{"order_id":6,"cancel":1},{"order_id":5,"cancel":{"error":"Cannot cancel"}}]""", "5 CancelRefused: "
        + "Cannot cancel; 6 requested")]
    [InlineData("cancel 5,6", """{"5":{"order":6,"cancel":1},"6":{"order":5,"error":"Cannot cancel"}}""", "5 CancelRefused: Cannot cancel; "
        + "6 requested")]
    [InlineData("cancel 5,6", """{"status":"success","data":[{"id":6,"cancel":1},{"id":5,"cancel":0}]}""", "5 PanelAnswerUnreadable; "
        + "6 requested")]
    [InlineData("refill 5,6", """[{"order_id":6,"refill":1},{"order_id":5,"refill":2}]""", "5 refill 2; 6 refill 1")]
    [InlineData("refill 5,6", """{"data":[{"id":6,"refill":1},{"id":5,"refill":2}]}""", "5 refill 2; 6 refill 1")]
    [InlineData(
        "refill_status 1,2", """[{"refill_id":2,"status":"Completed"},{"refill_id":1,"status":"Rejected"}]""", "1 Rejected; 2 Completed")]
    [InlineData(
        "refill_status 1,2", """[{"id":2,"order":1,"status":"Completed"},{"id":1,"order":2,"status":"Rejected"}]""",
        "1 Rejected; 2 Completed")]
    [InlineData(
        "refill_status 1,2", """{"1":{"refill":2,"status":"Completed"},"2":{"refill":1,"status":"Rejected"}}""", "1 Rejected; 2 Completed")]
    public Task A_name_inside_a_part_beats_its_key_and_its_place(string call, string raw, string outcome) =>
        PanelWords.AssertAsync(call, raw, outcome);

    [Theory]
    [InlineData("status 5001,5002", """[{"order":5001,"status":"Completed"},{"order":5001,"status":"Canceled"}]""", "5001 "
        + "PanelAnswerUnreadable; 5002 PanelAnswerUnreadable")]
    [InlineData("status 5001,5002", """{"5001":{"status":"Completed"},"5002":{"order":5001,"status":"Canceled"}}""", "5001 "
        + "PanelAnswerUnreadable; 5002 PanelAnswerUnreadable")]
    [InlineData("status 5001,5002", """{"5001":{"order":5002,"status":"Completed"},"5002":{"order":5002,"status":"Canceled"}}""", "5001 "
        + "PanelAnswerUnreadable; 5002 PanelAnswerUnreadable")]
    [InlineData(
        "status 5001,5002", """[{"order":5001,"order_id":5002,"status":"Completed"},{"order":5002,"order_id":5001,"status":"Canceled"}]""",
        "5001 PanelAnswerUnreadable; 5002 PanelAnswerUnreadable")]
    [InlineData("status 5001,5002", """[{"order":5001,"order_id":5002,"status":"Completed"},{"order":5002,"status":"Canceled"}]""", "5001 "
        + "PanelAnswerUnreadable; 5002 PanelAnswerUnreadable")]
    [InlineData("status 5001,5002", """{"5001":{"id":1,"status":"Completed"},"5002":{"id":2,"status":"Canceled"}}""", "5001 "
        + "PanelAnswerUnreadable; 5002 PanelAnswerUnreadable")]
    [InlineData("status 5001,5002", """[{"id":1,"status":"Completed"},{"id":2,"status":"Canceled"}]""", "5001 PanelAnswerUnreadable; "
        + "5002 PanelAnswerUnreadable")]
    [InlineData("status 5001,5002", """[{"a":5002,"b":5001,"status":"Completed"},{"a":5001,"b":5002,"status":"Canceled"}]""", "5001 "
        + "PanelAnswerUnreadable; 5002 PanelAnswerUnreadable")]
    [InlineData("status 5001,5002", """[{"pedido":5002,"status":"Completed"},{"status":"Canceled"}]""", "5001 PanelAnswerUnreadable; "
        + "5002 PanelAnswerUnreadable")]
    [InlineData("status 5001,5002", """[{"status":"Completed"},{"status":"Canceled"},{"status":"Canceled"}]""", "5001 "
        + "PanelAnswerUnreadable; 5002 PanelAnswerUnreadable")]
    [InlineData("status 5001,5002", """{"0":{"status":"Completed"},"1":{"status":"Canceled"},"2":{"status":"Canceled"}}""", "5001 "
        + "PanelAnswerUnreadable; 5002 PanelAnswerUnreadable")]
    [InlineData("status 5001,5002", """{"data":[{"status":"Completed"}]}""", "5001 PanelAnswerUnreadable; 5002 PanelAnswerUnreadable")]
    [InlineData("status 5001,5002", """{"status":"Completed","charge":"1"}""", "5001 PanelAnswerUnreadable; 5002 PanelAnswerUnreadable")]
    [InlineData("status 5001,5002", """{"7001":{"status":"Completed"},"7002":{"status":"Canceled"}}""", "5001 PanelAnswerUnreadable; "
        + "5002 PanelAnswerUnreadable")]
    [InlineData("status 5001,5002", """[{"order":5002,"status":"Completed"},{"status":"Canceled"}]""", "5001 PanelAnswerUnreadable; "
        + "5002 Completed charge ? ? start ? remains ?")]
    [InlineData("status 1,2", """{"0":{"status":"Completed"},"1":{"status":"Canceled"}}""", "1 Completed charge ? ? start ? remains ?; "
        + "2 Canceled charge ? ? start ? remains ?")]
    [InlineData("status 1,2", """{"0":{"status":"Completed"},"1":{"status":"Canceled"},"2":{"status":"Canceled"}}""", "1 "
        + "PanelAnswerUnreadable; 2 PanelAnswerUnreadable")]
    [InlineData("status 5001", """{"order_id":5002,"data":{"status":"Completed"}}""", "PanelAnswerUnreadable")]
    [InlineData("status 5001", """{"order_id":5002,"data":[{"status":"Completed"}]}""", "PanelAnswerUnreadable")]
    [InlineData("status 5001", """{"5001":{"order_id":5002,"status":"Completed"}}""", "PanelAnswerUnreadable")]
    [InlineData("cancel 5", """{"order_id":6,"cancel":1}""", "PanelAnswerUnreadable")]
    [InlineData("cancel 5,6", """[{"order":5,"cancel":1},{"order":5,"cancel":0}]""", "5 PanelAnswerUnreadable; 6 PanelAnswerUnreadable")]
    [InlineData("refill 5,6", """[{"order":5,"refill":1},{"order":5,"refill":2}]""", "5 PanelAnswerUnreadable; 6 PanelAnswerUnreadable")]
    [InlineData("refill 5", """{"order":6,"refill":1}""", "PanelAnswerUnreadable")]
    [InlineData("refill_status 1", """{"refill":2,"status":"Completed"}""", "PanelAnswerUnreadable")]
    public Task Parts_that_contradict_each_other_are_errors_and_no_guesses(string call, string raw, string outcome) =>
        PanelWords.AssertAsync(call, raw, outcome);

    [Theory]
    [InlineData("status 1", """{"status":true,"data":{"status":"Completed"}}""", "1 Completed charge ? ? start ? remains ?")]
    [InlineData("status 1", """{"status":"success","data":{"status":"Completed"}}""", "1 Completed charge ? ? start ? remains ?")]
    [InlineData("status 1", """{"status":1,"data":{"order":1,"status":"Completed"}}""", "1 Completed charge ? ? start ? remains ?")]
    [InlineData("status 1", """{"success":true,"data":{"1":{"status":"Completed"}}}""", "1 Completed charge ? ? start ? remains ?")]
    [InlineData("status 1", """{"status":"success","result":{"status":"Completed"}}""", "1 Completed charge ? ? start ? remains ?")]
    [InlineData("status 1", """{"status":"success","data":[{"status":"Completed"}]}""", "1 Completed charge ? ? start ? remains ?")]
    [InlineData("status 1", """{"status":"success","order":1,"data":{"status":"Completed"}}""", "1 Completed charge ? ? start ? remains ?")]
    [InlineData("status 1", """{"order":{"id":1,"status":"Completed"}}""", "1 Completed charge ? ? start ? remains ?")]
    [InlineData("status 1", """{"status":200,"data":{"data":{"status":"Completed"}}}""", "1 Completed charge ? ? start ? remains ?")]
    [InlineData(
        "status 1",
        """{"status":"success","data":{"charge":"0.5","start_counter":"7","status":"Partial","remains":"3","currency":"USD"}}""",
        "1 Partial charge 0.5 USD start 7 remains 3")]
    [InlineData("status 1", """{"Order":1,"Charge":"0.5","Start_count":"7","Status":"Partial","Remains":"3","Currency":"USD"}""", "1 "
        + "Partial charge 0.5 USD start 7 remains 3")]
    [InlineData("status 1", """{"status":"success","data":{"order_status":"Partial","order_id":1}}""", "1 Partial charge ? ? start ? "
        + "remains ? order_status=Partial")]
    [InlineData("status 1", """{"success":true,"data":{"state":"Completed"}}""", "1 Completed charge ? ? start ? remains ? "
        + "state=Completed")]
    [InlineData("status 1", """{"success":true,"data":{"state":"Completed","order_status":"Pending"}}""", "PanelAnswerUnreadable")]
    [InlineData("refill_status 1", """{"refill_status":"Completed"}""", "1 Completed")]
    [InlineData("status 1", """{"status":"success","charge":"0.5"}""", "1 success charge 0.5 ? start ? remains ?")]
    [InlineData("status 1", """{"status":true}""", "PanelAnswerUnreadable")]
    [InlineData("status 1", """{"status":true,"data":[]}""", "PanelAnswerUnreadable")]
    [InlineData("status 1", """{"status":false,"data":{"status":"Completed"}}""", "PanelError: The request failed, for no reason given.")]
    [InlineData("refill 5", """{"status":"success","data":{"refill":9}}""", "5 refill 9")]
    [InlineData("refill_status 9", """{"status":"success","data":{"status":"Rejected"}}""", "9 Rejected")]
    [InlineData("refill_status 9", """{"status":"success","data":{"refill":9,"status":"Rejected"}}""", "9 Rejected")]
    [InlineData("cancel 5", """{"status":"success","data":{"cancel":1}}""", "5 requested")]
    [InlineData("cancel 5", """{"success":true,"data":{"5":{"cancel":1}}}""", "5 requested")]
    [InlineData("balance", """{"status":"success","data":{"balance":"1.5","currency":"USD"}}""", "1.5 USD")]
    public Task An_answer_is_taken_out_of_what_it_is_wrapped_in(string call, string raw, string outcome) =>
        PanelWords.AssertAsync(call, raw, outcome);

    [Theory]
    [InlineData("status 1", """{"charge":"0","status":"Error","remains":"100"}""", "1 Error charge 0 ? start ? remains 100")]
    [InlineData("status 1", """{"charge":"0","status":"error","message":"The link is private"}""", "1 error charge 0 ? start ? remains ? "
        + "message=The link is private")]
    [InlineData("status 1", """{"order":1,"status":"Error"}""", "1 Error charge ? ? start ? remains ?")]
    [InlineData("status 1", """{"1":{"status":"Error"}}""", "1 Error charge ? ? start ? remains ?")]
    [InlineData("status 1", """{"status":"success","data":{"charge":"0","status":"Fail"}}""", "1 Fail charge 0 ? start ? remains ?")]
    [InlineData("status 1", """{"order":1,"status":"Failed"}""", "1 Failed charge ? ? start ? remains ?")]
    [InlineData("status 1", """{"charge":"0","status":"Failed","message":"OK"}""", "1 Failed charge 0 ? start ? remains ? message=OK")]
    [InlineData("status 1,2", """{"1":{"status":"Error"},"2":{"status":"error","message":"Incorrect order ID"}}""", "1 Error charge ? ? "
        + "start ? remains ?; 2 OrderNotFound: Incorrect order ID")]
    [InlineData("status 1", """{"status":"Error"}""", "PanelError: The request failed, for no reason given.")]
    [InlineData("status 1", """{"order":1,"status":"error","message":"Incorrect order ID"}""", "OrderNotFound: Incorrect order ID")]
    [InlineData("refill_status 1,2", """[{"refill":1,"status":"Error"},{"refill":2,"status":"Failed"}]""", "1 Error; 2 Failed")]
    [InlineData("refill_status 7", """{"status":"Success"}""", "7 Success")]
    [InlineData("refill_status 7", """{"status":"success","refill_status":"Pending"}""", "7 Pending")]
    [InlineData("refill_status 7", """{"status":"success","state":"Pending"}""", "7 Pending")]
    [InlineData("refill_status 7", """{"status":"success","data":"Pending"}""", "7 Pending")]
    [InlineData("refill_status 7", """{"status":"success","refill":7,"refill_status":"Rejected"}""", "7 Rejected")]
    [InlineData("refill_status 7", """{"status":"success","note":1}""", "PanelAnswerUnreadable")]
    [InlineData("refill_status 7", """{"status":"fail","data":"Refill not found"}""", "RefillNotFound: Refill not found")]
    [InlineData("status 1", """{"status":"success","order":1,"order_status":"Pending","charge":"1"}""",
        "1 Pending charge 1 ? start ? remains ? order_status=Pending")]
    [InlineData("status 1", """{"1":{"status":"success","order_id":1,"status_text":"Pending","charge":"1"}}""",
        "1 Pending charge 1 ? start ? remains ? status_text=Pending")]
    [InlineData("status 1", """{"status":"success","order":1,"state":"Pending","status_text":"Waits"}""", "PanelAnswerUnreadable")]
    [InlineData("status 1", """{"status":"Incorrect order ID"}""", "OrderNotFound: Incorrect order ID")]
    [InlineData("status 1", """{"status":"Invalid API key"}""", "ApiKeyRefused: Invalid API key")]
    public Task Error_is_a_status_where_an_amount_or_the_id_stands_beside_it(string call, string raw, string outcome) =>
        PanelWords.AssertAsync(call, raw, outcome);

    [Theory]
    [InlineData("status 1", """{"status":"fail"}""", "PanelAnswerUnreadable")]
    [InlineData("status 1", """{"status":"Failed"}""", "PanelAnswerUnreadable")]
    [InlineData("status 1,2", """[{"status":"Failed"},{"status":"Pending"}]""", "1 PanelAnswerUnreadable; "
        + "2 Pending charge ? ? start ? remains ?")]
    [InlineData("status 1", """{"status":"failed","data":{"status":"Completed"}}""", "PanelAnswerUnreadable")]
    [InlineData("status 1", """{"status":"error","charge":0,"message":"Gateway timeout"}""", "PanelError: Gateway timeout")]
    [InlineData("status 1", """{"order":1,"status":"Fail","charge":0,"remains":0,"info":"Try again"}""", "PanelError: Try again")]
    [InlineData("status 1", """{"status":"error","charge":0,"message":"Order not found"}""", "OrderNotFound: Order not found")]
    [InlineData("status 1", """{"status":"error","charge":0,"data":{"msg":"Invalid API key"}}""", "ApiKeyRefused: Invalid API key")]
    [InlineData(
        "status 1,2", """{"1":{"status":"error","charge":0,"message":"Database is busy"},"2":{"status":"Error","charge":"0"}}""",
        "1 PanelError: Database is busy; 2 Error charge 0 ? start ? remains ?")]
    public Task A_request_that_failed_is_no_status_of_an_order(string call, string raw, string outcome) =>
        PanelWords.AssertAsync(call, raw, outcome);

    [Theory]
    [InlineData("status 1", """{"status":"Complete","data":{"status":"Pending","charge":"1","remains":"100"}}""", "1 Pending charge 1 ? "
        + "start ? remains 100")]
    [InlineData("status 1", """{"status":"completed","result":{"order":1,"status":"Processing"}}""", "1 Processing charge ? ? start ? "
        + "remains ?")]
    [InlineData("status 1", """{"order":{"status":"Pending","id":1},"status":"completed"}""", "1 Pending charge ? ? start ? remains ?")]
    [InlineData("status 1", """{"status":"completed","data":{"order":{"status":"Pending"}}}""", "1 Pending charge ? ? start ? remains ?")]
    [InlineData("status 1", """{"status":"completed","data":[{"order":1,"status":"Pending"}]}""", "1 Pending charge ? ? start ? remains ?")]
    [InlineData(
        "status 1,2", """{"status":"Complete","orders":{"1":{"status":"Pending"},"2":{"status":"Partial"}}}""",
        "1 Pending charge ? ? start ? remains ?; 2 Partial charge ? ? start ? remains ?")]
    [InlineData("refill_status 9", """{"status":"completed","refill":{"id":9,"status":"Pending"}}""", "9 Pending")]
    [InlineData("status 1", """{"status":"Active","data":{"status":"success"}}""", "1 Active charge ? ? start ? remains ?")]
    [InlineData("status 1", """{"status":"Completed","runs":1,"orders":[{"order":11,"status":"Pending"}]}""", "1 Completed charge ? ? "
        + "start ? remains ? runs 1")]
    public Task A_status_inside_beats_the_one_around_it(string call, string raw, string outcome) =>
        PanelWords.AssertAsync(call, raw, outcome);

    [Theory]
    [InlineData("status 9", """{"status":"Active","expiry":"2025-01-31","posts":"3","orders":["11",12]}""", "9 Active charge ? ? start ? "
        + "remains ? posts 3 expiry 2025-01-31 orders 11,12")]
    [InlineData("status 9", """{"status":"Active","expiry":"31/01/2025","posts":"3"}""", "9 Active charge ? ? start ? remains ? posts 3 "
        + "expiry 2025-01-31")]
    [InlineData("status 9", """{"status":"Expired","expiry":null,"posts":0,"orders":[]}""", "9 Expired charge ? ? start ? remains ? posts "
        + "0")]
    [InlineData("status 9", """{"status":"Completed","runs":2,"orders":[11,12]}""", "9 Completed charge ? ? start ? remains ? runs 2 "
        + "orders 11,12")]
    [InlineData("status 8,9", """{"8":{"status":"Pending"},"9":{"status":"Active","posts":1,"orders":[11]}}""", "8 Pending charge ? ? "
        + "start ? remains ?; 9 Active charge ? ? start ? remains ? posts 1 orders 11")]
    public Task Subscriptions_and_drip_feeds_tell_their_orders(string call, string raw, string outcome) =>
        PanelWords.AssertAsync(call, raw, outcome);
}
