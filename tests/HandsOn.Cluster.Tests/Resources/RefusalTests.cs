using FluentAssertions;
using HandsOn.Kubernetes.Json;
using NUnit.Framework;

namespace HandsOn.Cluster.Tests.Resources;

public class RefusalTests
{
    private static IEnumerable<TestCaseData> Cases => GoldenFiles.In("Refusals")
        .SelectMany(file => ((JsonMap)file.Arguments[0]!).List("cases").Maps())
        .Select(c => new TestCaseData(c.Map("request"), c.String("message")).SetArgDisplayNames(c.String("name")!));

    [TestCaseSource(nameof(Cases))]
    public void A_wrong_object_is_refused_in_the_words_of_the_real_server(JsonMap request, string message)
    {
        using var cluster = new TestKinds();
        if (request.String("data", "a") == "LARGE") request = request.SetIn(new string('x', 1024 * 1024 + 1), "data", "a");

        TestKinds.Refusal(() => cluster.Create(request)).Should().Be(message);
    }
}
