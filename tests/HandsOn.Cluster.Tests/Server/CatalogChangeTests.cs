using System.Net;
using FluentAssertions;
using HandsOn.Cluster.Api.Resources;
using NUnit.Framework;

namespace HandsOn.Cluster.Tests.Server;

public sealed class CatalogChangeTests
{
    private static readonly ResourceDefinition Backups = new PlainDefinition(new(new("example.com", "backups"), "v1", "Backup"));

    [Test]
    public async Task A_kind_that_joins_the_catalogue_is_discovered_and_takes_objects()
    {
        await using var server = await TestApiServer.StartAsync(new() { Definitions = TestDefinitions.All });
        (await server.Admin.GetAsync("/apis/example.com/v1")).StatusCode.Should().Be(HttpStatusCode.NotFound);
        await server.Admin.GetStringAsync("/apis");

        server.Server.Catalogs.Publish(catalog => new ResourceCatalog([.. catalog.All, Backups], catalog.Minor, catalog.Schemas));

        (await server.Admin.GetStringAsync("/apis")).Should().Contain("example.com/v1");
        (await server.Admin.GetStringAsync("/apis/example.com/v1")).Should().Contain("\"backups\"");
        var created = await server.Admin.SendAsync(TestApiServer.Request(
            HttpMethod.Post, "/apis/example.com/v1/namespaces/ns/backups",
            """{"apiVersion":"example.com/v1","kind":"Backup","metadata":{"name":"nightly"}}"""));
        created.StatusCode.Should().Be(HttpStatusCode.Created);
    }

    [Test]
    public async Task A_kind_that_leaves_the_catalogue_is_not_found_any_more()
    {
        await using var server = await TestApiServer.StartAsync(new() { Definitions = [.. TestDefinitions.All, Backups] });
        (await server.Admin.GetAsync("/apis/example.com/v1/namespaces/ns/backups")).StatusCode.Should().Be(HttpStatusCode.OK);

        server.Server.Catalogs.Publish(catalog => new ResourceCatalog(catalog.All.Where(d => d != Backups), catalog.Minor, catalog.Schemas));

        (await server.Admin.GetAsync("/apis/example.com/v1/namespaces/ns/backups")).StatusCode.Should().Be(HttpStatusCode.NotFound);
        (await server.Admin.GetStringAsync("/apis")).Should().NotContain("example.com");
    }

    [Test]
    public void Followers_are_told_the_snapshot_of_now_and_each_newer_one_until_they_stop()
    {
        var catalogs = new PublishedCatalog(new ResourceCatalog(TestDefinitions.All, 36));
        var told = new List<int>();
        var following = catalogs.Follow(catalog => told.Add(catalog.All.Count));

        catalogs.Publish(catalog => new ResourceCatalog([.. catalog.All, Backups], catalog.Minor));
        following.Dispose();
        catalogs.Publish(catalog => new ResourceCatalog([], catalog.Minor));

        told.Should().Equal(TestDefinitions.All.Count, TestDefinitions.All.Count + 1);
    }
}
