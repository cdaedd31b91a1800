using FluentAssertions;
using HandsOn.E2E.Inputs;
using HandsOn.E2E.Tests.Support;
using NUnit.Framework;

namespace HandsOn.E2E.Tests.Texts;

public sealed class GuestbookFixtureTests
{
    [Test]
    public void The_two_lines_that_the_text_edits_are_where_it_says()
    {
        var lines = File.ReadAllLines(Fixtures.Path("guestbook", "frontend-deployment.yaml"));

        lines[9].Trim().Should().Be("replicas: 1");
        lines[22].Trim().Should().Be("memory: 100Mi");
    }

    [Test]
    public void There_are_six_objects_in_six_files() =>
        Directory.GetFiles(Fixtures.Path("guestbook")).SelectMany(YamlFile.Read).Select(d => $"{d.Root.String("kind")}/{d.Root.String("metadata", "name")}")
            .Should().BeEquivalentTo(
                "Deployment/frontend", "Service/frontend", "Deployment/redis-leader", "Service/redis-leader", "Deployment/redis-follower", "Service/redis-follower");
}
