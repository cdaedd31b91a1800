using FluentAssertions;
using HandsOn.E2E.Api;
using HandsOn.E2E.Kubectl;
using HandsOn.E2E.Waiting;
using HandsOn.Kubernetes.Objects;
using HandsOn.Scenarios.Support;
using NUnit.Framework;

namespace HandsOn.Scenarios.Concepts;

public sealed class ServiceConcept : Scenario
{
    [TestCase(TestName = "Service - a steady name, found by DNS, behind which pods come and go")]
    public async Task A_steady_name_found_by_DNS_behind_which_pods_come_and_go()
    {
        var elsewhere = Run.Scope.NamespaceOf("elsewhere");
        await ApplyAsync("another namespace", "{apiVersion: v1, kind: Namespace, metadata: {name: elsewhere}}");
        await UntilAsync(Expect.ServiceAccount("elsewhere", Run.Cluster.Minor));
        await ApplyAsync("a web server behind a Service, a client beside it and one in the other namespace", $$"""
            apiVersion: v1
            kind: Service
            metadata: {name: web, namespace: default}
            spec: {selector: {app: web}, ports: [{port: 80, targetPort: http}]}
            ---
            apiVersion: apps/v1
            kind: Deployment
            metadata: {name: web, namespace: default}
            spec:
              selector: {matchLabels: {app: web} }
              template:
                metadata: {labels: {app: web} }
                spec:
                  terminationGracePeriodSeconds: 1
                  containers: [{name: web, image: "{{Images.Web}}", args: [netexec, --http-port=8080], ports: [{name: http, containerPort: 8080}], readinessProbe: {httpGet: {path: /hostname, port: http}, periodSeconds: 1} }]
            ---
            {{Client("default")}}
            ---
            {{Client("elsewhere")}}
            """);
        await UntilAsync(Expect.Settled());
        await UntilAsync(Expect.ReadyEndpoints("web", 1));
        await UntilAsync(Expect.PodReady("client"));
        await UntilAsync(Expect.PodReady("client", "elsewhere"));
        var first = await PodAsync();

        var near = await KubectlAsync("from the same namespace: its name", "exec client -- wget -qO- http://web/hostname");
        var far = await KubectlAsync("from another namespace: its name and namespace", $"exec client -n {elsewhere} -- wget -qO- http://web.{Run.Scope.Namespace}/hostname");
        await StepAsync("the pod answers to both names", () => Task.FromResult(new[] { near.Trim(), far.Trim() }.Should().Equal(first.Name, first.Name)));
        await StepAsync("its name alone means nothing in another namespace", async () =>
        {
            var result = await Run.Kubectl.RunAsync(["exec", "client", "-n", elsewhere, "--", "wget", "-qO-", "-T", "5", "http://web/hostname"], Cancel);
            result.Invoking(r => r.EnsureSuccess()).Should().Throw<KubectlException>().WithMessage("*bad address 'web*");
        });
        var service = await Api.GetAsync(ApiResources.Services, "default", "web", Cancel);
        var looked = await KubectlAsync("DNS gives the Service's IP, not the pod's", $"exec client -- nslookup web.{Run.Scope.Namespace}.svc.cluster.local");
        await StepAsync("that IP is the one in the Service's specification", () =>
            Task.FromResult(looked.Should().Contain(service.Spec.String("clusterIP")).And.NotContain(first.Status.String("podIP"))));

        await KubectlAsync("the pod is deleted", $"delete pod {first.Name}");
        await UntilAsync(Expect.DeploymentReady("web"));
        await UntilAsync(Expect.ReadyEndpoints("web", 1));
        var again = await KubectlAsync("the same name", "exec client -- wget -qO- http://web/hostname");
        await StepAsync("another pod answers, behind the same IP", async () =>
        {
            again.Trim().Should().Be((await PodAsync()).Name).And.NotBe(first.Name);
            (await Api.GetAsync(ApiResources.Services, "default", "web", Cancel)).Spec.String("clusterIP").Should().Be(service.Spec.String("clusterIP"));
        });
    }

    private async Task<KubeObject> PodAsync() => (await Api.ListAsync(ApiResources.Pods, "default", "app=web", Cancel)).Items.Single(p => !p.IsTerminating);

    private static string Client(string @namespace) => $$"""
        apiVersion: v1
        kind: Pod
        metadata: {name: client, namespace: {{@namespace}} }
        spec: {containers: [{name: main, image: "{{Images.Shell}}", command: [sleep, infinity]}]}
        """;
}
