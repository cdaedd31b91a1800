using System.Net;
using System.Net.Sockets;
using System.Text;
using FluentAssertions;
using HandsOn.E2E.Clusters;
using HandsOn.E2E.RealClusters.Retries;
using HandsOn.Kubernetes.Json;
using NUnit.Framework;

namespace HandsOn.E2E.RealClusters.Tests.Retries;

[CancelAfter(30_000)]
public sealed class RetryingHandlerTests
{
    private const string Webhook = "Internal error occurred: failed calling webhook \"validate.nginx.ingress.kubernetes.io\": "
        + "failed to call webhook: Post \"https://x.y.svc:443/?timeout=10s\": ";
    private const string Eviction = """{"kind":"Status","code":429,"details":{"causes":[{"reason":"DisruptionBudget"}]}}""";

    private readonly SkippingClock clock = new();

    private static HttpRequestException Lost => new(HttpRequestError.ResponseEnded, "the response ended prematurely");

    [Test]
    public async Task A_busy_server_is_asked_again_when_it_says()
    {
        var (answer, asked) = await SendAsync("GET", "/api", Status(429, retryAfter: 2), Status(200));

        (answer.StatusCode, asked).Should().Be((HttpStatusCode.OK, 2));
        clock.Delays.Should().Equal(2);
    }

    [TestCase("GET")]
    [TestCase("POST")]
    [TestCase("PUT")]
    [TestCase("DELETE")]
    public async Task A_server_that_is_not_ready_has_done_nothing_so_that_every_request_is_repeated(string method)
    {
        var (answer, asked) = await SendAsync(method, "/api", Status(503), Status(503), Status(201));

        (answer.StatusCode, asked).Should().Be((HttpStatusCode.Created, 3));
    }

    [TestCase("dial tcp 10.43.0.9:443: connect: connection refused", 2)]
    [TestCase("no endpoints available for service \"ingress-nginx-controller-admission\"", 2)]
    [TestCase("x509: certificate signed by unknown authority", 1)]
    public async Task A_webhook_that_is_not_up_yet_is_asked_again(string why, int times) =>
        (await SendAsync("POST", "/api", Status(500, Webhook + why), Status(201))).Asked.Should().Be(times);

    [TestCase(400)]
    [TestCase(401)]
    [TestCase(403)]
    [TestCase(404)]
    [TestCase(409)]
    [TestCase(410)]
    [TestCase(422)]
    [TestCase(500)]
    [TestCase(504)]
    public async Task Any_other_refusal_is_the_answer(int code)
    {
        var (answer, asked) = await SendAsync("GET", "/api", Status(code), Status(200));

        ((int)answer.StatusCode, asked).Should().Be((code, 1));
    }

    [Test]
    public async Task An_eviction_that_a_disruption_budget_does_not_allow_is_an_answer()
    {
        var refused = new HttpResponseMessage(HttpStatusCode.TooManyRequests) { Content = new StringContent(Eviction) };

        (await SendAsync("POST", "/api/v1/namespaces/a/pods/b/eviction", () => refused, Status(201)))
            .Answer.Should().BeSameAs(refused);
    }

    [TestCase("GET", "/api/v1/pods", "", 2)]
    [TestCase("DELETE", "/api/v1/namespaces/a", "application/json", 2)]
    [TestCase("PATCH", "/apis/apps/v1/deployments/a", "application/apply-patch+yaml", 2)]
    [TestCase("PATCH", "/apis/apps/v1/deployments/a", "application/merge-patch+json", 2)]
    [TestCase("POST", "/apis/networking.k8s.io/v1/ingresses?dryRun=All", "application/json", 2)]
    [TestCase("POST", "/apis/authorization.k8s.io/v1/selfsubjectaccessreviews?fieldManager=x", "application/json", 2)]
    [TestCase("POST", "/api/v1/namespaces", "application/json", 1, Description = "it may have been created")]
    [TestCase("PUT", "/api/v1/namespaces/a", "application/json", 1, Description = "it would be a conflict with itself")]
    [TestCase("PATCH", "/api/v1/namespaces/a", "application/json-patch+json", 1, Description = "it may add twice")]
    public async Task A_request_whose_connection_was_lost_is_repeated_where_doing_it_twice_does_no_harm(
        string method, string path, string contentType, int times)
    {
        var asked = 0;
        try
        {
            asked = (await SendAsync(method, path, contentType, () => throw Lost, Status(200))).Asked;
        }
        catch (HttpRequestException)
        {
            asked = 1;
        }

        asked.Should().Be(times);
    }

    [Test]
    public async Task A_server_that_nobody_reaches_is_told_at_once_but_one_that_was_lost_may_restart()
    {
        var nobody = new SocketException((int)SocketError.ConnectionRefused);
        var refused = new HttpRequestException(HttpRequestError.ConnectionError, "refused", nobody);

        await this.Awaiting(_ => SendAsync("GET", "/api", () => throw refused, Status(200)))
            .Should().ThrowAsync<HttpRequestException>().WithMessage("refused");
        (await SendAsync("GET", "/api", () => throw Lost, () => throw refused, Status(200))).Asked.Should().Be(3);
    }

    [Test]
    public async Task Credentials_that_cannot_be_had_are_told_at_once()
    {
        var missing = new HttpRequestException("exec failed", new ClusterException("the credentials of the context cannot be had"));

        await this.Awaiting(_ => SendAsync("GET", "/api", () => throw missing, Status(200))).Should().ThrowAsync<HttpRequestException>();
    }

    [Test]
    public async Task An_answer_that_breaks_off_in_its_middle_is_asked_for_again(CancellationToken cancellation)
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        const string Ok = "HTTP/1.1 200 OK\r\nContent-Length: ";
        _ = ServeAsync(listener, [$"{Ok}7\r\n\r\nhal", $"{Ok}5\r\n\r\nwhole"], cancellation);
        var faults = new TransientFaults(clock);
        using var http = new HttpClient(new RetryingHandler(faults, new SocketsHttpHandler { UseProxy = false }));

        (await http.GetStringAsync($"http://{listener.LocalEndpoint}/", cancellation)).Should().Be("whole");
        faults.Counts.Should().Equal(new Dictionary<string, int> { ["connection lost"] = 1 });
    }

    [Test]
    public async Task A_watch_is_handed_on_while_it_lasts()
    {
        var stream = new System.IO.Pipelines.Pipe();

        var content = new StreamContent(stream.Reader.AsStream());
        var (answer, _) = await SendAsync("GET", "/api/v1/pods?watch=true", () => new(HttpStatusCode.OK) { Content = content });

        answer.IsSuccessStatusCode.Should().BeTrue("nothing has come yet, and nobody waits for its end");
    }

    private static Func<HttpResponseMessage> Status(int code, string message = "no", int? retryAfter = null) => () =>
    {
        var status = JsonMap.Of(("kind", "Status"), ("code", (long)code), ("message", message));
        var response = new HttpResponseMessage((HttpStatusCode)code) { Content = new StringContent(JsonText.ToString(status)) };
        if (retryAfter is { } seconds) response.Headers.RetryAfter = new(TimeSpan.FromSeconds(seconds));
        return response;
    };

    private Task<(HttpResponseMessage Answer, int Asked)> SendAsync(
        string method, string path, params Func<HttpResponseMessage>[] answers) => SendAsync(method, path, "", answers);

    private async Task<(HttpResponseMessage Answer, int Asked)> SendAsync(
        string method, string path, string contentType, params Func<HttpResponseMessage>[] answers)
    {
        var server = new Scripted(answers);
        using var invoker = new HttpMessageInvoker(new RetryingHandler(new TransientFaults(clock), server));
        using var request = new HttpRequestMessage(new(method), "http://localhost" + path);
        if (contentType.Length > 0) request.Content = new StringContent("{}", Encoding.UTF8, contentType);
        return (await invoker.SendAsync(request, default), server.Asked);
    }

    private static async Task ServeAsync(TcpListener listener, IEnumerable<string> answers, CancellationToken cancellation)
    {
        foreach (var answer in answers)
        {
            using var connection = await listener.AcceptSocketAsync(cancellation);
            await connection.ReceiveAsync(new byte[4096], cancellation);
            await connection.SendAsync(Encoding.ASCII.GetBytes(answer), cancellation);
        }
    }

    private sealed class Scripted(Func<HttpResponseMessage>[] answers) : HttpMessageHandler
    {
        public int Asked { get; private set; }

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            Task.FromResult(answers[Asked++]());
    }
}
