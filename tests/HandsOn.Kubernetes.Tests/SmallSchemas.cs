using HandsOn.Kubernetes.Schemas;

namespace HandsOn.Kubernetes.Tests;

/// <summary>A Deployment with the few fields that patches and apply treat in their own ways.</summary>
internal static class SmallSchemas
{
    private static readonly ValueSchema Text = new() { Shape = ValueShape.String };
    private static readonly ValueSchema Number = new() { Shape = ValueShape.Int32 };
    private static readonly ValueSchema Any = new() { Shape = ValueShape.Any };

    private static readonly TypeSchema ContainerPort = new("io.k8s.api.core.v1.ContainerPort",
        [Field("containerPort", Number), Field("protocol", Text), Field("name", Text)]);

    private static readonly TypeSchema Variable = new("io.k8s.api.core.v1.EnvVar", [Field("name", Text), Field("value", Text)]);

    private static readonly TypeSchema Container = new("io.k8s.api.core.v1.Container",
    [
        Field("name", Text), Field("image", Text), Field("command", List(Text)),
        Field("args", List(Text)),
        Field("env", MapList(Variable, "name"), "merge", "name"),
        Field("ports", MapList(ContainerPort, "containerPort", "protocol"), "merge", "containerPort"),
    ]);

    private static readonly TypeSchema Volume = new("io.k8s.api.core.v1.Volume",
        [Field("name", Text), Field("emptyDir", Any), Field("hostPath", Any)]);

    private static readonly TypeSchema PodSpec = new("io.k8s.api.core.v1.PodSpec",
    [
        Field("containers", MapList(Container, "name"), "merge", "name"),
        Field("volumes", MapList(Volume, "name"), "merge,retainKeys", "name"),
        Field("nodeSelector", new ValueSchema { Shape = ValueShape.Map, Element = Text, IsAtomic = true }),
        Field("serviceAccountName", Text),
    ]);

    private static readonly TypeSchema OwnerReference = new("io.k8s.apimachinery.pkg.apis.meta.v1.OwnerReference",
        [Field("uid", Text), Field("name", Text)])
    { IsAtomic = true };

    private static readonly TypeSchema Metadata = new("io.k8s.apimachinery.pkg.apis.meta.v1.ObjectMeta",
    [
        Field("name", Text), Field("namespace", Text), Field("uid", Text), Field("resourceVersion", Text),
        Field("creationTimestamp", Text), Field("generation", Number),
        Field("labels", Map(Text)), Field("annotations", Map(Text)),
        Field("finalizers", new ValueSchema { Shape = ValueShape.List, Element = Text, ListMerge = ListMerge.Set }, "merge"),
        Field("ownerReferences", MapList(OwnerReference, "uid"), "merge", "uid"),
        Field("managedFields", List(Any)),
    ]);

    private static readonly TypeSchema Template = new("io.k8s.api.core.v1.PodTemplateSpec",
        [Field("metadata", Object(Metadata)), Field("spec", Object(PodSpec))]);

    private static readonly TypeSchema Selector = new("io.k8s.apimachinery.pkg.apis.meta.v1.LabelSelector",
        [Field("matchLabels", Map(Text))])
    { IsAtomic = true };

    private static readonly TypeSchema Strategy = new("io.k8s.api.apps.v1.DeploymentStrategy",
        [Field("type", Text), Field("rollingUpdate", Map(Text))]);

    private static readonly TypeSchema Spec = new("io.k8s.api.apps.v1.DeploymentSpec",
    [
        Field("replicas", Number), Field("selector", Object(Selector)), Field("template", Object(Template)),
        Field("strategy", Object(Strategy), "retainKeys"),
    ]);

    private static readonly TypeSchema Condition = new("io.k8s.api.apps.v1.DeploymentCondition", [Field("type", Text), Field("status", Text)]);

    private static readonly TypeSchema Status = new("io.k8s.api.apps.v1.DeploymentStatus",
        [Field("replicas", Number), Field("conditions", MapList(Condition, "type"), "merge", "type")]);

    public static TypeSchema Deployment { get; } = new("io.k8s.api.apps.v1.Deployment",
    [
        Field("apiVersion", Text), Field("kind", Text), Field("metadata", Object(Metadata)),
        Field("spec", Object(Spec)), Field("status", Object(Status)),
    ]);

    public static TypeSchema ConfigMap { get; } = new("io.k8s.api.core.v1.ConfigMap",
        [Field("apiVersion", Text), Field("kind", Text), Field("metadata", Object(Metadata)), Field("data", Map(Text))]);

    private static FieldSchema Field(string name, ValueSchema value, string strategy = "", string mergeKey = "") =>
        new() { Name = name, Value = value, PatchStrategy = strategy, PatchMergeKey = mergeKey };

    private static ValueSchema Object(TypeSchema type) => new() { Shape = ValueShape.Object, Type = type };

    private static ValueSchema Map(ValueSchema element) => new() { Shape = ValueShape.Map, Element = element };

    private static ValueSchema List(ValueSchema element) => new() { Shape = ValueShape.List, Element = element };

    private static ValueSchema MapList(TypeSchema item, params string[] keys) =>
        new() { Shape = ValueShape.List, Element = Object(item), ListMerge = ListMerge.Map, ListMapKeys = keys };
}
