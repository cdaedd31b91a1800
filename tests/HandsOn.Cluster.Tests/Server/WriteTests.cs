using FluentAssertions;
using HandsOn.Cluster.Api.Fields;
using HandsOn.Kubernetes.Json;
using HandsOn.Kubernetes.Objects;
using HandsOn.Kubernetes.Schemas;
using HandsOn.Testing;
using NUnit.Framework;

namespace HandsOn.Cluster.Tests.Server;

public class WriteTests
{
    private const string Maps = "/api/v1/namespaces/default/configmaps";
    private const string Deployment = "/apis/apps/v1/namespaces/default/deployments/web";

    private readonly ManualTimeProvider time = new();
    private TestApiServer server = null!;

    [SetUp]
    public async Task StartAsync()
    {
        server = await TestApiServer.StartAsync(new() { Time = time, Fields = catalogs => new ManagedFieldTracker(catalogs, time) });
        await SendAsync(HttpMethod.Post, Maps, """{"metadata":{"name":"a"},"data":{"k":"1"}}""");
        await SendAsync(HttpMethod.Post, "/apis/apps/v1/namespaces/default/deployments", """
            {"metadata":{"name":"web"},"spec":{"replicas":2,"selector":{"matchLabels":{"a":"b"}},
             "template":{"metadata":{"labels":{"a":"b"}},"spec":{"containers":[{"name":"c","image":"i"},{"name":"d","image":"j"}]}}}}
            """);
    }

    [TearDown]
    public async Task StopAsync() => await server.DisposeAsync();

    [TestCase("application/merge-patch+json", """{"spec":{"replicas":5}}""")]
    [TestCase("application/json-patch+json", """[{"op":"replace","path":"/spec/replicas","value":5}]""")]
    [TestCase("application/strategic-merge-patch+json", """{"spec":{"replicas":5,"template":{"spec":{"containers":[{"name":"c","image":"i"}]}}}}""")]
    public async Task Every_sort_of_patch_changes_what_it_names(string type, string patch)
    {
        var (code, patched) = await SendAsync(HttpMethod.Patch, Deployment, patch, type);

        code.Should().Be(200);
        patched.Long("spec", "replicas").Should().Be(5);
        patched.Long("metadata", "generation").Should().Be(2);
        patched.List("spec", "template", "spec", "containers").Count.Should().Be(2);
    }

    [Test]
    public async Task Apply_creates_and_YAML_will_do()
    {
        var (code, created) = await SendAsync(
            HttpMethod.Patch, Maps + "/new?fieldManager=me", "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: new\ndata:\n  k: v\n", "application/apply-patch+yaml");

        code.Should().Be(201);
        created.List("metadata", "managedFields").Maps().Single().String("operation").Should().Be("Apply");
    }

    [Test]
    public async Task A_write_that_changes_nothing_keeps_the_resource_version()
    {
        var (_, before) = await SendAsync(HttpMethod.Get, Deployment);
        time.Advance(TimeSpan.FromSeconds(10));

        await SendAsync(HttpMethod.Patch, Deployment, """{"spec":{"replicas":2}}""", "application/merge-patch+json");
        var (_, after) = await SendAsync(HttpMethod.Put, Deployment, JsonText.ToString(before.RemoveIn("metadata", "resourceVersion")));

        after.String("metadata", "resourceVersion").Should().Be(before.String("metadata", "resourceVersion"));
    }

    [Test]
    public async Task A_dry_run_answers_as_if_and_stores_nothing()
    {
        var (code, answer) = await SendAsync(HttpMethod.Post, Maps + "?dryRun=All", """{"metadata":{"name":"ghost"}}""");

        code.Should().Be(201);
        answer.String("metadata", "uid").Should().NotBeNull();
        answer.String("metadata", "resourceVersion").Should().BeNull();
        (await SendAsync(HttpMethod.Get, Maps + "/ghost")).Code.Should().Be(404);
    }

    [TestCase("?dryRun=Some", "CreateOptions.meta.k8s.io \"\" is invalid: dryRun: Unsupported value: \"Some\": supported values: \"All\"")]
    [TestCase("?fieldValidation=Very", "CreateOptions.meta.k8s.io \"\" is invalid: fieldValidation: Unsupported value: \"Very\": supported values: \"Ignore\", \"Strict\", \"Warn\"")]
    public async Task Options_that_make_no_sense_are_refused(string query, string message) =>
        (await SendAsync(HttpMethod.Post, Maps + query, """{"metadata":{"name":"x"}}""")).Answer.String("message").Should().Be(message);

    [Test]
    public async Task A_scale_changes_the_replicas_and_counts_as_a_change()
    {
        var (_, scale) = await SendAsync(HttpMethod.Get, Deployment + "/scale");
        var (code, scaled) = await SendAsync(HttpMethod.Put, Deployment + "/scale", JsonText.ToString(scale.SetIn(7, "spec", "replicas")));
        var (_, stored) = await SendAsync(HttpMethod.Get, Deployment);

        scale.String("status", "selector").Should().Be("a=b");
        code.Should().Be(200);
        scaled.Long("spec", "replicas").Should().Be(7);
        stored.Long("spec", "replicas").Should().Be(7);
        stored.Long("metadata", "generation").Should().Be(2);
        (await SendAsync(HttpMethod.Put, Deployment + "/scale", JsonText.ToString(scale))).Code.Should().Be(409, "the scale is of an older version");
    }

    [Test]
    public async Task The_status_is_written_through_its_own_path_only()
    {
        await SendAsync(HttpMethod.Patch, Deployment, """{"status":{"replicas":9}}""", "application/merge-patch+json");
        (await SendAsync(HttpMethod.Get, Deployment)).Answer.Long("status", "replicas").Should().BeNull();

        var (_, written) = await SendAsync(HttpMethod.Patch, Deployment + "/status", """{"spec":{"replicas":9},"status":{"replicas":9}}""", "application/merge-patch+json");
        written.Long("status", "replicas").Should().Be(9);
        written.Long("spec", "replicas").Should().Be(2);
    }

    [Test]
    public async Task An_object_with_a_finalizer_terminates_and_goes_with_the_last_one()
    {
        await SendAsync(HttpMethod.Patch, Maps + "/a", """{"metadata":{"finalizers":["example.com/x"]}}""", "application/merge-patch+json");

        var (_, terminating) = await SendAsync(HttpMethod.Delete, Maps + "/a");
        var (refused, _) = await SendAsync(HttpMethod.Patch, Maps + "/a", """{"metadata":{"finalizers":["example.com/x","example.com/y"]}}""", "application/merge-patch+json");
        var (_, again) = await SendAsync(HttpMethod.Post, Maps, """{"metadata":{"name":"a"}}""");
        var (last, _) = await SendAsync(HttpMethod.Patch, Maps + "/a", """{"metadata":{"finalizers":null}}""", "application/merge-patch+json");

        terminating.Long("metadata", "deletionGracePeriodSeconds").Should().Be(0);
        refused.Should().Be(422);
        again.String("message").Should().Be("object is being deleted: configmaps \"a\" already exists");
        last.Should().Be(200);
        (await SendAsync(HttpMethod.Get, Maps + "/a")).Code.Should().Be(404);
    }

    [TestCase("Foreground", "foregroundDeletion")]
    [TestCase("Orphan", "orphan")]
    public async Task Propagation_becomes_a_finalizer(string policy, string finalizer)
    {
        var (_, terminating) = await SendAsync(HttpMethod.Delete, Deployment, $$"""{"kind":"DeleteOptions","apiVersion":"v1","propagationPolicy":"{{policy}}"}""");

        terminating.List("metadata", "finalizers").Should().Equal(finalizer);
        terminating.Long("metadata", "generation").Should().Be(2, "the beginning of the end counts as a change");
    }

    [Test]
    public async Task A_pod_gets_its_grace_period_which_can_only_be_shortened()
    {
        await SendAsync(HttpMethod.Post, "/api/v1/namespaces/default/pods", """{"metadata":{"name":"p"},"spec":{"nodeName":"n","containers":[{"name":"c","image":"i"}]}}""");
        const string Pod = "/api/v1/namespaces/default/pods/p";

        var (_, first) = await SendAsync(HttpMethod.Delete, Pod);
        var (_, longer) = await SendAsync(HttpMethod.Delete, Pod + "?gracePeriodSeconds=90");
        var (_, shorter) = await SendAsync(HttpMethod.Delete, Pod + "?gracePeriodSeconds=5");
        var (_, now) = await SendAsync(HttpMethod.Delete, Pod + "?gracePeriodSeconds=0");

        first.Long("metadata", "deletionGracePeriodSeconds").Should().Be(30);
        first.String("metadata", "deletionTimestamp").Should().Be(Timestamps.Format(time.GetUtcNow().AddSeconds(30)));
        longer.Long("metadata", "deletionGracePeriodSeconds").Should().Be(30);
        shorter.String("metadata", "deletionTimestamp").Should().Be(Timestamps.Format(time.GetUtcNow().AddSeconds(5)));
        now.String("kind").Should().Be("Pod", "a deleted pod is given back");
        (await SendAsync(HttpMethod.Get, Pod)).Code.Should().Be(404);
    }

    [Test]
    public async Task A_namespace_stays_until_its_own_finalizers_are_taken_off()
    {
        const string Namespace = "/api/v1/namespaces/gone";
        await SendAsync(HttpMethod.Post, "/api/v1/namespaces", """{"metadata":{"name":"gone"}}""");

        var (_, terminating) = await SendAsync(HttpMethod.Delete, Namespace);
        await SendAsync(HttpMethod.Put, Namespace + "/finalize", JsonText.ToString(terminating.SetIn(JsonList.Empty, "spec", "finalizers")));

        terminating.String("status", "phase").Should().Be("Terminating");
        (await SendAsync(HttpMethod.Get, Namespace)).Code.Should().Be(404);
    }

    [Test]
    public async Task Of_writers_that_build_on_the_same_version_one_wins()
    {
        var (_, seen) = await SendAsync(HttpMethod.Get, Maps + "/a");

        var codes = await Task.WhenAll(Enumerable.Range(0, 8).Select(async i =>
            (await SendAsync(HttpMethod.Put, Maps + "/a", JsonText.ToString(seen.SetIn($"{i + 10}", "data", "k")))).Code));

        codes.Count(c => c == 200).Should().Be(1);
        codes.Count(c => c == 409).Should().Be(7);
    }

    [Test]
    public async Task Patches_that_cross_are_all_made()
    {
        await Task.WhenAll(Enumerable.Range(0, 8).Select(i =>
            SendAsync(HttpMethod.Patch, Maps + "/a", $"{{\"data\":{{\"n{i}\":\"x\"}}}}", "application/merge-patch+json")));

        (await SendAsync(HttpMethod.Get, Maps + "/a")).Answer.Map("data").Count.Should().Be(9);
    }

    private async Task<(int Code, JsonMap Answer)> SendAsync(HttpMethod method, string path, string? body = null, string contentType = "application/json")
    {
        using var response = await server.Admin.SendAsync(TestApiServer.Request(method, path, body, contentType));
        return ((int)response.StatusCode, JsonText.ParseMap(await response.Content.ReadAsByteArrayAsync()));
    }
}
