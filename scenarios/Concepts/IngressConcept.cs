using System.Net;
using FluentAssertions;
using HandsOn.E2E.Clusters;
using HandsOn.E2E.Waiting;
using HandsOn.Scenarios.Support;
using NUnit.Framework;

namespace HandsOn.Scenarios.Concepts;

public sealed class IngressConcept : Scenario
{
    [TestCase(TestName = "Ingress - one address, paths to different Services; a NodePort knows no paths")]
    public async Task One_address_paths_to_different_Services_a_NodePort_knows_no_paths()
    {
        await KubectlAsync(Run.Ingress.Installation, "apply -f ingress-nginx/deploy.yaml");
        await ApplyAsync("two web servers, each behind a Service", Web("left") + "\n---\n" + Web("right"));
        await UntilAsync(Expect.Settled());
        await ApplyAsync("an Ingress leads /hostname to the one and /hostName to the other", $$"""
            apiVersion: networking.k8s.io/v1
            kind: Ingress
            metadata: {name: web, namespace: default}
            spec:
              {{(IngressSettings.IsNamedOn(Run.Cluster.Minor) ? $"ingressClassName: {Run.Ingress.Class}" : "")}}
              rules:
              - http:
                  paths:
                  - {path: /hostname, pathType: Exact, backend: {service: {name: left, port: {number: 80} } } }
                  - {path: /hostName, pathType: Prefix, backend: {service: {name: right, port: {number: 80} } } }
            """);
        await UntilAsync(Expect.ReadyEndpoints("left", 1));
        await UntilAsync(Expect.ReadyEndpoints("right", 1));
        await UntilAsync(Expect.IngressAddress("web"));

        using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false });
        var ingress = await Run.IngressAddressAsync(Cancel);
        await StepAsync("the Ingress (L7) chooses the Service by the path", async () =>
        {
            (await http.GetStringAsync(new Uri(ingress, "/hostname"), Cancel)).Should().StartWith("left-");
            (await http.GetStringAsync(new Uri(ingress, "/hostName"), Cancel)).Should().StartWith("right-");
        });
        await StepAsync("a path that no rule has is not found; Exact means exactly", async () =>
        {
            foreach (var path in new[] { "/", "/hostname/more", "/hostnam" })
                (await http.GetAsync(new Uri(ingress, path), Cancel)).StatusCode.Should().Be(HttpStatusCode.NotFound, path);
        });
        await StepAsync("a NodePort (L4) leads to its own Service, whatever the path", async () =>
        {
            var nodePort = await Run.Cluster.AddressAsync("default", "left", 80, Cancel);
            (await http.GetStringAsync(new Uri(nodePort, "/hostname"), Cancel)).Should().StartWith("left-");
            (await http.GetStringAsync(new Uri(nodePort, "/hostName"), Cancel)).Should().StartWith("left-");
        });
    }

    private static string Web(string name) => $$"""
        apiVersion: v1
        kind: Service
        metadata: {name: {{name}}, namespace: default}
        spec: {type: NodePort, selector: {app: {{name}} }, ports: [{port: 80, targetPort: 8080}]}
        ---
        apiVersion: apps/v1
        kind: Deployment
        metadata: {name: {{name}}, namespace: default}
        spec:
          selector: {matchLabels: {app: {{name}} } }
          template:
            metadata: {labels: {app: {{name}} } }
            spec:
              containers: [{name: web, image: "{{Images.Web}}", args: [netexec, --http-port=8080], ports: [{containerPort: 8080}], readinessProbe: {httpGet: {path: /hostname, port: 8080}, periodSeconds: 1} }]
        """;
}
