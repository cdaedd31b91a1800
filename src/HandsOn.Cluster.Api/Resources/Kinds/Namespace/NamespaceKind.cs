using HandsOn.Cluster.Api.Resources.Tables;
using HandsOn.Kubernetes.Errors;
using HandsOn.Kubernetes.Json;
using HandsOn.Kubernetes.Naming;
using HandsOn.Kubernetes.Objects;

namespace HandsOn.Cluster.Api.Resources.Kinds;

/// <summary>A namespace (pkg/registry/core/namespace/strategy.go).</summary>
internal sealed class NamespaceKind : ResourceDefinition
{
    private const string Finalizer = "kubernetes";

    public static readonly GroupResource Resource = new("", "namespaces");

    public override ResourceNames Names { get; } = new(Resource, "v1", "Namespace", Namespaced: false) { ShortNames = ["ns"] };

    public override string Description => "A Namespace is a scope for names, and what is in it goes away with it.";

    public override IReadOnlyList<string> Verbs { get; } = ["create", "delete", "get", "list", "patch", "update", "watch"];

    public override IReadOnlyList<string> CheckName(string name, int minor) => NameRules.Dns1123Label(name);

    public override IReadOnlyList<Subresource> Subresources { get; } = [new("finalize", ["update"]), Subresource.Status];

    public override bool HasSpecFinalizers => true;

    public override JsonMap? EmptyStatus { get; } = JsonMap.Of(("phase", "Active"));

    public override IReadOnlyDictionary<string, Func<KubeObject, string>> FieldSelectors { get; } = new Dictionary<string, Func<KubeObject, string>>
    {
        ["status.phase"] = item => item.Status.String("phase") ?? "",
        ["name"] = item => item.Name,
    };

    public override TableLayout Table => NamespaceColumns.Table;

    public override JsonMap Default(JsonMap item, ResourceContext context) => NamespaceDefaults.Fill(item);

    public override KubeObject PrepareForCreate(KubeObject item, ResourceContext context)
    {
        item = base.PrepareForCreate(new KubeObject(NamespaceDefaults.Fill(item.Root)), context);
        return item.Spec.List("finalizers").Strings().Contains(Finalizer)
            ? item
            : item.SetIn(item.Spec.List("finalizers").Add(Finalizer), "spec", "finalizers");
    }

    public override KubeObject PrepareForUpdate(KubeObject item, KubeObject old, ResourceContext context) =>
        KeepStatus(item.SetIn(old.Spec.List("finalizers"), "spec", "finalizers"), old);

    /// <summary>Finalizing changes the finalizers of the spec and nothing else.</summary>
    public override KubeObject PrepareForSubresourceUpdate(string subresource, KubeObject item, KubeObject old, ResourceContext context) =>
        KeepStatus(item, old);

    public override void ValidateUpdate(KubeObject item, KubeObject old, FieldErrors errors, ResourceContext context) { }
}
