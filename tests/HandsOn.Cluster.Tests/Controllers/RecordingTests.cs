using System.Text.RegularExpressions;
using FluentAssertions;
using HandsOn.Cluster.Api.Resources;
using HandsOn.Cluster.Api.Resources.Kinds;
using HandsOn.Cluster.Api.Storage;
using HandsOn.Kubernetes.Json;
using HandsOn.Kubernetes.Objects;
using NUnit.Framework;

namespace HandsOn.Cluster.Tests.Controllers;

/// <summary>
/// What a watch of a real 1.36.2 saw of a Deployment with one pod that never becomes ready: created, scaled to two, changed. Only
/// what was said counts, not how many steps were said at once.
/// </summary>
public partial class RecordingTests : ControllerTest
{
    private static readonly string[] RealDeployment =
    [
        "{}",
        """{"conditions":"Progressing True NewReplicaSetCreated: Created new replica set HASH"}""",
        """{"observedGeneration":1,"unavailableReplicas":1,"terminatingReplicas":0,"conditions":"Progressing True NewReplicaSetCreated: Created new replica set HASH; Available False MinimumReplicasUnavailable: Deployment does not have minimum availability."}""",
        """{"observedGeneration":1,"replicas":1,"updatedReplicas":1,"unavailableReplicas":1,"terminatingReplicas":0,"conditions":"Available False MinimumReplicasUnavailable: Deployment does not have minimum availability.; Progressing True ReplicaSetUpdated: ReplicaSet HASH is progressing."}""",
        """{"observedGeneration":2,"replicas":1,"updatedReplicas":1,"unavailableReplicas":1,"terminatingReplicas":0,"conditions":"Available False MinimumReplicasUnavailable: Deployment does not have minimum availability.; Progressing True ReplicaSetUpdated: ReplicaSet HASH is progressing."}""",
        """{"observedGeneration":2,"replicas":1,"updatedReplicas":1,"unavailableReplicas":2,"terminatingReplicas":0,"conditions":"Available False MinimumReplicasUnavailable: Deployment does not have minimum availability.; Progressing True ReplicaSetUpdated: ReplicaSet HASH is progressing."}""",
        """{"observedGeneration":2,"replicas":2,"updatedReplicas":2,"unavailableReplicas":2,"terminatingReplicas":0,"conditions":"Available False MinimumReplicasUnavailable: Deployment does not have minimum availability.; Progressing True ReplicaSetUpdated: ReplicaSet HASH is progressing."}""",
        """{"observedGeneration":2,"replicas":2,"updatedReplicas":2,"unavailableReplicas":2,"terminatingReplicas":0,"conditions":"Available False MinimumReplicasUnavailable: Deployment does not have minimum availability.; Progressing True NewReplicaSetCreated: Created new replica set HASH"}""",
        """{"observedGeneration":3,"replicas":2,"unavailableReplicas":3,"terminatingReplicas":0,"conditions":"Available False MinimumReplicasUnavailable: Deployment does not have minimum availability.; Progressing True NewReplicaSetCreated: Created new replica set HASH"}""",
        """{"observedGeneration":3,"replicas":3,"updatedReplicas":1,"unavailableReplicas":3,"terminatingReplicas":0,"conditions":"Available False MinimumReplicasUnavailable: Deployment does not have minimum availability.; Progressing True ReplicaSetUpdated: ReplicaSet HASH is progressing."}""",
    ];

    private static readonly string[] RealReplicaSets =
    [
        """1 {"replicas":0}""",
        """1 {"replicas":0,"terminatingReplicas":0,"observedGeneration":1}""",
        """1 {"replicas":1,"fullyLabeledReplicas":1,"terminatingReplicas":0,"observedGeneration":1}""",
        """2 {"replicas":1,"fullyLabeledReplicas":1,"terminatingReplicas":0,"observedGeneration":1}""",
        """2 {"replicas":1,"fullyLabeledReplicas":1,"terminatingReplicas":0,"observedGeneration":2}""",
        """2 {"replicas":2,"fullyLabeledReplicas":2,"terminatingReplicas":0,"observedGeneration":2}""",
        """1 {"replicas":0}""",
        """1 {"replicas":0,"terminatingReplicas":0,"observedGeneration":1}""",
        """1 {"replicas":1,"fullyLabeledReplicas":1,"terminatingReplicas":0,"observedGeneration":1}""",
    ];

    [Test]
    public async Task A_deployment_and_its_replica_sets_say_what_the_real_ones_said()
    {
        using var deployments = Cluster.Server.Store.Watch(DeploymentKind.Resource);
        using var sets = Cluster.Server.Store.Watch(ReplicaSetKind.Resource);
        await Cluster.CreateAsync(DeploymentKind.Resource, TestCluster.Deployment("w", 1));
        await Cluster.SettledAsync();
        await Cluster.ChangeAsync(DeploymentKind.Resource, "w", d => d.SetIn(2, "spec", "replicas"));
        await Cluster.ChangeAsync(DeploymentKind.Resource, "w", d => d.SetIn(
            d.Spec.List("template", "spec", "containers").MapEach(c => c.With("image", "v2")), "spec", "template", "spec", "containers"));

        var said = Said(deployments, Words);
        said.Should().BeSubsetOf(RealDeployment);
        said.Select(words => Array.IndexOf(RealDeployment, words)).Should().BeInAscendingOrder();
        // What each of the three writes led to in the end cannot be left out.
        said.Should().Contain([RealDeployment[3], RealDeployment[6], RealDeployment[9]]);
        Said(sets, item => $"{item.Spec.Long("replicas")} {item.Status}").Should().BeSubsetOf(RealReplicaSets);
    }

    private static List<string> Said(StoreWatch watch, Func<KubeObject, string> words)
    {
        List<string> said = [];
        while (watch.Events.TryRead(out var change)) said.Add(words(change.Object));
        return said;
    }

    private static string Words(KubeObject item)
    {
        var conditions = item.Status.List("conditions").Maps()
            .Select(c => $"{c.String("type")} {c.String("status")} {c.String("reason")}: {Name().Replace(c.String("message")!, "HASH")}").ToList();
        var status = item.Status.WithOrWithout("conditions", conditions.Count == 0 ? null : string.Join("; ", conditions));
        return status.ToString();
    }

    [GeneratedRegex("\"w-[a-z0-9]+\"")]
    private static partial Regex Name();
}
