using System.Text;
using FluentAssertions;
using HandsOn.Kubernetes.Json;
using HandsOn.Kubernetes.Schemas;
using HandsOn.Kubernetes.Schemas.OpenApi;
using HandsOn.Kubernetes.Schemas.Protobuf;
using NUnit.Framework;

namespace HandsOn.Kubernetes.Tests.Schemas.OpenApi;

public class OpenApiV2Tests
{
    private static OpenApiV2 Served(int minor) =>
        new(SchemaCatalog.Default, minor, [new(new("apps", "v1"), "Deployment", "deployments", true, ["get", "list", "patch"], [])]);

    [TestCase("io.k8s.api.core.v1.ServicePort", null)]
    [TestCase("io.k8s.apimachinery.pkg.util.intstr.IntOrString", """{"type":"string","format":"int-or-string"}""")]
    [TestCase("io.k8s.api.apps.v1.RollingUpdateDeployment", """{"type":"object","properties":{"maxSurge":{"$ref":"#/definitions/io.k8s.apimachinery.pkg.util.intstr.IntOrString"},"maxUnavailable":{"$ref":"#/definitions/io.k8s.apimachinery.pkg.util.intstr.IntOrString"}}}""")]
    [TestCase("io.k8s.api.core.v1.EnvVar", """{"type":"object","required":["name"],"properties":{"name":{"type":"string"},"value":{"type":"string"},"valueFrom":{"$ref":"#/definitions/io.k8s.api.core.v1.EnvVarSource"}}}""")]
    public void Definitions_are_those_of_what_is_served(string name, string? json)
    {
        var definition = JsonText.ParseMap(Served(36).Json.Span).Map("definitions")[name];

        definition?.ToString().Should().Be(json);
        if (json is null) definition.Should().BeNull();
    }

    [Test]
    public void Lists_carry_the_merge_keys_that_patches_need()
    {
        var containers = JsonText.ParseMap(Served(36).Json.Span).Map("definitions", "io.k8s.api.core.v1.PodSpec", "properties", "containers");

        containers.String("x-kubernetes-patch-merge-key").Should().Be("name");
        containers.String("x-kubernetes-patch-strategy").Should().Be("merge");
    }

    [Test]
    public void Protobuf_has_every_definition_by_name()
    {
        var names = JsonText.ParseMap(Served(36).Json.Span).Map("definitions").Keys;

        Texts(Served(36).Protobuf.Span, 9, 1, 1).Should().Equal(names);
    }

    [TestCase(36, "dryRun fieldManager fieldValidation force")]
    [TestCase(21, "dryRun fieldManager force")]
    public void Patch_takes_field_validation_from_1_23_on(int minor, string parameters)
    {
        // Paths > NamedPathItem > PathItem.patch > ParametersItem > Parameter > NonBodyParameter > QueryParameterSubSchema > name
        Texts(Served(minor).Protobuf.Span, 8, 2, 2, 8, 8, 1, 2, 3, 4).Should().Equal(parameters.Split(' '));
    }

    [Test]
    public void Extensions_are_text_that_is_YAML()
    {
        // ... PathItem.patch > NamedAny > Any > yaml
        Texts(Served(36).Protobuf.Span, 8, 2, 2, 8, 13, 2, 2).Should().Equal("\"patch\"", """{"group":"apps","kind":"Deployment","version":"v1"}""");
    }

    /// <summary>The strings at the end of a path of field numbers.</summary>
    private static List<string> Texts(ReadOnlySpan<byte> message, params ReadOnlySpan<int> path)
    {
        var found = new List<string>();
        if (path.Length == 0) return [Encoding.UTF8.GetString(message)];
        var reader = new ProtobufReader(message);
        while (reader.ReadTag())
        {
            if (reader.Number == path[0]) found.AddRange(Texts(reader.ReadBytes(), path[1..]));
            else reader.Skip();
        }
        return found;
    }
}
