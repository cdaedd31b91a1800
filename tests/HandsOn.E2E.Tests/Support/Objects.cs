using HandsOn.E2E.Inputs;
using HandsOn.Kubernetes.Json;
using HandsOn.Kubernetes.Objects;

namespace HandsOn.E2E.Tests.Support;

/// <summary>Small objects for tests; an object's uid is its name.</summary>
internal static class Objects
{
    public static KubeObject ReplicaSet(string name, string deployment, int revision = 1, int replicas = 1) => new(JsonMap.Of(
        ("apiVersion", "apps/v1"), ("kind", "ReplicaSet"),
        ("metadata", Metadata(name, "apps/v1", "Deployment", deployment).SetIn($"{revision}", "annotations", "deployment.kubernetes.io/revision")),
        ("spec", JsonMap.Of(("replicas", replicas)))));

    public static KubeObject Pod(string name, string replicaSet) => new(JsonMap.Of(
        ("apiVersion", "v1"), ("kind", "Pod"), ("metadata", Metadata(name, "apps/v1", "ReplicaSet", replicaSet))));

    /// <summary>An object written as YAML.</summary>
    public static KubeObject Of(string yaml) => new(YamlFile.Parse(yaml, "this test").Single().Root);

    public static KubeObject ConfigMap(string @namespace, string name) => new(JsonMap.Of(
        ("apiVersion", "v1"), ("kind", "ConfigMap"), ("metadata", JsonMap.Of(("name", name), ("namespace", @namespace)))));

    public static KubeObject Service(string name, string type) => new(JsonMap.Of(
        ("apiVersion", "v1"), ("kind", "Service"), ("metadata", JsonMap.Of(("name", name), ("namespace", "default"))),
        ("spec", JsonMap.Of(("type", type), ("ports", JsonList.Of(JsonMap.Of(("port", 80L))))))));

    public static JsonMap Metadata(string name, string ownerVersion, string ownerKind, string owner) => JsonMap.Of(
        ("name", name), ("namespace", "default"), ("uid", name),
        ("ownerReferences", JsonList.Of(new OwnerReference(ownerVersion, ownerKind, owner, owner, Controller: true, BlockOwnerDeletion: true).ToJson())));
}
