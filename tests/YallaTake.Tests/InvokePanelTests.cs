using System.Management.Automation;

namespace YallaTake;

/// <summary>Anything that a panel can do and no other cmdlet asks for.</summary>
public sealed class InvokePanelTests : IDisposable
{
    private readonly Engine _engine = new();

    public void Dispose() => _engine.Dispose();

    [Fact]
    public void An_action_and_its_fields_go_out_with_the_key_and_the_answer_comes_back_as_an_object()
    {
        using var panel = new CannedServer(CannedAnswer.Of(
            """{"speedup":true,"order":5001,"price":1.50,"left":null,"steps":["a","b"],"by":{"id":"007"}}"""));
        _engine.Connect(panel);

        var answer = Assert.Single(_engine.Run("Invoke-YtPanel -Action speedup -Field @{ order = 5001 }").ThrowIfFailed().Output);

        Assert.Equal("key=any-key&action=speedup&order=5001", Assert.Single(panel.Forms));
        Assert.Equal(true, answer.Properties["speedup"].Value);
        Assert.Equal(5001L, answer.Properties["order"].Value);
        Assert.Equal(1.50m, answer.Properties["price"].Value);
        Assert.Null(answer.Properties["left"].Value);
        Assert.Equal(["a", "b"], (object[])answer.Properties["steps"].Value);
        Assert.Equal("007", ((PSObject)answer.Properties["by"].Value).Properties["id"].Value);
        Assert.Equal("127.0.0.1:" + panel.Uri.Port, answer.Properties["Panel"].Value);
    }

    [Fact]
    public void The_entries_of_a_list_come_one_by_one_and_find_their_way_back_to_their_panel()
    {
        using var first = new CannedServer(
            CannedAnswer.Of("""[{"order":5001,"panel":"second"},{"order":5002,"panel":"second"}]"""),
            CannedAnswer.Of("""{"5001":{"status":"Completed"},"5002":{"status":"Partial"}}"""));
        using var second = new CannedServer(CannedAnswer.Of("{}"));
        _engine.Run($"Connect-YtPanel -ApiKey any-key -Uri {first.Uri} -SkipVerification -NoLedger -Name first").ThrowIfFailed();
        _engine.Run($"Connect-YtPanel -ApiKey any-key -Uri {second.Uri} -SkipVerification -NoLedger -Name second").ThrowIfFailed();

        Assert.Equal(
            ["Completed", "Partial"],
            _engine.Values("Invoke-YtPanel -Action orders -Field @{ limit = 2 } -Panel first | Get-YtOrderStatus | ForEach-Object Status"));
        Assert.Empty(second.Requests);
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("[1,2.5,\"x\"]", 1L, 2.5, "x")]
    [InlineData("true", true)]
    [InlineData("\"done\"", "done")]
    [InlineData("[0,12e4,007,-5]", 0L, "12e4", "007", -5L)]
    [InlineData("[12345678901234567890,-12345678901234567890]", "12345678901234567890", "-12345678901234567890")]
    public void Numbers_are_numbers_where_they_are_held_as_they_are_written(string body, params object[] values)
    {
        using var panel = new CannedServer(CannedAnswer.Of(body));
        _engine.Connect(panel);

        Assert.Equal(
            values.Select(value => value is double number ? (decimal)number : value), _engine.Values("Invoke-YtPanel -Action any"));
    }

    [Fact]
    public void Names_that_PowerShell_takes_for_the_same_are_all_there()
    {
        using var panel = new CannedServer(CannedAnswer.Of("""{"id":1,"ID":2,"":3}"""));
        _engine.Connect(panel);

        Assert.Equal(
            ["id 1", "ID_ 2", "_ 3", "Panel 127.0.0.1:" + panel.Uri.Port],
            _engine.Values("(Invoke-YtPanel -Action any).PSObject.Properties | ForEach-Object { \"$($_.Name) $($_.Value)\" }"));
    }

    [Theory]
    [InlineData("-Action add -Field @{ service = 1 }", "New-YtOrder")]
    [InlineData("-Action ' ADD '", "New-YtOrder")]
    [InlineData("-Action 'a d d'", "New-YtOrder")]
    [InlineData("-Action \"add`0\"", "New-YtOrder")]
    [InlineData("-Action \"a$([char]0x200B)dd\"", "New-YtOrder")]
    [InlineData("-Action ReFill -Repeatable", "Invoke-YtRefill")]
    [InlineData("-Action \"cancel`n\" -Confirm:$false", "Stop-YtOrder")]
    [InlineData("-Action speedup -Field @{ action = 'add' }", "New-YtOrder")]
    [InlineData("-Action speedup -Field @{ ' Action' = 'Cancel ' }", "Stop-YtOrder")]
    [InlineData("-Action speedup -Field @{ 'action[]' = 'refill' }", "Invoke-YtRefill")]
    [InlineData("-Action speedup -Field @{ action = 'other' }", "-Action")]
    [InlineData("-Action speedup -Field @{ key = 'x' }", "key")]
    [InlineData("-Action speedup -Field @{ 'order&action' = 1 }", "field")]
    [InlineData("-Action speedup -Field @{ order = 1, 2 }", "'order'")]
    [InlineData("-Action 'speedup&action=add'", "action")]
    [InlineData("-Action speedup -Field @{ note = 'my secret-key-1' }", "API key")]
    public void What_a_cmdlet_does_with_more_care_or_what_would_not_be_the_fields_meant_is_refused_unsent(string parameters, string named)
    {
        using var panel = new CannedServer(CannedAnswer.Of("{}"));
        _engine.Connect(panel, "secret-key-1");

        var error = _engine.Run($"Invoke-YtPanel {parameters}").Error("FieldInvalid");

        Assert.Contains(named, error.ToString(), StringComparison.Ordinal);
        Assert.Contains("Nothing was sent", error.ToString(), StringComparison.Ordinal);
        Assert.Empty(panel.Requests);
    }

    [Fact]
    public void Fields_go_as_they_are_given_and_blank_ones_not_at_all()
    {
        using var panel = new CannedServer(CannedAnswer.Of("{}"));
        _engine.Connect(panel);

        _engine.Run("$id = [YallaTake.PanelId]::Parse('007')").ThrowIfFailed();
        _engine.Run(
            "Invoke-YtPanel -Action refill_status -Field @{ a = 1.5; b = $true; c = ''; d = $null; e = 'x y'; f = $id }").ThrowIfFailed();

        Assert.Equal(
            ["a=1.5", "action=refill_status", "b=1", "e=x+y", "f=007", "key=any-key"],
            Assert.Single(panel.Forms).Split('&').Order(StringComparer.Ordinal));
    }

    public static TheoryData<int, string, string> Passing => new()
    {
        { 429, """{"error":"Too many requests"}""", "RateLimited" },
        { 200, """{"error":"Rate limit exceeded"}""", "RateLimited" },
        { 502, "", "PanelUnavailable" },
        { 200, "<html>Maintenance</html>", "PanelAnswerUnreadable" },
    };

    [Theory]
    [MemberData(nameof(Passing))]
    public void Nothing_is_repeated_that_may_do_more_when_it_comes_twice(int status, string body, string id)
    {
        using var panel = new CannedServer(CannedAnswer.Of(body, status, "Retry-After: 0\r\n"));
        _engine.Connect(panel, retries: 3);

        _engine.Run("Invoke-YtPanel -Action speedup -Field @{ order = 1 }").Error(id);

        Assert.Single(panel.Requests);
    }

    [Theory]
    [MemberData(nameof(Passing))]
    public void What_is_said_to_be_repeatable_is_repeated(int status, string body, string id)
    {
        _ = id;
        using var panel = new CannedServer(CannedAnswer.Of(body, status, "Retry-After: 0\r\n"), CannedAnswer.Of("""{"done":1}"""));
        _engine.Connect(panel, retries: 3);

        Assert.Equal(1L, _engine.Value("(Invoke-YtPanel -Action orders -Repeatable).done"));
    }

    public static TheoryData<CannedAnswer, bool> Losses => new()
    {
        { CannedAnswer.Dropped, true },
        { CannedAnswer.Begun("{\"order\":"), true },
        { CannedAnswer.Of("""{"error":"Internal server error"}"""), true },
        { CannedAnswer.Of("""{"error":"Order not found"}""", 500), true },
        { CannedAnswer.Of("", 504), true },
        { CannedAnswer.Of(""), true },
        { CannedAnswer.Of("null"), true },
        { CannedAnswer.Of("<html>"), true },
        { CannedAnswer.Of("", 302, "Location: /login\r\n"), true },
        { CannedAnswer.Of("""{"error":"Order cannot be speeded up"}"""), false },
        { CannedAnswer.Of("\"Incorrect request\""), false },
        { CannedAnswer.Of("""{"message":"Forbidden"}""", 403), false },
        { CannedAnswer.Of("", 429), false },
    };

    [Theory]
    [MemberData(nameof(Losses))]
    public void A_lost_answer_says_that_it_is_not_known_whether_it_was_done_and_a_refusal_does_not(CannedAnswer answer, bool isLost)
    {
        using var panel = new CannedServer(answer with { Drops = true });
        _engine.Connect(panel);

        var outcome = _engine.Run("Invoke-YtPanel -Action speedup");

        var error = Assert.Single(outcome.Errors.Append(outcome.Terminating).OfType<ErrorRecord>());
        Assert.Equal("speedup", error.TargetObject);
        Assert.Equal(isLost, error.ToString().Contains("It is not known whether 'speedup' was done.", StringComparison.Ordinal));
        Assert.Equal(isLost, error.ErrorDetails.RecommendedAction.StartsWith("Look on the panel", StringComparison.Ordinal));
    }

    [Fact]
    public void Asked_what_it_would_do_it_sends_nothing()
    {
        using var panel = new CannedServer(CannedAnswer.Of("{}"));
        _engine.Connect(panel);

        Assert.Empty(_engine.Values("Invoke-YtPanel -Action speedup -Field @{ order = 5001 } -WhatIf"));

        Assert.Empty(panel.Requests);
        Assert.Contains("speedup on 127.0.0.1", _engine.Host.Text, StringComparison.Ordinal);
        Assert.Contains("order 5001", _engine.Host.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("secret-key-1", """{"request":{"key":"secret-key-1"},"secret-key-1":1,"list":["SECRET-key-1"]}""")]
    [InlineData("1234567890123456", """{"key":1234567890123456,"n":-1234567890123456,"d":1234567890123456.5,"s":"1234567890123456"}""")]
    public void No_answer_shows_the_key(string key, string body)
    {
        using var panel = new CannedServer(CannedAnswer.Of(body));
        _engine.Connect(panel, $"'{key}'");

        var json = (string)_engine.Value("Invoke-YtPanel -Action echo -Repeatable -Verbose | ConvertTo-Json -Depth 9")!;

        Assert.DoesNotContain(key, json, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("***", json, StringComparison.Ordinal);
    }

    [Fact]
    public void It_does_not_connect_by_itself() => _engine.Run("Invoke-YtPanel -Action orders").End("NotConnected");

    [Fact]
    public void Requests_come_from_the_agent_that_is_given()
    {
        using var panel = new CannedServer(CannedAnswer.Of("""{"balance":"1"}"""));

        _engine.Run(
            $"Connect-YtPanel -ApiKey any-key -Uri {panel.Uri} -NoLedger -UserAgent 'Mozilla/5.0 (X11; Linux x86_64)'; "
            + "Get-YtBalance").ThrowIfFailed();

        Assert.All(panel.Requests, request => Assert.Equal("Mozilla/5.0 (X11; Linux x86_64)", request.Header("User-Agent")));
    }

    [Theory]
    [InlineData("\"one`r`nX-Other: two\"")]
    [InlineData("'héllo'")]
    [InlineData("' '")]
    [InlineData("'secret-key-1'")]
    public void An_agent_that_is_no_header_or_shows_the_key_is_refused(string agent)
    {
        using var panel = new CannedServer(CannedAnswer.Of("""{"balance":"1"}"""));

        var error = _engine.Run($"Connect-YtPanel -ApiKey secret-key-1 -Uri {panel.Uri} -NoLedger -UserAgent {agent}").End("FieldInvalid");

        Assert.Contains("-UserAgent", error.ToString(), StringComparison.Ordinal);
        Assert.Empty(panel.Requests);
    }
}
