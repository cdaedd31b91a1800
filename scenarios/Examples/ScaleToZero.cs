using HandsOn.E2E.Waiting;
using HandsOn.Scenarios.Support;
using NUnit.Framework;

namespace HandsOn.Scenarios.Examples;

/// <summary>The scenario of the README: a whole one, to begin one's own with.</summary>
public sealed class ScaleToZero : Scenario
{
    [TestCase(TestName = "Scaling to zero takes the endpoints away, scaling up brings them back")]
    public async Task Scaling_to_zero_takes_the_endpoints_away()
    {
        await ApplyAsync("a web server behind a Service", """
            apiVersion: apps/v1
            kind: Deployment
            metadata: {name: web, namespace: default}
            spec:
              selector: {matchLabels: {app: web}}
              template:
                metadata: {labels: {app: web}}
                spec: {containers: [{name: web, image: registry.k8s.io/e2e-test-images/agnhost:2.53, args: [netexec]}]}
            ---
            {apiVersion: v1, kind: Service, metadata: {name: web, namespace: default}, spec: {selector: {app: web}, ports: [{port: 8080}]}}
            """);
        await UntilAsync(Expect.ReadyEndpoints("web", 1));
        await KubectlAsync("nobody needs it at night", "scale deployment web --replicas=0");
        await UntilAsync(Expect.ReadyEndpoints("web", 0));
        await KubectlAsync("morning", "scale deployment web --replicas=2");
        await UntilAsync(Expect.ReadyEndpoints("web", 2));
    }
}
