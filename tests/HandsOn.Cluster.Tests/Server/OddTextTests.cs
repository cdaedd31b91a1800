using System.Net.Http.Headers;
using System.Text;
using FluentAssertions;
using HandsOn.Cluster.Api.Resources;
using HandsOn.Cluster.Api.Resources.Kinds;
using HandsOn.Cluster.Server.Http.Bodies;
using HandsOn.Cluster.Server.Http.Reviews;
using HandsOn.Kubernetes.Json;
using HandsOn.Kubernetes.Schemas;
using NUnit.Framework;

namespace HandsOn.Cluster.Tests.Server;

/// <summary>Bodies whose text is no Unicode: in JSON the faulty part is U+FFFD, in YAML it is refused.</summary>
public class OddTextTests
{
    private const string Maps = "/api/v1/namespaces/default/configmaps";
    private const string Json = "application/json";
    private const string Yaml = "application/yaml";

    private TestApiServer server = null!;

    [SetUp]
    public async Task StartAsync()
    {
        var kinds = DeclaredKinds.Create();
        var decoder = new BodyDecoder(new PublishedCatalog(new ResourceCatalog(kinds, 36)));
        server = await TestApiServer.StartAsync(
            new() { Definitions = kinds },
            o => o with { Handlers = table => table.With(TokenReviewKind.Resource, "", new ReviewHandler(decoder, (_, review) => review)) });
        await SendAsync("POST", Maps, """{"metadata":{"name":"a"},"data":{"a":"b"}}""", Json);
    }

    [TearDown]
    public async Task StopAsync() => await server.DisposeAsync();

    [TestCase("POST", Maps, Json, """{"metadata":{"name":"x"},"data":{"a":"\ud800"}}""")]
    [TestCase("POST", Maps, Json, "{\"metadata\":{\"name\":\"x\"},\"data\":{\"a\":\"ÿ\"}}")]
    [TestCase("PUT", Maps + "/a", Json, """{"metadata":{"name":"a"},"data":{"a":"\udc00"}}""")]
    [TestCase("PUT", Maps + "/a", Json, "{\"metadata\":{\"name\":\"a\"},\"data\":{\"a\":\"ÿ\"}}")]
    [TestCase("PATCH", Maps + "/a", "application/merge-patch+json", """{"data":{"a":"\ud800"}}""")]
    [TestCase("PATCH", Maps + "/a", "application/merge-patch+json", "{\"data\":{\"a\":\"ÿ\"}}")]
    [TestCase("PATCH", Maps + "/a", "application/strategic-merge-patch+json", "{\"data\":{\"a\":\"ÿ\"}}")]
    [TestCase("PATCH", Maps + "/a", "application/json-patch+json", "[{\"op\":\"add\",\"path\":\"/data/a\",\"value\":\"ÿ\"}]")]
    public async Task What_is_no_Unicode_in_JSON_is_stored_as_the_replacement_character(string method, string path, string type, string body)
    {
        var (code, answer) = await SendAsync(method, path, body, type);

        code.Should().BeOneOf(200, 201);
        answer.String("data", "a").Should().Be("\uFFFD");
        (await SendAsync("GET", $"{Maps}/{answer.String("metadata", "name")}")).Answer.String("data", "a").Should().Be("\uFFFD");
    }

    [Test]
    public async Task A_kind_that_is_no_Unicode_is_not_registered()
    {
        var (code, answer) = await SendAsync("POST", Maps, "{\"apiVersion\":\"v1\",\"kind\":\"ConfigMapÿ\",\"metadata\":{\"name\":\"kind\"}}", Json);

        code.Should().Be(400);
        answer.String("message").Should().Be(
            "ConfigMap\uFFFD in version \"v1\" cannot be handled as a ConfigMap: no kind \"ConfigMap\uFFFD\" is registered for version \"v1\" in scheme \"pkg/api/legacyscheme/scheme.go:30\"");
    }

    [Test]
    public async Task The_options_of_a_deletion_may_have_it_too()
    {
        var (code, _) = await SendAsync("DELETE", Maps + "/a", "{\"kind\":\"DeleteOptions\",\"apiVersion\":\"v1\",\"preconditions\":{\"uid\":\"ÿ\"}}", Json);

        code.Should().Be(409);
    }

    [Test]
    public async Task And_so_may_reviews()
    {
        var (code, answer) = await SendAsync("POST", "/apis/authentication.k8s.io/v1/tokenreviews", "{\"spec\":{\"token\":\"a\\ud800ÿ\"}}", Json);

        code.Should().Be(201);
        answer.String("spec", "token").Should().Be("a\uFFFD\uFFFD");
    }

    [TestCase("metadata: {name: x}\ndata: {a: ÿ}", "yaml: invalid leading UTF-8 octet (6d657461646174613a207b6e616d653a20787d0a646174613a207b613a20 ...)")]
    [TestCase("ÿ", "yaml: invalid leading UTF-8 octet (ff)")]
    public async Task YAML_with_it_is_refused(string body, string why)
    {
        var (code, answer) = await SendAsync("POST", Maps, body, Yaml);

        code.Should().Be(400);
        answer.String("message").Should().Be($"the object provided is unrecognized (must be of type ConfigMap): {why}");
    }

    [TestCase("{\"apiVersion\":\"v1\",\"kind\":\"ConfigMap\",\"metadata\":{\"name\":\"a\"},\"data\":{\"a\":\"ÿ\"}}", "invalid leading UTF-8 octet")]
    [TestCase("apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\ndata: {a: ÿ}", "invalid leading UTF-8 octet")]
    [TestCase("""{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"a"},"data":{"a":"\ud800"}}""", "line 1: found invalid Unicode character escape code")]
    public async Task What_is_applied_is_YAML_even_where_it_looks_like_JSON(string body, string why)
    {
        var (code, answer) = await SendAsync("PATCH", Maps + "/a?fieldManager=me", body, "application/apply-patch+yaml");

        code.Should().Be(400);
        answer.String("message").Should().Be($"error decoding YAML: error converting YAML to JSON: yaml: {why}");
    }

    private async Task<(int Code, JsonMap Answer)> SendAsync(string method, string path, string? body = null, string type = Json)
    {
        using var request = new HttpRequestMessage(HttpMethod.Parse(method), path);
        if (body is not null)
        {
            // In Latin-1 an "ÿ" is the byte 0xFF, which stands nowhere in UTF-8.
            request.Content = new ByteArrayContent(Encoding.Latin1.GetBytes(body));
            request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(type);
        }
        using var response = await server.Admin.SendAsync(request);
        return ((int)response.StatusCode, JsonText.ParseMap(await response.Content.ReadAsByteArrayAsync()));
    }
}
