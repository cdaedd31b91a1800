using FluentAssertions;
using HandsOn.Kubernetes.Objects;
using NUnit.Framework;

namespace HandsOn.Cluster.Tests.Resources;

/// <summary>Rules of pkg/apis/apps/validation/validation.go, ValidateStatefulSetSpec.</summary>
public class StatefulSetValidationTests
{
    private const string Claims = """[{"metadata":{"name":"data"},"spec":{"accessModes":["ReadWriteOnce"],"resources":{"requests":{"storage":"1Gi"}}}}]""";
    private const string Mounts = """[{"name":"data","mountPath":"/data"}]""";

    [TestCase(Mounts, "[]", Claims, "accepted")]
    [TestCase("""[{"name":"data","mountPath":"/data"},{"name":"cache","mountPath":"/cache"}]""", """[{"name":"cache","emptyDir":{}}]""", Claims, "accepted")]
    [TestCase(Mounts, """[{"name":"data","emptyDir":{}}]""", Claims, "accepted", Description = "a claim takes the place of a volume of its name")]
    [TestCase(Mounts, "[]", "[]", "spec.template.spec.containers[0].volumeMounts[0].name: Not found: \"data\"")]
    [TestCase("""[{"name":"other","mountPath":"/data"}]""", "[]", Claims, "spec.template.spec.containers[0].volumeMounts[0].name: Not found: \"other\"")]
    [TestCase(Mounts, """[{"name":"cache","hostPath":{}}]""", Claims, "spec.template.spec.volumes[1].hostPath.path: Required value")]
    [TestCase("[]", "[]", """[{"metadata":{"name":"data"},"spec":{"accessModes":["Often"],"resources":{"requests":{"storage":"1Gi"}}}}]""",
        "spec.volumeClaimTemplates[0].spec.accessModes: Unsupported value: \"Often\": supported values: \"ReadOnlyMany\", \"ReadWriteMany\", \"ReadWriteOnce\", \"ReadWriteOncePod\"")]
    [TestCase("[]", "[]", """[{"metadata":{"name":"data"},"spec":{"accessModes":["ReadWriteOnce"]}}]""", "spec.volumeClaimTemplates[0].spec.resources[storage]: Required value")]
    public void Claim_templates_are_volumes_of_the_pods(string mounts, string volumes, string claims, string refusal)
    {
        using var cluster = new TestKinds();

        cluster.Refusal(StatefulSet(mounts, volumes, claims)).Should().Be(refusal == "accepted" ? refusal : $"StatefulSet.apps \"db\" is invalid: {refusal}");
    }

    [TestCase("""{"podManagementPolicy":"Foo"}""", "spec.podManagementPolicy: Invalid value: \"Foo\": must be 'OrderedReady' or 'Parallel'")]
    [TestCase("""{"updateStrategy":{"type":"Foo"}}""", "spec.updateStrategy: Invalid value: {\"Type\":\"Foo\",\"RollingUpdate\":null}: must be 'RollingUpdate' or 'OnDelete'")]
    [TestCase("""{"updateStrategy":{"type":"OnDelete","rollingUpdate":{"partition":1}}}""",
        "spec.updateStrategy.rollingUpdate: Invalid value: {\"Partition\":1,\"MaxUnavailable\":null}: only allowed for updateStrategy 'RollingUpdate'")]
    [TestCase("""{"updateStrategy":{"type":"RollingUpdate","rollingUpdate":{"partition":-1}}}""",
        "spec.updateStrategy.rollingUpdate.partition: Invalid value: -1: must be greater than or equal to 0")]
    [TestCase("""{"persistentVolumeClaimRetentionPolicy":{"whenScaled":"Foo"}}""",
        "spec.persistentVolumeClaimRetentionPolicy.whenScaled: Unsupported value: \"Foo\": supported values: \"Retain\", \"Delete\"")]
    [TestCase("""{"ordinals":{"start":-1}}""", "spec.ordinals.start: Invalid value: -1: must be greater than or equal to 0")]
    [TestCase("""{"template":{"metadata":{"labels":{"a":"b"}},"spec":{"restartPolicy":"Never","activeDeadlineSeconds":5,"hostname":"A_B","subdomain":"A_B","containers":[{"name":"c","image":"i"}]}}}""",
        "[spec.template.spec.restartPolicy: Unsupported value: \"Never\": supported values: \"Always\", spec.template.spec.activeDeadlineSeconds: Forbidden: activeDeadlineSeconds in StatefulSet is not Supported]",
        Description = "the controller replaces host name and subdomain, so they may be anything")]
    public void Other_fields_are_checked_in_the_real_servers_words(string changed, string refusal)
    {
        using var cluster = new TestKinds();
        var body = KubeObject.Parse(StatefulSet("[]", "[]", "[]"));
        foreach (var (key, value) in KubeObject.Parse(changed).Root) body = body.SetIn(value, "spec", key);

        TestKinds.Refusal(() => cluster.Create(body.Root)).Should().Be($"StatefulSet.apps \"db\" is invalid: {refusal}");
    }

    [Test]
    public void The_service_must_have_a_name_that_a_service_can_have_until_it_is_there()
    {
        using var cluster = new TestKinds();
        var body = KubeObject.Parse(StatefulSet("[]", "[]", "[]")).SetIn("a.b", "spec", "serviceName");

        TestKinds.Refusal(() => cluster.Create(body.Root)).Should().Be("StatefulSet.apps \"db\" is invalid: spec.serviceName: Invalid value: \"a.b\": must not contain dots");
    }

    [Test]
    public void The_rest_of_a_StatefulSet_with_claims_can_be_changed()
    {
        using var cluster = new TestKinds();
        var stored = cluster.Create(StatefulSet(Mounts, "[]", Claims));

        TestKinds.Refusal(() => cluster.Change(stored, item => item.SetIn(3, "spec", "replicas"))).Should().Be("accepted");
        TestKinds.Refusal(() => cluster.Change(stored, item => item.RemoveIn("spec", "volumeClaimTemplates"))).Should().Contain("updates to statefulset spec for fields other than");
    }

    private static string StatefulSet(string mounts, string volumes, string claims) => """
        {"apiVersion":"apps/v1","kind":"StatefulSet","metadata":{"name":"db"},
         "spec":{"serviceName":"db","selector":{"matchLabels":{"a":"b"}},"volumeClaimTemplates":CLAIMS,
         "template":{"metadata":{"labels":{"a":"b"}},"spec":{"volumes":VOLUMES,"containers":[{"name":"c","image":"i","volumeMounts":MOUNTS}]}}}}
        """.Replace("CLAIMS", claims).Replace("VOLUMES", volumes).Replace("MOUNTS", mounts);
}
