using HandsOn.Cluster.Api.Resources.Tables;
using HandsOn.Kubernetes.Errors;
using HandsOn.Kubernetes.Json;
using HandsOn.Kubernetes.Objects;

namespace HandsOn.Cluster.Api.Resources.Kinds;

/// <summary>A node (pkg/registry/core/node/strategy.go).</summary>
internal sealed class NodeKind : ResourceDefinition
{
    public static readonly GroupResource Resource = new("", "nodes");

    public override ResourceNames Names { get; } = new(Resource, "v1", "Node", Namespaced: false) { ShortNames = ["no"] };

    public override string Description => "A Node is a machine that runs pods.";

    public override IReadOnlyList<Subresource> Subresources { get; } = 
    [
        new("proxy", ["create", "delete", "get", "patch", "update"], new("", "v1", "NodeProxyOptions")),
        Subresource.Status,
    ];

    public override JsonMap? EmptyStatus { get; } = NodeDefaults.EmptyStatus;

    public override IReadOnlyDictionary<string, Func<KubeObject, string>> FieldSelectors { get; } = new Dictionary<string, Func<KubeObject, string>>
    {
        ["spec.unschedulable"] = item => item.Spec.Bool("unschedulable") == true ? "true" : "false",
    };

    public override TableLayout Table => NodeColumns.Table;

    public override JsonMap Default(JsonMap item, ResourceContext context) => NodeDefaults.Fill(item);

    /// <summary>A node brings its status along when it registers.</summary>
    public override KubeObject PrepareForCreate(KubeObject item, ResourceContext context) => item;

    public override void Validate(KubeObject item, FieldErrors errors, ResourceContext context) =>
        NodeValidation.Validate(item, errors);

    public override void ValidateUpdate(KubeObject item, KubeObject old, FieldErrors errors, ResourceContext context) =>
        NodeValidation.ValidateUpdate(item, old, errors);
}
