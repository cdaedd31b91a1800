using System.Text;
using FluentAssertions;
using HandsOn.Kubernetes.Json;
using HandsOn.Kubernetes.Objects;
using HandsOn.Kubernetes.Schemas;
using HandsOn.Kubernetes.Schemas.OpenApi;
using NUnit.Framework;

namespace HandsOn.Kubernetes.Tests.Schemas.OpenApi;

public class OpenApiV3Tests
{
    private static readonly string[] AllVerbs = ["create", "delete", "deletecollection", "get", "list", "patch", "update", "watch"];

    private readonly OpenApiV3 openApi = Served(36);

    [Test]
    public void Root_names_every_document_with_its_hash()
    {
        var paths = JsonText.ParseMap(openApi.Root.Span).Map("paths");

        paths.Keys.Should().Equal("api/v1", "apis/apps/v1", "apis/batch/v1");
        paths.String("apis/apps/v1", "serverRelativeURL").Should().Be("/openapi/v3/apis/apps/v1?hash=" + openApi.Hash("apis/apps/v1"));
    }

    [Test]
    public void Hash_follows_what_is_served()
    {
        openApi.Hash("apis/apps/v1").Should().Be(Served(36).Hash("apis/apps/v1"));
        openApi.Hash("apis/apps/v1").Should().NotBe(Served(35).Hash("apis/apps/v1")).And.NotBe(openApi.Hash("api/v1"));
    }

    [Test]
    public void What_is_not_served_has_no_document()
    {
        openApi.Document("apis/nope.io/v1").Should().BeNull();
        openApi.Hash("apis/nope.io/v1").Should().BeNull();
    }

    // Each is what a real 1.36 answers for the same component, descriptions aside.
    [TestCase("apis/apps/v1", "io.k8s.api.apps.v1.Deployment", """{"type":"object","properties":{"apiVersion":{"type":"string"},"kind":{"type":"string"},"metadata":{"default":{},"allOf":[{"$ref":"#/components/schemas/io.k8s.apimachinery.pkg.apis.meta.v1.ObjectMeta"}]},"spec":{"default":{},"allOf":[{"$ref":"#/components/schemas/io.k8s.api.apps.v1.DeploymentSpec"}]},"status":{"default":{},"allOf":[{"$ref":"#/components/schemas/io.k8s.api.apps.v1.DeploymentStatus"}]}},"x-kubernetes-group-version-kind":[{"group":"apps","kind":"Deployment","version":"v1"}]}""")]
    [TestCase("api/v1", "io.k8s.api.core.v1.ServicePort", """{"type":"object","required":["port"],"properties":{"appProtocol":{"type":"string"},"name":{"type":"string"},"nodePort":{"type":"integer","format":"int32"},"port":{"type":"integer","format":"int32","default":0},"protocol":{"type":"string","default":"TCP","enum":["SCTP","TCP","UDP"]},"targetPort":{"allOf":[{"$ref":"#/components/schemas/io.k8s.apimachinery.pkg.util.intstr.IntOrString"}]}}}""")]
    [TestCase("api/v1", "io.k8s.apimachinery.pkg.apis.meta.v1.ManagedFieldsEntry", """{"type":"object","properties":{"apiVersion":{"type":"string"},"fieldsType":{"type":"string"},"fieldsV1":{"allOf":[{"$ref":"#/components/schemas/io.k8s.apimachinery.pkg.apis.meta.v1.FieldsV1"}]},"manager":{"type":"string"},"operation":{"type":"string"},"subresource":{"type":"string"},"time":{"allOf":[{"$ref":"#/components/schemas/io.k8s.apimachinery.pkg.apis.meta.v1.Time"}]}}}""")]
    [TestCase("apis/apps/v1", "io.k8s.apimachinery.pkg.util.intstr.IntOrString", """{"format":"int-or-string","oneOf":[{"type":"integer"},{"type":"string"}]}""")]
    public void Component_is_as_Kubernetes_describes_it(string path, string name, string json)
    {
        Component(path, name).Without("description").Equals(JsonText.ParseMap(json)).Should().BeTrue(Component(path, name).ToString());
    }

    [Test]
    public void Lists_say_how_they_merge()
    {
        var ports = Component("apis/apps/v1", "io.k8s.api.core.v1.Container").Map("properties", "ports");

        ports.String("x-kubernetes-list-type").Should().Be("map");
        ports.List("x-kubernetes-list-map-keys").Should().Equal("containerPort", "protocol");
        ports.String("x-kubernetes-patch-merge-key").Should().Be("containerPort");
        ports.String("x-kubernetes-patch-strategy").Should().Be("merge");
    }

    [Test]
    public void Every_reference_leads_to_a_component()
    {
        foreach (var path in openApi.Paths)
        {
            var text = Encoding.UTF8.GetString(openApi.Document(path)!.Value.Span);
            var components = Document(path).Map("components", "schemas").Keys.ToHashSet();
            foreach (var reference in text.Split("\"#/components/schemas/").Skip(1)) components.Should().Contain(reference[..reference.IndexOf('"')]);
        }
    }

    [Test]
    public void Fields_of_later_minors_are_left_out_with_their_types()
    {
        static JsonMap Schemas(int minor) => JsonText.ParseMap(Served(minor).Document("apis/batch/v1")!.Value.Span).Map("components", "schemas");

        Schemas(24).Map("io.k8s.api.batch.v1.JobSpec", "properties").Keys.Should().NotContain("podFailurePolicy");
        Schemas(24).Keys.Should().NotContain("io.k8s.api.batch.v1.PodFailurePolicy");
        Schemas(25).Keys.Should().Contain("io.k8s.api.batch.v1.PodFailurePolicy");
    }

    [TestCase("/api/v1/", "get", "getCoreV1APIResources", null)]
    [TestCase("/api/v1/pods", "get", "listCoreV1PodForAllNamespaces", "list")]
    [TestCase("/api/v1/nodes/{name}", "put", "replaceCoreV1Node", "put")]
    [TestCase("/apis/apps/v1/namespaces/{namespace}/deployments", "post", "createAppsV1NamespacedDeployment", "post")]
    [TestCase("/apis/apps/v1/namespaces/{namespace}/deployments", "delete", "deleteAppsV1CollectionNamespacedDeployment", "deletecollection")]
    [TestCase("/apis/apps/v1/namespaces/{namespace}/deployments/{name}/scale", "patch", "patchAppsV1NamespacedDeploymentScale", "patch")]
    [TestCase("/api/v1/namespaces/{namespace}/pods/{name}/log", "get", "readCoreV1NamespacedPodLog", "get")]
    public void Operation_says_which_verb_it_is(string path, string method, string id, string? action)
    {
        var operation = Document(path.StartsWith("/api/") ? "api/v1" : "apis/apps/v1").Map("paths", path, method);

        operation.String("operationId").Should().Be(id);
        operation.String("x-kubernetes-action").Should().Be(action);
    }

    [Test]
    public void Patch_takes_field_validation_which_kubectl_looks_for()
    {
        var patch = Document("apis/apps/v1").Map("paths", "/apis/apps/v1/namespaces/{namespace}/deployments/{name}", "patch");

        patch.List("parameters").Maps().Select(p => p.String("name")).Should().Equal("dryRun", "fieldManager", "fieldValidation", "force");
        patch.Map("x-kubernetes-group-version-kind").ToString().Should().Be("""{"group":"apps","version":"v1","kind":"Deployment"}""");
    }

    private static OpenApiV3 Served(int minor)
    {
        OpenApiSubresource Status(string group, string version, string kind) => new("status", new(group, version, kind), ["get", "patch", "update"]);
        return new OpenApiV3(SchemaCatalog.Default, minor,
        [
            new(new("", "v1"), "Pod", "pods", true, AllVerbs, [Status("", "v1", "Pod"), new("log", new("", "v1", "Pod"), ["get"])]),
            new(new("", "v1"), "Service", "services", true, AllVerbs, []),
            new(new("", "v1"), "Node", "nodes", false, AllVerbs, []),
            new(new("apps", "v1"), "Deployment", "deployments", true, AllVerbs,
                [Status("apps", "v1", "Deployment"), new("scale", new("autoscaling", "v1", "Scale"), ["get", "patch", "update"])]),
            new(new("batch", "v1"), "Job", "jobs", true, AllVerbs, []),
            new(new("custom.io", "v1"), "Custom", "customs", true, AllVerbs, []),
        ]);
    }

    private JsonMap Document(string path) => JsonText.ParseMap(openApi.Document(path)!.Value.Span);

    private JsonMap Component(string path, string name) => Document(path).Map("components", "schemas", name);
}
