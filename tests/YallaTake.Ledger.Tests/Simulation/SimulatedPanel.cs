using System.Net;

namespace YallaTake;

/// <summary>The panel, in memory: it sells what is sent to it, as often as it is sent, and remembers what it sold.</summary>
/// <param name="world">Where it is.</param>
/// <param name="field">What it does with the client's id of an order.</param>
/// <param name="forgets">Whether it forgets such an id when the window is over.</param>
/// <param name="name">Its name, and the host of its address.</param>
/// <param name="lastId">The number of the order that it sold last.</param>
internal sealed class SimulatedPanel(World world, PanelField field, bool forgets, string name, int lastId)
{
    public const decimal Price = 1m;

    // An answer takes up to 30 seconds before the client gives up; the panel has acted by then, or never will.
    private static readonly TimeSpan LongestWay = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan LongestWayBack = TimeSpan.FromSeconds(15);

    private readonly Dictionary<string, List<string>> _sold = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _underWay = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (string? Id, long Since)> _ids = new(StringComparer.Ordinal);
    private int _lastId = lastId;

    public string Name => name;

    public string Address => $"https://{name}.example/api/v2";

    /// <summary>The numbers sold for a reference.</summary>
    public IReadOnlyList<string> Sold(string reference) => _sold.GetValueOrDefault(reference) ?? [];

    /// <summary>What was sold for each reference.</summary>
    public IEnumerable<KeyValuePair<string, List<string>>> AllReferences => _sold;

    public int AllSold => _sold.Values.Sum(ids => ids.Count);

    /// <summary>Whether an order for the reference has left and not arrived: nobody who looks could see what will become of it.</summary>
    public bool IsUnderWay(string reference) => _underWay.GetValueOrDefault(reference) > 0;

    /// <summary>The network of a process.</summary>
    public HttpMessageHandler Network(VirtualProcess process) => new Handler(this, process);

    private async Task<HttpResponseMessage> AddAsync(VirtualProcess process, HttpRequestMessage request, CancellationToken givesUp)
    {
        if (process.Actor.MayCrash && world.GoesWrong("crash before send", 40))
        {
            process.Actor.Kill();
            return await Never<HttpResponseMessage>();
        }

        var fate = world.IsCalm || world.Below(5) < 2 ? Fate.Placed : world.Draw(Fate.All);
        world.Note(fate.Name);
        if (fate.NeverLeaves)
            return fate.Answer!(world, null);

        var form = await request.Content!.ReadAsStringAsync(givesUp);
        var reference = Reference(form);
        if (process.IsStopped)
            world.Fail($"{reference} was sent after Ctrl+C");

        var answer = new TaskCompletionSource<HttpResponseMessage>();
        using var givingUp = givesUp.Register(() => answer.TrySetCanceled(givesUp));
        _ = TravelAsync(process, reference, IdIn(form), fate, answer);
        return await answer.Task;
    }

    private async Task TravelAsync(
        VirtualProcess process, string reference, string? clientId, Fate fate, TaskCompletionSource<HttpResponseMessage> answer)
    {
        _underWay[reference] = _underWay.GetValueOrDefault(reference) + 1;
        await world.TurnAsync(world.Itself, $"{reference} arrives", world.DrawTime(LongestWay));
        _underWay[reference]--;
        string? id = null;
        if (clientId is not null)
            id = GiveBack(clientId, fate.Acts);
        if (fate.Acts && id is null)
        {
            id = $"{++_lastId}";
            if (!_sold.TryGetValue(reference, out var ids))
                _sold[reference] = ids = [];
            ids.Add(id);
            world.HasChanged = true;
            world.Tell($"{reference} is sold by {name} as {id}");
            if (clientId is not null)
                _ids[clientId] = _ids[clientId] with { Id = id };
        }

        await world.TurnAsync(process.Actor, "before answer", world.DrawTime(LongestWayBack));
        try
        {
            if (fate.Answer is null)
                return;

            var came = answer.TrySetResult(fate.Answer(world, id));
            if (came && id is not null && fate.Name.StartsWith("placed", StringComparison.Ordinal))
                process.WasTold(reference, id);
        }
        catch (HttpRequestException broken)
        {
            answer.TrySetException(broken);
        }
    }

    // The order that was sold for the client's id; null when there is none that it remembers.
    private string? GiveBack(string clientId, bool acts)
    {
        var isKnown = _ids.TryGetValue(clientId, out var known);
        if (isKnown)
            world.Note("sent again under the same id");
        if (!isKnown || (forgets && world.Now - known.Since > (VirtualProcess.Field.Window + LongestWay).Ticks))
            _ids[clientId] = known = (null, world.Now);
        if (field != PanelField.Honored || !acts || known.Id is null)
            return null;

        world.Note("given back for the same id");
        return known.Id;
    }

    private static string Reference(string form) => Value(form, "link=")!.Split('/')[^1];

    private static string? IdIn(string form) => Value(form, VirtualProcess.Field.Name + "=");

    private static string? Value(string form, string field) =>
        form.Split('&').FirstOrDefault(pair => pair.StartsWith(field, StringComparison.Ordinal)) is { } pair
            ? WebUtility.UrlDecode(pair[field.Length..])
            : null;

    public static Task<T> Never<T>() => new TaskCompletionSource<T>().Task;

    private sealed class Handler(SimulatedPanel panel, VirtualProcess process) : HttpMessageHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            // Orders go over a connection of their own. Their body is not read before it is known to leave.
            if (request.Headers.ConnectionClose == true)
                return await SendAsync(() => panel.AddAsync(process, request, cancellationToken));

            var form = await request.Content!.ReadAsStringAsync(cancellationToken);
            return Ok(form.Contains("action=balance", StringComparison.Ordinal) ? """{"balance":"100","currency":"USD"}""" : Services);
        }

        private const string Services =
            """[{"service":7,"name":"Likes","type":"Default","category":"Likes","rate":"1","min":"1","max":"1000000"}]""";

        private static HttpResponseMessage Ok(string text) => new(HttpStatusCode.OK) { Content = new StringContent(text) };

        private async Task<HttpResponseMessage> SendAsync(Func<Task<HttpResponseMessage>> add)
        {
            var answer = await add();
            var isDoubtful = (int)answer.StatusCode is >= 500 or 408 or 409;
            if (isDoubtful && process.Bug == PlantedBug.UnknownIsSentAgain)
                answer = await add();
            if (isDoubtful && process.Bug == PlantedBug.AccidentIsTakenForRefusal)
                answer = new HttpResponseMessage(HttpStatusCode.BadRequest) { Content = new StringContent("""{"error":"Bad link"}""") };
            return answer;
        }
    }
}
