using FluentAssertions;
using HandsOn.Cluster.Controllers.Deployment;
using HandsOn.Kubernetes.Objects;
using NUnit.Framework;

namespace HandsOn.Cluster.Tests.Controllers;

[TestFixture]
public sealed class RollingUpdateTests
{
    [TestCase(4, 3, 3, TestName = "Pods that a set has been told to give up no longer count as available")]
    [TestCase(1, 2, 1, TestName = "Pods that a set does not have yet do not count as available")]
    public void Available_StatusAndSpecDiffer_CountsTheSmaller(int available, int replicas, int expected)
    {
        var set = KubeObject.Parse($$$"""{"apiVersion":"apps/v1","kind":"ReplicaSet","spec":{"replicas":{{{replicas}}}},"status":{"availableReplicas":{{{available}}}}}""");

        RollingUpdate.Available([set]).Should().Be(expected);
    }
}
