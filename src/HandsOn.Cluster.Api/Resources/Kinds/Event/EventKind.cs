using HandsOn.Cluster.Api.Resources.Tables;
using HandsOn.Kubernetes.Errors;
using HandsOn.Kubernetes.Json;
using HandsOn.Kubernetes.Objects;

namespace HandsOn.Cluster.Api.Resources.Kinds;

/// <summary>An event; one kind under two groups (pkg/registry/core/event/strategy.go).</summary>
internal sealed class EventKind : ResourceDefinition
{
    public static readonly GroupResource Resource = new("", "events");

    public override ResourceNames Names { get; } = new(Resource, "v1", "Event") { ShortNames = ["ev"] };

    public override string Description => "An Event reports something that happened to an object.";

    public override IReadOnlyList<ServedVersion> Versions { get; } =
    [
        new("v1"),
        new("events.k8s.io/v1"),
        new("events.k8s.io/v1beta1") { Deprecated = 22, Removed = 25 },
    ];

    public override bool AllowsCreateOnUpdate => true;

    public override IReadOnlyDictionary<string, Func<KubeObject, string>> FieldSelectors { get; } = new Dictionary<string, Func<KubeObject, string>>
    {
        ["involvedObject.kind"] = item => item.Root.String("involvedObject", "kind") ?? "",
        ["involvedObject.namespace"] = item => item.Root.String("involvedObject", "namespace") ?? "",
        ["involvedObject.name"] = item => item.Root.String("involvedObject", "name") ?? "",
        ["involvedObject.uid"] = item => item.Root.String("involvedObject", "uid") ?? "",
        ["involvedObject.apiVersion"] = item => item.Root.String("involvedObject", "apiVersion") ?? "",
        ["involvedObject.resourceVersion"] = item => item.Root.String("involvedObject", "resourceVersion") ?? "",
        ["involvedObject.fieldPath"] = item => item.Root.String("involvedObject", "fieldPath") ?? "",
        ["reason"] = item => item.Root.String("reason") ?? "",
        ["reportingComponent"] = EventColumns.Component,
        ["source"] = EventColumns.Component,
        ["type"] = item => item.Root.String("type") ?? "",
    };

    public override TableLayout Table => EventColumns.Table;

    public override JsonMap Default(JsonMap item, ResourceContext context) => EventDefaults.Fill(item);

    public override void Validate(KubeObject item, FieldErrors errors, ResourceContext context) =>
        EventValidation.Validate(item, errors);

    public override JsonMap Convert(JsonMap item, GroupVersion from, GroupVersion to) => EventConversion.Convert(item, from, to);
}
