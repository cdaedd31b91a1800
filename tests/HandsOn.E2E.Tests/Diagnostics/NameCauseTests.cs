using FluentAssertions;
using HandsOn.E2E.Api;
using HandsOn.E2E.Diagnostics.RootCauses;
using HandsOn.Kubernetes.Json;
using HandsOn.Kubernetes.Objects;
using NUnit.Framework;

namespace HandsOn.E2E.Tests.Diagnostics;

public sealed class NameCauseTests
{
    private const string RedisLog = "* Connecting to MASTER redis-leader:6379\n# Error condition on socket for SYNC: Name or service not known\n";
    private const string PhpLog = "getaddrinfo failed: Name or service not known [tcp://redis-leader:6379] in x.php";

    [TestCase(RedisLog, "redis-leadr", "pod web asks for redis-leader, and no Service has that name (the nearest is redis-leadr)")]
    [TestCase(PhpLog, "redis-leadr", "pod web asks for redis-leader, and no Service has that name (the nearest is redis-leadr)")]
    [TestCase(PhpLog, "frontend", "pod web asks for redis-leader, and no Service has that name")]
    [TestCase(PhpLog, "redis-leader", null, Description = "it was not there yet when the log was written")]
    [TestCase("Connecting to MASTER redis-leader:6379\n", "frontend", null)]
    public void A_name_that_no_Service_has_is_found_in_the_log(string log, string service, string? sentence)
    {
        var cause = NameCause.Of(Named("Pod", "web"), log, [Named("Service", service)]);

        cause?.Sentence.Should().Be(sentence);
        (cause is null).Should().Be(sentence is null);
        if (service == "redis-leadr") cause!.Culprit.Should().Be(new Subject("Service", "default", service));
    }

    private static KubeObject Named(string kind, string name) =>
        new(JsonMap.Of(("kind", kind), ("metadata", JsonMap.Of(("name", name), ("namespace", "default")))));
}
