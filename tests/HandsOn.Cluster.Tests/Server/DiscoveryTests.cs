using FluentAssertions;
using HandsOn.Cluster.Api.Resources;
using HandsOn.Cluster.Server.Health;
using HandsOn.Kubernetes.Json;
using NUnit.Framework;

namespace HandsOn.Cluster.Tests.Server;

/// <summary>Discovery against what a real 1.36 serves, for the kinds that this cluster has.</summary>
public class DiscoveryTests
{
    private const string Aggregated = "application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList";

    [TestCase("/api", "aggregated-api-1.36.json")]
    [TestCase("/apis", "aggregated-apis-1.36.json")]
    public async Task Every_resource_is_described_as_the_real_server_describes_it(string path, string recording)
    {
        await using var server = await TestApiServer.StartAsync(new());
        var recorded = Resources(JsonText.ParseMap(await File.ReadAllBytesAsync(
            Path.Combine(TestContext.CurrentContext.TestDirectory, "Server", "Recordings", recording))));

        var response = await GetAsync(server, path, Aggregated);
        var served = Resources(JsonText.ParseMap(await response.Content.ReadAsStringAsync()));

        response.Content.Headers.ContentType!.ToString().Replace(" ", "").Should().Be(Aggregated);
        served.Should().NotBeEmpty();
        foreach (var (name, resource) in served) JsonText.ToString(Sorted(resource)).Should().Be(JsonText.ToString(Sorted(recorded[name])), name);
    }

    [TestCase(21, "/apis", Aggregated + ",application/json", "APIGroupList", Description = "aggregated discovery came with 1.26")]
    [TestCase(27, "/apis", "application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList,application/json;g=apidiscovery.k8s.io;v=v2beta1;as=APIGroupDiscoveryList,application/json", "APIGroupDiscoveryList")]
    [TestCase(36, "/api", "application/json", "APIVersions")]
    [TestCase(36, "/apis/apps", "*/*", "APIGroup")]
    [TestCase(36, "/apis/apps/v1", "application/yaml;q=0.1,application/json", "APIResourceList")]
    public async Task The_Accept_header_and_the_minor_decide_on_the_document(int minor, string path, string accept, string kind)
    {
        await using var server = await TestApiServer.StartAsync(new() { Minor = minor });

        var response = await GetAsync(server, path, accept);

        JsonText.ParseMap(await response.Content.ReadAsStringAsync()).String("kind").Should().Be(kind);
    }

    [Test]
    public async Task A_document_that_the_client_has_is_not_sent_again()
    {
        await using var server = await TestApiServer.StartAsync(new());
        var etag = (await GetAsync(server, "/apis", Aggregated)).Headers.ETag!;

        using var request = new HttpRequestMessage(HttpMethod.Get, "/apis");
        request.Headers.TryAddWithoutValidation("Accept", Aggregated);
        request.Headers.IfNoneMatch.Add(etag);

        ((int)(await server.Admin.SendAsync(request)).StatusCode).Should().Be(304);
    }

    [TestCase(21, "extensions/v1beta1", true)]
    [TestCase(22, "extensions/v1beta1", false)]
    public async Task Removed_versions_are_gone_from_their_minor_on(int minor, string version, bool served)
    {
        await using var server = await TestApiServer.StartAsync(new() { Minor = minor });

        var response = await server.Admin.GetAsync($"/apis/{version}/namespaces/default/ingresses");

        ((int)response.StatusCode).Should().Be(served ? 200 : 404);
        if (served) response.Headers.GetValues("Warning").Single().Should().StartWith("299 - \"extensions/v1beta1 Ingress is deprecated in v1.14+, unavailable in v1.22+");
        else (await response.Content.ReadAsStringAsync()).Should().Be("404 page not found\n");
    }

    [TestCase("/livez", "ok")]
    [TestCase("/livez/ping", "ok")]
    public async Task Health_is_told_in_plain_text(string path, string text)
    {
        await using var server = await TestApiServer.StartAsync(new() { Definitions = TestDefinitions.All });

        (await server.Admin.GetStringAsync(path)).Should().Be(text);
    }

    [Test]
    public async Task A_check_that_fails_makes_the_server_not_ready()
    {
        await using var server = await TestApiServer.StartAsync(
            new() { Definitions = TestDefinitions.All }, o => o with { Checks = [new HealthCheck("dns", () => "no answer")] });

        var response = await server.Admin.GetAsync("/readyz?verbose");

        ((int)response.StatusCode).Should().Be(500);
        (await response.Content.ReadAsStringAsync()).Should().StartWith("[+]ping ok\n").And.EndWith("[-]dns failed: reason withheld\nreadyz check failed\n");
    }

    [Test]
    public async Task The_version_says_that_it_is_played()
    {
        await using var server = await TestApiServer.StartAsync(new() { Definitions = TestDefinitions.All, Minor = 31 });

        JsonText.ParseMap(await server.Admin.GetStringAsync("/version")).String("gitVersion").Should().StartWith("v1.31.").And.Contain("+");
    }

    [Test]
    public async Task Clients_learn_that_there_are_no_custom_resources()
    {
        await using var server = await TestApiServer.StartAsync(new() { Definitions = TestDefinitions.All });

        var list = JsonText.ParseMap(await server.Admin.GetStringAsync("/apis/apiextensions.k8s.io/v1/customresourcedefinitions"));

        list.String("kind").Should().Be("CustomResourceDefinitionList");
        list["items"].Should().BeOfType<JsonList>().Which.Count.Should().Be(0);
    }

    private static Task<HttpResponseMessage> GetAsync(TestApiServer server, string path, string accept)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.TryAddWithoutValidation("Accept", accept);
        return server.Admin.SendAsync(request);
    }

    private static Dictionary<string, JsonMap> Resources(JsonMap list) =>
        (from item in list.List("items").Maps()
         from version in item.List("versions").Maps()
         from resource in version.List("resources").Maps()
         select ($"{item.String("metadata", "name")}/{version.String("version")}/{resource.String("resource")}", resource)).ToDictionary(p => p.Item1, p => p.resource);

    private static object? Sorted(object? value) => value switch
    {
        JsonMap map => JsonMap.From(map.OrderBy(m => m.Key, StringComparer.Ordinal).Select(m => KeyValuePair.Create(m.Key, Sorted(m.Value)))),
        JsonList list => JsonList.From(list.Select(Sorted)),
        _ => value,
    };
}
