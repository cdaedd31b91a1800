using HandsOn.Cluster.Api.Resources.Shared;
using HandsOn.Cluster.Api.Resources.Tables;
using HandsOn.Kubernetes.Json;
using HandsOn.Kubernetes.Naming;
using HandsOn.Kubernetes.Objects;

namespace HandsOn.Cluster.Api.Resources.Kinds;

/// <summary>A namespace (pkg/registry/core/namespace/strategy.go).</summary>
internal sealed class NamespaceKind : ResourceDefinition
{
    private const string Finalizer = "kubernetes";
    private const string NameLabel = "kubernetes.io/metadata.name";

    private static readonly string[] AllButDeleteCollection = ["create", "delete", "get", "list", "patch", "update", "watch"];

    private static readonly Subresource[] FinalizeAndStatus = [new("finalize", ["update"]), Subresource.Status];

    private static readonly JsonMap NewStatus = JsonMap.Of(("phase", "Active"));

    private static readonly Dictionary<string, Func<KubeObject, string>> Selectable = new()
    {
        ["status.phase"] = item => item.Status.String("phase") ?? "",
        ["name"] = item => item.Name,
    };

    /// <summary>Columns of <c>kubectl get</c> (pkg/printers/internalversion/printers.go, printNamespace).</summary>
    private static readonly TableLayout Layout = new(
    [
        TableLayout.Name,
        Columns.Text("Status", "status", "phase"),
        TableLayout.Age,
    ]);

    private static readonly DefaultMembers RootDefaults = new(("spec", JsonMap.Empty), ("status", NewStatus));
    private static readonly DefaultMembers StatusDefaults = new(("phase", "Active"));

    public static readonly GroupResource Resource = new("", "namespaces");

    public override ResourceNames Names { get; } = new(Resource, "v1", "Namespace", Namespaced: false) { ShortNames = ["ns"] };

    public override string Description => "A Namespace is a scope for names, and what is in it goes away with it.";

    public override IReadOnlyList<string> CheckName(string name, int minor) => NameRules.Dns1123Label(name);

    public override IReadOnlyList<string> Verbs => AllButDeleteCollection;

    public override IReadOnlyList<Subresource> Subresources => FinalizeAndStatus;

    public override IReadOnlyList<DefaultAccess> DefaultAccess => [UserFacingRole.View.Reads("", "status")];

    public override bool HasSpecFinalizers => true;

    public override JsonMap? EmptyStatus => NewStatus;

    public override IReadOnlyDictionary<string, Func<KubeObject, string>> FieldSelectors => Selectable;

    public override TableLayout Table => Layout;

    /// <summary>Defaults of a Namespace (pkg/apis/core/v1/defaults.go, SetDefaults_Namespace).</summary>
    public override JsonMap Default(JsonMap item, ResourceContext context)
    {
        item = RootDefaults.Fill(item).Change("status", StatusDefaults.Fill);
        return item.String("metadata", "name") is { Length: > 0 } name && item.String("metadata", "labels", NameLabel) != name
            ? item.SetIn(name, "metadata", "labels", NameLabel)
            : item;
    }

    public override KubeObject PrepareForCreate(KubeObject item, ResourceContext context)
    {
        item = base.PrepareForCreate(new KubeObject(Default(item.Root, context)), context);
        return item.Spec.List("finalizers").Strings().Contains(Finalizer)
            ? item
            : item.SetIn(item.Spec.List("finalizers").Add(Finalizer), "spec", "finalizers");
    }

    public override KubeObject PrepareForUpdate(KubeObject item, KubeObject old, ResourceContext context) =>
        KeepStatus(item.SetIn(old.Spec.List("finalizers"), "spec", "finalizers"), old);

    /// <summary>Finalizing changes the finalizers of the spec and nothing else.</summary>
    public override KubeObject PrepareForSubresourceUpdate(string subresource, KubeObject item, KubeObject old, ResourceContext context) =>
        KeepStatus(item, old);
}
