using System.Text.RegularExpressions;
using FluentAssertions;
using FluentAssertions.Execution;
using HandsOn.Cluster.Api.Admission.Plugins;
using HandsOn.Cluster.Api.Authorization;
using HandsOn.Cluster.Api.Fields;
using HandsOn.Cluster.Api.Requests;
using HandsOn.Cluster.Api.Resources.Kinds;
using HandsOn.Cluster.Client;
using HandsOn.Cluster.Tests.Server.Recordings;
using HandsOn.Kubernetes.Json;
using HandsOn.Kubernetes.Objects;
using HandsOn.Kubernetes.Schemas;
using NUnit.Framework;

namespace HandsOn.Cluster.Tests.Server;

/// <summary>What a real 1.36 refused, and how: the same requests must get the same answers here.</summary>
public partial class RecordedRefusalsTests
{
    private static readonly Dictionary<string, string> NotComparable = new()
    {
        ["over quota"] = "ResourceQuota is stored but not enforced",
    };

    /// <summary>Messages that end in a dump of Go structs: they are compared up to there.</summary>
    private static readonly HashSet<string> Dumps = ["pod spec is immutable", "job template is immutable"];

    private TestApiServer server = null!;
    private string? firstVersion;

    internal static IEnumerable<TestCaseData> Exchanges() =>
        RecordedExchange.Read("refusals-1.36.txt").Select(e =>
        {
            var test = new TestCaseData(e).SetName(e.Name);
            return NotComparable.TryGetValue(e.Name, out var reason) ? test.Ignore(reason) : test;
        });

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        server = await TestApiServer.StartAsync(new()
        {
            Authorizer = context => new RbacAuthorizer(context.Store),
            Admission = context => [new NamespaceLifecycle(context.Store)],
            Fields = catalogs => new ManagedFieldTracker(catalogs, TimeProvider.System),
        });
        await RecordedNamespace.CreateAsync(new ApiClient(server.Server, UserInfo.Loopback, "test"));
    }

    [OneTimeTearDown]
    public async Task StopAsync() => await server.DisposeAsync();

    [TestCaseSource(nameof(Exchanges))]
    public async Task Answers_as_the_real_server_does(object recorded)
    {
        var exchange = (RecordedExchange)recorded;

        var response = await SendAsync(exchange);
        var text = await response.Content.ReadAsStringAsync();

        using var scope = new AssertionScope();
        ((int)response.StatusCode).Should().Be(exchange.Code, text);
        Warnings(response).Should().BeEquivalentTo(exchange.Warnings);
        if (exchange.Answer.StartsWith('{')) Compare(JsonText.ParseMap(text), exchange.AnswerMap, Dumps.Contains(exchange.Name));
        else text.Trim().Should().Be(exchange.Answer.Trim());
    }

    private static void Compare(JsonMap actual, JsonMap expected, bool endsInDump)
    {
        actual.String("kind").Should().Be(expected.String("kind"));
        if (expected.String("kind") != "Status") return;
        if (endsInDump)
        {
            actual.String("reason").Should().Be(expected.String("reason"));
            actual.String("message").Should().StartWith(expected.String("message")!.Split('\n', '{')[0]);
            return;
        }
        Masked(actual.String("message")).Should().Be(Masked(expected.String("message")));
        actual.String("reason").Should().Be(expected.String("reason"));
        Masked(JsonText.ToString(actual["details"])).Should().Be(Masked(JsonText.ToString(expected["details"])));
    }

    private async Task<HttpResponseMessage> SendAsync(RecordedExchange exchange)
    {
        var conf = server.Server.Store.Find(ConfigMapKind.Resource, new ObjectKey("rec", "conf"));
        firstVersion ??= conf?.ResourceVersion;
        using var request = TestApiServer.Request(exchange.Method, exchange.Path, RecordedNamespace.Body(exchange.Body, conf, firstVersion), exchange.ContentType);
        request.Headers.Accept.ParseAdd(exchange.Accept);
        foreach (var (name, value) in exchange.Headers) request.Headers.TryAddWithoutValidation(name, value);
        return await (exchange.IsAuthenticated ? server.Admin : server.Anonymous).SendAsync(request);
    }

    private static IEnumerable<string> Warnings(HttpResponseMessage response) =>
        response.Headers.TryGetValues("Warning", out var values) ? values : [];

    private static string? Masked(string? text) => text is null ? null : Current().Replace(Uid().Replace(text, "UID"), "current: N");

    [GeneratedRegex("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")]
    private static partial Regex Uid();

    [GeneratedRegex(@"current: \d+")]
    private static partial Regex Current();
}
