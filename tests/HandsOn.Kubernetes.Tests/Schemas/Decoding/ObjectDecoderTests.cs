using FluentAssertions;
using HandsOn.Kubernetes.Json;
using HandsOn.Kubernetes.Objects;
using HandsOn.Kubernetes.Schemas;
using HandsOn.Kubernetes.Schemas.Decoding;
using NUnit.Framework;

namespace HandsOn.Kubernetes.Tests.Schemas.Decoding;

public class ObjectDecoderTests
{
    // Each value of "replicas" and so on stands in a Deployment's spec.
    [TestCase("replicas: 'two'", "json: cannot unmarshal string into Go struct field DeploymentSpec.spec.replicas of type int32")]
    [TestCase("replicas: 1.5", "json: cannot unmarshal number 1.5 into Go struct field DeploymentSpec.spec.replicas of type int32")]
    [TestCase("replicas: 3000000000", "json: cannot unmarshal number 3000000000 into Go struct field DeploymentSpec.spec.replicas of type int32")]
    [TestCase("paused: 1", "json: cannot unmarshal number into Go struct field DeploymentSpec.spec.paused of type bool")]
    [TestCase("template: []", "json: cannot unmarshal array into Go struct field DeploymentSpec.spec.template of type v1.PodTemplateSpec")]
    [TestCase("template: {spec: {containers: {}}}", "json: cannot unmarshal object into Go struct field PodSpec.spec.template.spec.containers of type []v1.Container")]
    [TestCase("template: {spec: {containers: [{image: 7}]}}", "json: cannot unmarshal number into Go struct field Container.spec.template.spec.containers.image of type string")]
    [TestCase("template: {spec: {containers: [{imagePullPolicy: true}]}}", "json: cannot unmarshal bool into Go struct field Container.spec.template.spec.containers.imagePullPolicy of type v1.PullPolicy")]
    [TestCase("template: {spec: {volumes: [{emptyDir: 'x'}]}}", "json: cannot unmarshal string into Go struct field Volume.spec.template.spec.volumes.VolumeSource.emptyDir of type v1.EmptyDirVolumeSource")]
    [TestCase("template: {metadata: {labels: {a: 1}}}", "json: cannot unmarshal number into Go struct field ObjectMeta.spec.template.metadata.labels of type string")]
    [TestCase("strategy: {rollingUpdate: {maxSurge: true}}", "json: cannot unmarshal bool into Go struct field RollingUpdateDeployment.spec.strategy.rollingUpdate.maxSurge of type int32")]
    [TestCase("template: {spec: {containers: [{resources: {limits: {cpu: '1 core'}}}]}}", "quantities must match the regular expression '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'")]
    [TestCase("template: {metadata: {deletionTimestamp: 'soon'}}", "parsing time \"soon\" as \"2006-01-02T15:04:05Z07:00\": cannot parse \"soon\" as \"2006\"")]
    [TestCase("template: {metadata: {deletionTimestamp: '2026-13-01T00:00:00Z'}}", "parsing time \"2026-13-01T00:00:00Z\": month out of range")]
    public void Wrong_type_is_refused_in_Go_s_words(string spec, string message)
    {
        var decode = () => ObjectDecoder.Decode(Deployment(spec), Type("apps/v1", "Deployment"));

        decode.Should().Throw<DecodingException>().Which.Message.Should().Be(message);
    }

    [Test]
    public void First_wrong_type_is_reported()
    {
        var decode = () => ObjectDecoder.Decode(Deployment("replicas: 'two', paused: 1"), Type("apps/v1", "Deployment"));

        decode.Should().Throw<DecodingException>().WithMessage("*replicas*");
    }

    [Test]
    public void Refusal_says_what_the_body_is_and_what_was_expected()
    {
        var refusal = new DecodingException("json: no").ToStatus(new("apps", "v1", "Deployment"), "Deployment");

        refusal.Code.Should().Be(400);
        refusal.Message.Should().Be("Deployment in version \"v1\" cannot be handled as a Deployment: json: no");
    }

    [TestCase("replica: 2", "unknown field \"spec.replica\"")]
    [TestCase("Replicas: 2", "unknown field \"spec.Replicas\"")]
    [TestCase("template: {spec: {containers: [{name: a}, {name: b, ports: [{port: 1}]}]}}", "unknown field \"spec.template.spec.containers[1].ports[0].port\"")]
    public void Unknown_field_is_dropped_and_named(string spec, string error)
    {
        var decoded = ObjectDecoder.Decode(Deployment(spec), Type("apps/v1", "Deployment"));

        decoded.StrictErrors.Should().Equal(error);
        var again = ObjectDecoder.Decode(decoded.Value, Type("apps/v1", "Deployment"));
        again.StrictErrors.Should().BeEmpty();
        again.Value.Should().BeSameAs(decoded.Value);
        decoded.Invoking(d => d.RequireStrict()).Should().Throw<DecodingException>().WithMessage("strict decoding error: " + error);
    }

    [Test]
    public void Duplicate_fields_are_named_unless_they_stand_in_what_is_unknown()
    {
        var duplicates = new List<string>();
        var map = JsonText.ParseMap("""{"spec":{"w":1,"replicas":1,"replicas":2,"x":{"a":1,"a":2}}}"""u8, duplicates);

        var decoded = ObjectDecoder.Decode(map, Type("apps/v1", "Deployment"), duplicates);

        decoded.StrictErrors.Should().Equal("unknown field \"spec.w\"", "duplicate field \"spec.replicas\"", "unknown field \"spec.x\"");
    }

    [Test]
    public void Field_of_a_later_minor_is_unknown()
    {
        var job = Map("spec: {podFailurePolicy: {rules: []}}");

        ObjectDecoder.Decode(job, Type("batch/v1", "Job"), minor: 24).StrictErrors.Should().Equal("unknown field \"spec.podFailurePolicy\"");
        ObjectDecoder.Decode(job, Type("batch/v1", "Job"), minor: 25).StrictErrors.Should().BeEmpty();
    }

    // What Kubernetes stores of a pod's spec: the left is sent, the right is read back (before defaulting).
    [TestCase("{containers: [], hostNetwork: false, nodeName: '', nodeSelector: {}}", "{containers: []}")]
    [TestCase("{containers: null}", "{containers: null}")]
    [TestCase("{containers: [{name: c, args: [], tty: false}]}", "{containers: [{name: c, resources: {}}]}")]
    [TestCase("{containers: [], securityContext: {}, terminationGracePeriodSeconds: 0, priority: null}", "{containers: [], securityContext: {}, terminationGracePeriodSeconds: 0}")]
    [TestCase("{containers: [{name: c, resources: {limits: {cpu: 0.5, memory: '1024Ki'}}}]}", "{containers: [{name: c, resources: {limits: {cpu: '500m', memory: '1Mi'}}}]}")]
    [TestCase("{containers: [], nodeSelector: {a: null}}", "{containers: [], nodeSelector: {a: ''}}")]
    [TestCase("{containers: [{env: [{name: A, value: ''}]}]}", "{containers: [{env: [{name: A}], name: '', resources: {}}]}")]
    public void Empty_values_come_and_go_as_Kubernetes_writes_them(string sent, string stored)
    {
        var decoded = ObjectDecoder.Decode(Map($"spec: {sent}"), Type("v1", "Pod"));

        decoded.Value.Equals(Map($"spec: {stored}, metadata: {{}}, status: {{}}")).Should().BeTrue(decoded.Value.ToString());
    }

    [Test]
    public void Object_that_needs_no_change_is_returned_as_it_is()
    {
        var pod = Map("apiVersion: v1, kind: Pod, metadata: {name: p, labels: {a: b}}, spec: {containers: [{name: c, resources: {}, ports: [{containerPort: 80}]}]}, status: {}");

        ObjectDecoder.Decode(pod, Type("v1", "Pod")).Value.Should().BeSameAs(pod);
    }

    [TestCase("not base64", 3)]
    [TestCase("abc", 0)]
    [TestCase("YWJjZA", 4)]
    [TestCase("a===", 1)]
    [TestCase("YQ=", 3)]
    [TestCase("YQ=x", 2)]
    [TestCase("YQ==YQ==", 4)]
    public void Bytes_must_be_base64(string text, int offset)
    {
        var decode = () => ObjectDecoder.Decode(Map($"data: {{a: '{text}'}}"), Type("v1", "Secret"));

        decode.Should().Throw<DecodingException>().WithMessage($"illegal base64 data at input byte {offset}");
    }

    [TestCase("2020-01-01T00:00:00.123456Z", null)]
    [TestCase("2020-01-01T00:00:00.123456+09:00", null)]
    [TestCase("2020-01-01T00:00:00Z", "cannot parse \"Z\" as \".000000\"")]
    [TestCase("2020-01-01T00:00:00.123456789Z", "cannot parse \"789Z\" as \"Z07:00\"")]
    public void Micro_time_has_six_digits(string time, string? error)
    {
        var decode = () => ObjectDecoder.Decode(Map($"spec: {{renewTime: '{time}'}}"), Type("coordination.k8s.io/v1", "Lease"));

        if (error is null) decode.Should().NotThrow();
        else decode.Should().Throw<DecodingException>().WithMessage($"parsing time \"{time}\" as \"2006-01-02T15:04:05.000000Z07:00\": {error}");
    }

    private static TypeSchema Type(string apiVersion, string kind)
    {
        var version = GroupVersion.Parse(apiVersion);
        return SchemaCatalog.Default.ForKind(new(version.Group, version.Version, kind))!;
    }

    private static JsonMap Deployment(string spec) => Map($"spec: {{{spec}}}");

    /// <summary>JSON with less noise: YAML's flow style.</summary>
    private static JsonMap Map(string members) => FlowText.Map(members);
}
