using HandsOn.Cluster.Api.Resources.Tables;
using HandsOn.Kubernetes.Objects;

namespace HandsOn.Cluster.Api.Resources.Kinds;

/// <summary>A service account (pkg/registry/core/serviceaccount/strategy.go).</summary>
internal sealed class ServiceAccountKind : ResourceDefinition
{
    private static readonly Subresource[] TokenOnly = [new("token", ["create"], new("authentication.k8s.io", "v1", "TokenRequest"))];

    /// <summary>Columns of <c>kubectl get</c> (pkg/printers/internalversion/printers.go, printServiceAccount).</summary>
    private static readonly TableLayout Layout = new([TableLayout.Name, TableLayout.Age]);

    public static readonly GroupResource Resource = new("", "serviceaccounts");

    public override ResourceNames Names { get; } = new(Resource, "v1", "ServiceAccount") { ShortNames = ["sa"] };

    public override string Description => "A ServiceAccount is the identity under which a pod's processes use the API.";

    public override IReadOnlyList<Subresource> Subresources => TokenOnly;

    public override IReadOnlyList<DefaultAccess> DefaultAccess =>
    [
        UserFacingRole.View.Reads(""),
        UserFacingRole.Edit.Writes(""),
        UserFacingRole.Edit.May("impersonate", ""),
        UserFacingRole.Edit.May("create", "token"),
    ];

    public override TableLayout Table => Layout;
}
