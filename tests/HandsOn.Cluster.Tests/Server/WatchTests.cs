using System.Text;
using FluentAssertions;
using HandsOn.Kubernetes.Json;
using HandsOn.Testing;
using NUnit.Framework;

namespace HandsOn.Cluster.Tests.Server;

public class WatchTests
{
    private const string Path = "/api/v1/namespaces/default/configmaps";

    private readonly ManualTimeProvider time = new();
    private TestApiServer server = null!;

    [SetUp]
    public async Task StartAsync()
    {
        server = await TestApiServer.StartAsync(new() { Definitions = TestDefinitions.All, Time = time });
        await SendAsync(HttpMethod.Post, Path, """{"metadata":{"name":"a","labels":{"x":"1"}}}""");
    }

    [TearDown]
    public async Task StopAsync() => await server.DisposeAsync();

    [Test]
    public async Task What_enters_and_leaves_a_selector_is_added_and_deleted()
    {
        using var watch = await WatchAsync("?watch=1&labelSelector=x%3D1");
        await PatchLabelAsync("a", "2");
        await PatchLabelAsync("a", "1");
        await SendAsync(HttpMethod.Delete, Path + "/a");

        (await watch.NextAsync()).Should().Be(("ADDED", "a", "1"));
        (await watch.NextAsync()).Should().Be(("DELETED", "a", "1"), "the selector knows it by its previous content");
        (await watch.NextAsync()).Should().Be(("ADDED", "a", "1"));
        (await watch.NextAsync()).Should().Be(("DELETED", "a", "1"));
    }

    [Test]
    public async Task A_watch_from_a_revision_begins_after_it_and_sees_only_its_namespace()
    {
        var revision = server.Server.Store.Revision;
        await SendAsync(HttpMethod.Post, "/api/v1/namespaces/other/configmaps", """{"metadata":{"name":"z"}}""");
        await SendAsync(HttpMethod.Post, Path, """{"metadata":{"name":"b"}}""");

        using var watch = await WatchAsync($"?watch=true&resourceVersion={revision}");

        (await watch.NextAsync()).Should().Be(("ADDED", "b", null));
    }

    [Test]
    public async Task A_streamed_list_ends_with_a_bookmark_that_says_so()
    {
        using var watch = await WatchAsync("?watch=1&sendInitialEvents=true&resourceVersionMatch=NotOlderThan&allowWatchBookmarks=true");

        (await watch.NextAsync()).Should().Be(("ADDED", "a", "1"));
        var bookmark = await watch.NextEventAsync();
        bookmark.String("type").Should().Be("BOOKMARK");
        bookmark.String("object", "metadata", "annotations", "k8s.io/initial-events-end").Should().Be("true");
        bookmark.String("object", "metadata", "resourceVersion").Should().Be(server.Server.Store.Revision.ToString());
    }

    [Test]
    public async Task An_idle_watch_gets_a_bookmark_a_minute()
    {
        using var watch = await WatchAsync($"?watch=1&allowWatchBookmarks=true&resourceVersion={server.Server.Store.Revision}");
        await SendAsync(HttpMethod.Post, "/api/v1/namespaces/other/configmaps", """{"metadata":{"name":"z"}}""");
        await SendAsync(HttpMethod.Post, Path, """{"metadata":{"name":"b"}}""");
        (await watch.NextAsync()).Should().Be(("ADDED", "b", null));

        time.Advance(TimeSpan.FromMinutes(1));
        var bookmark = await watch.NextEventAsync();

        bookmark.String("type").Should().Be("BOOKMARK");
        bookmark.String("object", "metadata", "resourceVersion").Should().Be(server.Server.Store.Revision.ToString());
    }

    [Test]
    public async Task A_revision_that_the_history_no_longer_holds_is_an_error_event()
    {
        server.Server.Store.Compact(server.Server.Store.Revision);

        using var watch = await WatchAsync("?watch=1&resourceVersion=1");
        var error = await watch.NextEventAsync();

        error.String("type").Should().Be("ERROR");
        error.Long("object", "code").Should().Be(410);
        (await watch.IsAtEndAsync()).Should().BeTrue();
    }

    [Test]
    public async Task A_watch_ends_when_its_time_is_over()
    {
        using var watch = await WatchAsync($"?watch=1&timeoutSeconds=5&resourceVersion={server.Server.Store.Revision}");

        time.Advance(TimeSpan.FromSeconds(5));

        (await watch.IsAtEndAsync()).Should().BeTrue();
    }

    [Test]
    public async Task Rows_have_their_columns_only_in_the_first_event()
    {
        using var watch = await WatchAsync("?watch=1", "application/json;as=Table;v=v1;g=meta.k8s.io");
        await SendAsync(HttpMethod.Post, Path, """{"metadata":{"name":"b"}}""");

        (await watch.NextEventAsync()).Map("object").List("columnDefinitions").Count.Should().Be(2);
        var second = (await watch.NextEventAsync()).Map("object");
        second["columnDefinitions"].Should().BeNull();
        second.List("rows").Maps().Single().List("cells")[0].Should().Be("b");
    }

    [Test]
    public async Task A_server_stops_at_once_whoever_watches()
    {
        await using var doomed = await TestApiServer.StartAsync(new() { Definitions = TestDefinitions.All });
        using var response = await doomed.Admin.GetAsync(Path + "?watch=1", HttpCompletionOption.ResponseHeadersRead);
        await using var stream = await response.Content.ReadAsStreamAsync();

        var stopping = doomed.Host.DisposeAsync().AsTask();

        await stopping.WaitAsync(TimeSpan.FromSeconds(2));
        (await EndsAsync(() => stream.ReadAsync(new byte[1]).AsTask())).Should().BeTrue("the watch ends with the server");
    }

    [TestCase(33, "sendInitialEvents: Forbidden: sendInitialEvents is forbidden for watch unless the WatchList feature gate is enabled")]
    public async Task Minors_without_watch_lists_refuse_them(int minor, string message)
    {
        await using var old = await TestApiServer.StartAsync(new() { Definitions = TestDefinitions.All, Minor = minor });

        var refused = await old.Admin.GetAsync(Path + "?watch=1&sendInitialEvents=true&resourceVersionMatch=NotOlderThan");

        ((int)refused.StatusCode).Should().Be(422);
        (await refused.Content.ReadAsStringAsync()).Should().Contain(message);
    }

    /// <summary>Whether reading ended, cleanly or by a broken connection.</summary>
    private static async Task<bool> EndsAsync(Func<Task<int>> read)
    {
        try
        {
            return await read() == 0;
        }
        catch (IOException)
        {
            return true;
        }
    }

    private Task PatchLabelAsync(string name, string value) =>
        SendAsync(HttpMethod.Patch, $"{Path}/{name}", $$"""{"metadata":{"labels":{"x":"{{value}}"} } }""", "application/merge-patch+json");

    private async Task SendAsync(HttpMethod method, string path, string? body = null, string contentType = "application/json") =>
        (await server.Admin.SendAsync(TestApiServer.Request(method, path, body, contentType))).EnsureSuccessStatusCode();

    private async Task<Watch> WatchAsync(string query, string accept = "application/json")
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, Path + query);
        request.Headers.TryAddWithoutValidation("Accept", accept);
        var response = await server.Admin.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        return new Watch(response.EnsureSuccessStatusCode(), new StreamReader(await response.Content.ReadAsStreamAsync(), Encoding.UTF8));
    }

    private sealed class Watch(HttpResponseMessage response, StreamReader lines) : IDisposable
    {
        public async Task<JsonMap> NextEventAsync() => JsonText.ParseMap((await lines.ReadLineAsync())!);

        public async Task<(string? Type, string? Name, string? Label)> NextAsync()
        {
            var change = await NextEventAsync();
            return (change.String("type"), change.String("object", "metadata", "name"), change.String("object", "metadata", "labels", "x"));
        }

        public async Task<bool> IsAtEndAsync() => await lines.ReadLineAsync() is null;

        public void Dispose()
        {
            lines.Dispose();
            response.Dispose();
        }
    }
}
