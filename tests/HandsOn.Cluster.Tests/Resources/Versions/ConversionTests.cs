using FluentAssertions;
using HandsOn.Kubernetes.Json;
using HandsOn.Kubernetes.Objects;
using NUnit.Framework;

namespace HandsOn.Cluster.Tests.Resources.Versions;

public class ConversionTests
{
    private const string OldIngress =
        "{'spec': {'backend': {'serviceName': 'd', 'servicePort': 'http'}, 'rules': [{'http': {'paths': [{'path': '/', 'backend': {'serviceName': 'frontend', 'servicePort': 80}}]}}]}}";

    private const string NewIngress =
        "{'spec': {'defaultBackend': {'service': {'name': 'd', 'port': {'name': 'http'}}}, 'rules': [{'http': {'paths': [{'path': '/', 'pathType': 'ImplementationSpecific', 'backend': {'service': {'name': 'frontend', 'port': {'number': 80}}}}]}}]}}";

    [TestCase("Ingress", "extensions/v1beta1", "networking.k8s.io/v1", OldIngress, NewIngress)]
    [TestCase("Event", "events.k8s.io/v1", "v1",
        "{'regarding': {'name': 'p'}, 'note': 'm', 'reportingController': 'c', 'deprecatedCount': 2, 'deprecatedSource': {'component': 'k'}, 'reason': 'R'}",
        "{'involvedObject': {'name': 'p'}, 'message': 'm', 'reportingComponent': 'c', 'count': 2, 'source': {'component': 'k'}, 'reason': 'R'}")]
    [TestCase("EndpointSlice", "discovery.k8s.io/v1beta1", "discovery.k8s.io/v1",
        "{'endpoints': [{'addresses': ['1.2.3.4'], 'nodeName': 'n', 'topology': {'kubernetes.io/hostname': 'n', 'topology.kubernetes.io/zone': 'z', 'x': 'y'}}]}",
        "{'endpoints': [{'addresses': ['1.2.3.4'], 'nodeName': 'n', 'zone': 'z', 'deprecatedTopology': {'x': 'y'}}]}")]
    [TestCase("HorizontalPodAutoscaler", "autoscaling/v1", "autoscaling/v2",
        "{'spec': {'maxReplicas': 3, 'targetCPUUtilizationPercentage': 70}}",
        "{'spec': {'maxReplicas': 3, 'metrics': [{'type': 'Resource', 'resource': {'name': 'cpu', 'target': {'type': 'Utilization', 'averageUtilization': 70}}}]}}")]
    [TestCase("Role", "rbac.authorization.k8s.io/v1beta1", "rbac.authorization.k8s.io/v1", "{'rules': []}", "{'rules': []}")]
    public void A_version_turns_into_the_other_and_back(string kind, string old, string current, string before, string after)
    {
        using var cluster = new TestKinds(21);
        var definition = cluster.Kind(kind);
        var (from, to) = (GroupVersion.Parse(old), GroupVersion.Parse(current));
        var given = JsonText.ParseMap(TestKinds.Json(before));

        var converted = definition.Convert(given, from, to);

        converted.Equals(JsonText.ParseMap(TestKinds.Json(after))).Should().BeTrue("{0} is {1}", converted, after);
        var back = definition.Convert(converted, to, from);
        if (kind == "Ingress") back = back.SetIn(WithoutPathType(back), "spec", "rules");
        back.Equals(given).Should().BeTrue("{0} is {1}", back, given);
    }

    [Test]
    public void A_webhook_of_the_old_version_keeps_the_old_defaults()
    {
        using var cluster = new TestKinds(21);
        var definition = cluster.Kind("ValidatingWebhookConfiguration");
        var old = JsonText.ParseMap("""{"webhooks":[{"name":"a.b.c"}]}""");

        var webhook = definition.Convert(old, GroupVersion.Parse("admissionregistration.k8s.io/v1beta1"), definition.Names.GroupVersion).List("webhooks").Maps().Single();

        webhook.String("failurePolicy").Should().Be("Ignore");
        webhook.Long("timeoutSeconds").Should().Be(30);
    }

    private static JsonList WithoutPathType(JsonMap ingress) => ingress.List("spec", "rules").MapEach(rule =>
        rule.SetIn(rule.List("http", "paths").MapEach(p => p.Without("pathType")), "http", "paths"));
}
