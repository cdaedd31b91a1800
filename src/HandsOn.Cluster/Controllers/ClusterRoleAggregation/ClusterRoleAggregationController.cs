using HandsOn.Cluster.Api.Authorization;
using HandsOn.Cluster.Api.Resources.Kinds;
using HandsOn.Cluster.Client;
using HandsOn.Kubernetes.Json;
using HandsOn.Kubernetes.Objects;

namespace HandsOn.Cluster.Controllers.ClusterRoleAggregation;

/// <summary>
/// Fills ClusterRoles that have an <c>aggregationRule</c>, by server-side apply of their rules
/// (pkg/controller/clusterroleaggregation/clusterroleaggregation_controller.go).
/// </summary>
internal sealed class ClusterRoleAggregationController : Controller
{
    private const string Itself = "clusterrole-aggregation-controller";

    private readonly Informer roles;
    private readonly ObjectIndex aggregated;

    public ClusterRoleAggregationController(ControllerContext context) : base(context)
    {
        roles = Informer(ClusterRoleKind.Resource);
        aggregated = roles.Index("aggregated", role => AggregatedRules.IsAggregated(role) ? [""] : []);
    }

    public override string Name => Itself;

    // Any role may be a source of any other.
    protected override void Watch() => OnChange(ClusterRoleKind.Resource, (_, _) =>
    {
        foreach (var role in aggregated[""]) Queue.Add(role.Key);
    });

    protected override async ValueTask ReconcileAsync(ObjectKey key, CancellationToken cancellation)
    {
        if (roles.Find(key) is not { } role || !AggregatedRules.IsAggregated(role)) return;
        var rules = AggregatedRules.Of(role, roles.Objects);
        if (rules.Equals(role.Root.List("rules"))) return;
        var filled = new KubeObject(JsonMap.Of(
            ("apiVersion", role.ApiVersion), ("kind", role.Kind), ("metadata", JsonMap.Of(("name", role.Name))),
            ("rules", rules.Count == 0 ? null : rules)));
        var written = await Client.ApplyAsync(ClusterRoleKind.Resource, filled, Itself, cancellation).ConfigureAwait(false);
        Wrote(ClusterRoleKind.Resource, written);
    }
}
