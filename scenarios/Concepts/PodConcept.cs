using FluentAssertions;
using HandsOn.E2E.Api;
using HandsOn.E2E.Waiting;
using HandsOn.Kubernetes.Quantities;
using HandsOn.Scenarios.Support;
using NUnit.Framework;

namespace HandsOn.Scenarios.Concepts;

public sealed class PodConcept : Scenario
{
    protected override int Nodes => 2;

    [TestCase(TestName = "Pod - its containers share one IP and one localhost, and stay together on one node")]
    public async Task Its_containers_share_one_IP_and_one_localhost_and_stay_together_on_one_node()
    {
        await ApplyAsync("a pod of two containers", $$"""
            apiVersion: v1
            kind: Pod
            metadata: {name: pair, namespace: default}
            spec:
              containers:
              - {name: web, image: "{{Images.Web}}", args: [netexec, --http-port=8080]}
              - name: reader
                image: {{Images.Shell}}
                command: [sleep, infinity]
                env: [{name: POD_IP, valueFrom: {fieldRef: {fieldPath: status.podIP} } }]
            """);
        await UntilAsync(Expect.PodReady("pair"));

        var atLocalhost = await KubectlAsync("the second container reaches the first at localhost", "exec pair -c reader -- wget -qO- http://localhost:8080/hostname");
        var atItsIp = await KubectlAsync("and at its own IP, which is the first one's too", "exec pair -c reader -- sh -c 'wget -qO- http://$POD_IP:8080/hostname'");
        await StepAsync("both times the first container answered", () => Task.FromResult(new[] { atLocalhost.Trim(), atItsIp.Trim() }.Should().Equal("pair", "pair")));

        await StepAsync("a pod whose containers fit two nodes, but not one, is not torn apart", async () =>
        {
            var nodes = (await Api.ListAsync(ApiResources.Nodes, cancellation: Cancel)).Items;
            var cpus = nodes.Max(n => Quantity.Parse(n.Status.String("allocatable", "cpu")!).Units);
            await Api.ApplyAsync(Yaml.Object($$"""
                apiVersion: v1
                kind: Pod
                metadata: {name: wide, namespace: default}
                spec:
                  containers:
                  - {name: left, image: {{Images.Pause}}, resources: {requests: {cpu: {{cpus * 600}}m} } }
                  - {name: right, image: {{Images.Pause}}, resources: {requests: {cpu: {{cpus * 600}}m} } }
                """), Cancel);
            await Run.Waiter.UntilAsync(new("the scheduler has refused wide", "the scheduler has placed wide", [ApiResources.Pods],
                view => view.Find(ApiResources.Pods, "default", "wide")?.Condition("PodScheduled")?.String("status") == "False" ? null : "it is not refused"), Cancel);
            (await Api.GetAsync(ApiResources.Pods, "default", "wide", Cancel)).Condition("PodScheduled")!.String("message")
                .Should().MatchRegex($"^0/{nodes.Count} nodes are available: .*Insufficient cpu");
        });
    }
}
