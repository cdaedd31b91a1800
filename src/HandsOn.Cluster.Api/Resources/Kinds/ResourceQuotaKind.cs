using HandsOn.Cluster.Api.Resources.Shared;
using HandsOn.Cluster.Api.Resources.Tables;
using HandsOn.Kubernetes.Json;
using HandsOn.Kubernetes.Objects;

namespace HandsOn.Cluster.Api.Resources.Kinds;

/// <summary>A ResourceQuota (pkg/registry/core/resourcequota/strategy.go).</summary>
internal sealed class ResourceQuotaKind : ResourceDefinition
{
    private static readonly Subresource[] StatusOnly = [Subresource.Status];

    /// <summary>Columns of <c>kubectl get</c> (pkg/printers/internalversion/printers.go, printResourceQuota).</summary>
    private static readonly TableLayout Layout = new(
    [
        TableLayout.Name,
        new("Request", (item, _) => AmountsCell(item, limits: false)),
        new("Limit", (item, _) => AmountsCell(item, limits: true)),
        TableLayout.Age,
    ]);

    private static readonly DefaultMembers RootDefaults = new(("spec", JsonMap.Empty), ("status", JsonMap.Empty));

    public static readonly GroupResource Resource = new("", "resourcequotas");

    public override ResourceNames Names { get; } = new(Resource, "v1", "ResourceQuota") { ShortNames = ["quota"] };

    public override string Description => "A ResourceQuota bounds what all objects of a namespace may use together.";

    public override IReadOnlyList<Subresource> Subresources => StatusOnly;

    public override IReadOnlyList<DefaultAccess> DefaultAccess => [UserFacingRole.View.Reads("", "status")];

    public override JsonMap? EmptyStatus => JsonMap.Empty;

    public override TableLayout Table => Layout;

    /// <summary>Defaults of a ResourceQuota: spec and status are always written (staging/src/k8s.io/api/core/v1/types.go).</summary>
    public override JsonMap Default(JsonMap item, ResourceContext context) => RootDefaults.Fill(item);

    private static string AmountsCell(KubeObject quota, bool limits) => string.Join(", ", quota.Status.Map("hard").Strings()
        .Where(h => h.Key.StartsWith("limits.", StringComparison.Ordinal) == limits)
        .OrderBy(h => h.Key, StringComparer.Ordinal)
        .Select(h => $"{h.Key}: {quota.Status.Map("used")[h.Key] as string ?? "0"}/{h.Value}"));
}
