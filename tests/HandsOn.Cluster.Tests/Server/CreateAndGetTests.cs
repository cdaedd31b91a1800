using System.Net;
using FluentAssertions;
using HandsOn.Kubernetes.Json;
using NUnit.Framework;

namespace HandsOn.Cluster.Tests.Server;

public class CreateAndGetTests
{
    private const string Path = "/api/v1/namespaces/default/configmaps";

    [Test]
    public async Task A_created_object_is_given_back_with_its_metadata()
    {
        await using var server = await TestApiServer.StartAsync(new() { Definitions = TestDefinitions.All });

        var created = await server.Admin.SendAsync(TestApiServer.Request(HttpMethod.Post, Path, """{"metadata":{"name":"a"},"data":{"k":"v"}}"""));
        var read = JsonText.ParseMap(await server.Admin.GetStringAsync(Path + "/a"));

        created.StatusCode.Should().Be(HttpStatusCode.Created);
        read.String("kind").Should().Be("ConfigMap");
        read.String("metadata", "namespace").Should().Be("default");
        read.String("metadata", "uid").Should().HaveLength(36);
        read.String("data", "k").Should().Be("v");
    }

    [Test]
    public async Task A_body_that_is_broken_off_is_refused_in_the_words_of_the_real_server()
    {
        await using var server = await TestApiServer.StartAsync(new() { Definitions = TestDefinitions.All });

        var refused = await server.Admin.SendAsync(TestApiServer.Request(HttpMethod.Post, Path, """{"kind": """));

        refused.StatusCode.Should().Be(HttpStatusCode.BadRequest);
        JsonText.ParseMap(await refused.Content.ReadAsStringAsync()).String("message").Should().Be(
            "the object provided is unrecognized (must be of type ConfigMap): couldn't get version/kind; json parse error: unexpected end of JSON input ({\"kind\": )");
    }
}
