using FluentAssertions;
using HandsOn.Kubernetes.Json;
using HandsOn.Testing;
using NUnit.Framework;

namespace HandsOn.Cluster.Tests.Server;

public class ListTests
{
    private const string Path = "/api/v1/namespaces/default/configmaps";

    private readonly ManualTimeProvider time = new();
    private TestApiServer server = null!;

    [SetUp]
    public async Task StartAsync()
    {
        server = await TestApiServer.StartAsync(new() { Definitions = TestDefinitions.All, Time = time });
        foreach (var name in (string[])["a", "b", "c", "d", "e"]) await CreateAsync(name);
    }

    [TearDown]
    public async Task StopAsync() => await server.DisposeAsync();

    [Test]
    public async Task Pages_show_the_moment_of_the_first_page()
    {
        var first = await GetAsync("?limit=2");
        await CreateAsync("bb");
        await server.Admin.DeleteAsync(Path + "/d");
        var second = await GetAsync("?limit=2&continue=" + first.String("metadata", "continue"));
        var third = await GetAsync("?limit=2&continue=" + second.String("metadata", "continue"));

        Names(first).Should().Equal("a", "b");
        first.Long("metadata", "remainingItemCount").Should().Be(3);
        Names(second).Should().Equal("c", "d");
        Names(third).Should().Equal("e");
        third.String("metadata", "continue").Should().BeNull();
        third.String("metadata", "resourceVersion").Should().Be(first.String("metadata", "resourceVersion"));
    }

    [Test]
    public async Task A_token_that_is_too_old_gets_410_with_a_fresh_token_that_goes_on_now()
    {
        var first = await GetAsync("?limit=2");
        await CreateAsync("bb");
        time.Advance(TimeSpan.FromMinutes(6));

        var expired = await server.Admin.GetAsync($"{Path}?limit=9&continue={first.String("metadata", "continue")}");
        var status = JsonText.ParseMap(await expired.Content.ReadAsStringAsync());
        var rest = await GetAsync("?limit=9&continue=" + status.String("metadata", "continue"));

        ((int)expired.StatusCode).Should().Be(410);
        status.String("reason").Should().Be("Expired");
        Names(rest).Should().Equal("bb", "c", "d", "e");
    }

    [TestCase("?labelSelector=n%20in%20(a,c)", "a", "c")]
    [TestCase("?fieldSelector=metadata.name%3Db", "b")]
    [TestCase("?fieldSelector=metadata.name!%3Db&labelSelector=n!%3Dc&limit=10", "a", "d", "e")]
    [TestCase("?resourceVersion=0", "a", "b", "c", "d", "e")]
    public async Task Selectors_choose(string query, params string[] names) => Names(await GetAsync(query)).Should().Equal(names);

    [Test]
    public async Task A_limited_list_with_a_selector_does_not_count_the_rest() =>
        (await GetAsync("?limit=1&labelSelector=n!%3Da")).Map("metadata").ContainsKey("remainingItemCount").Should().BeFalse();

    [TestCase("?resourceVersionMatch=Exact", "ListOptions.meta.k8s.io \"\" is invalid: resourceVersionMatch: Forbidden: resourceVersionMatch is forbidden unless resourceVersion is provided")]
    [TestCase("?sendInitialEvents=true", "ListOptions.meta.k8s.io \"\" is invalid: sendInitialEvents: Forbidden: sendInitialEvents is forbidden for list")]
    [TestCase("?fieldSelector=data%3Dx", "\"data\" is not a known field selector: only \"metadata.name\", \"metadata.namespace\"")]
    public async Task Options_that_make_no_sense_are_refused(string query, string message) =>
        (await GetAsync(query)).String("message").Should().Be(message);

    [Test]
    public async Task A_table_has_a_row_for_every_object_and_metadata_with_it()
    {
        var table = await GetAsync("?limit=2", "application/json;as=Table;v=v1;g=meta.k8s.io,application/json");

        table.String("kind").Should().Be("Table");
        table.List("columnDefinitions").Maps().Select(c => c.String("name")).Should().Equal("Name", "Created At");
        table.List("rows").Maps().Select(r => r.List("cells")[0]).Should().Equal("a", "b");
        table.List("rows").Maps().First().String("object", "kind").Should().Be("PartialObjectMetadata");
        table.Long("metadata", "remainingItemCount").Should().Be(3);
    }

    [Test]
    public async Task Metadata_alone_and_YAML_can_be_had()
    {
        (await GetAsync("?limit=1", "application/json;as=PartialObjectMetadataList;v=v1;g=meta.k8s.io")).String("kind").Should().Be("PartialObjectMetadataList");
        using var request = new HttpRequestMessage(HttpMethod.Get, Path + "/a");
        request.Headers.Accept.ParseAdd("application/yaml");
        (await (await server.Admin.SendAsync(request)).Content.ReadAsStringAsync()).Should().StartWith("apiVersion: v1\n").And.Contain("\nkind: ConfigMap\n");
    }

    [Test]
    public async Task Deleting_a_collection_deletes_what_the_selector_chooses()
    {
        var deleted = await server.Admin.DeleteAsync(Path + "?labelSelector=n%20in%20(a,c)");

        Names(JsonText.ParseMap(await deleted.Content.ReadAsStringAsync())).Should().Equal("a", "c");
        Names(await GetAsync("")).Should().Equal("b", "d", "e");
    }

    private async Task CreateAsync(string name) => (await server.Admin.SendAsync(TestApiServer.Request(
        HttpMethod.Post, Path, $$"""{"metadata":{"name":"{{name}}","labels":{"n":"{{name}}"} } }"""))).EnsureSuccessStatusCode();

    private async Task<JsonMap> GetAsync(string query, string accept = "application/json")
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, Path + query);
        request.Headers.TryAddWithoutValidation("Accept", accept);
        return JsonText.ParseMap(await (await server.Admin.SendAsync(request)).Content.ReadAsStringAsync());
    }

    private static IEnumerable<string?> Names(JsonMap list) => list.List("items").Maps().Select(i => i.String("metadata", "name"));
}
