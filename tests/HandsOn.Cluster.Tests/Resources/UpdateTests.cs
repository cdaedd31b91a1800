using FluentAssertions;
using HandsOn.Kubernetes.Json;
using HandsOn.Kubernetes.Objects;
using NUnit.Framework;

namespace HandsOn.Cluster.Tests.Resources;

public class UpdateTests
{
    private static IEnumerable<TestCaseData> Cases => GoldenFiles.In("Updates")
        .SelectMany(file => ((JsonMap)file.Arguments[0]!).List("cases").Maps())
        .Select(c => new TestCaseData(c.Map("stored"), c.Map("update"), c.String("message")).SetArgDisplayNames(c.String("name")!));

    [TestCaseSource(nameof(Cases))]
    public void A_change_is_accepted_or_refused_as_by_the_real_server(JsonMap stored, JsonMap update, string message)
    {
        using var cluster = new TestKinds();
        var item = cluster.Create(stored);

        TestKinds.Refusal(() => cluster.Change(item, _ => new KubeObject(update))).Should().Be(message);
    }
}
