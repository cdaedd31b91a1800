using FluentAssertions;
using HandsOn.E2E.Api;
using HandsOn.E2E.Waiting;
using HandsOn.Kubernetes.Objects;
using HandsOn.Scenarios.Support;
using NUnit.Framework;

namespace HandsOn.Scenarios.Concepts;

public sealed class MasterConcept : Scenario
{
    protected override int Nodes => 2;

    [TestCase(TestName = "Master - each of its components, shown by what it does")]
    public async Task Each_of_its_components_shown_by_what_it_does()
    {
        await ControlPlane.IsShownAsync(Run, await KubectlAsync("what runs in kube-system", "get pods --namespace=kube-system"), Cancel);
        await ControlPlane.RefusesStaleWritesAsync(Run, Cancel);
        await ControlPlane.TellsWritesInOrderAsync(Run, Cancel);
        await ControlPlane.AsksWhoYouAreAsync(Run, Cancel);
        await ControlPlane.LeavesTooLargePodsPendingAsync(Run, Cancel);

        var last = (await Api.ListAsync(ApiResources.Nodes, cancellation: Cancel)).Items[^1];
        await ApplyAsync("a Deployment that may run on the last node only", $$"""
            apiVersion: apps/v1
            kind: Deployment
            metadata: {name: web, namespace: default}
            spec:
              replicas: 2
              selector: {matchLabels: {app: web} }
              template:
                metadata: {labels: {app: web} }
                spec:
                  nodeSelector: {kubernetes.io/hostname: {{last.Labels.String("kubernetes.io/hostname")}} }
                  containers: [{name: web, image: "{{Images.Web}}", args: [netexec, --http-port=8080]}]
            ---
            apiVersion: v1
            kind: Service
            metadata: {name: web, namespace: default}
            spec: {selector: {app: web}, ports: [{port: 80, targetPort: 8080}]}
            ---
            apiVersion: v1
            kind: Pod
            metadata: {name: client, namespace: default}
            spec: {containers: [{name: main, image: "{{Images.Shell}}", command: [sleep, infinity]}]}
            """);
        await UntilAsync(Expect.DeploymentReady("web"));
        await UntilAsync(Expect.PodReady("client"));
        await UntilAsync(Expect.ReadyEndpoints("web", 2));
        await StepAsync("kube-controller-manager: from the Deployment came a ReplicaSet, from that two pods", async () =>
        {
            var set = (await Api.ListAsync(ApiResources.ReplicaSets, "default", cancellation: Cancel)).Items.Single();
            set.Controller!.Name.Should().Be("web");
            (await PodsAsync()).Should().HaveCount(2).And.OnlyContain(p => p.Controller!.Uid == set.Uid);
        });
        await StepAsync("kube-scheduler: it chose the node that the pods ask for", async () =>
            (await PodsAsync()).Select(p => p.Spec.String("nodeName")).Should().Equal(last.Name, last.Name));
        var service = await Api.GetAsync(ApiResources.Services, "default", "web", Cancel);
        var answer = await KubectlAsync("kube-proxy: the Service's virtual IP, which no pod has, leads to a pod", $"exec client -- wget -qO- http://{service.Spec.String("clusterIP")}/hostname");
        await StepAsync("one of the two has answered", async () => (await PodsAsync()).Select(p => p.Name).Should().Contain(answer.Trim()));
        await ControlPlane.RevivesKilledPodsAsync(Run, Cancel);
    }

    private async Task<IReadOnlyList<KubeObject>> PodsAsync() =>
        (await Api.ListAsync(ApiResources.Pods, "default", "app=web", Cancel)).Items;
}
