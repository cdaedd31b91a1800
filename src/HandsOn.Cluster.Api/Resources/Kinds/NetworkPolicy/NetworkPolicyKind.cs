using HandsOn.Cluster.Api.Resources.Tables;
using HandsOn.Kubernetes.Errors;
using HandsOn.Kubernetes.Json;
using HandsOn.Kubernetes.Objects;

namespace HandsOn.Cluster.Api.Resources.Kinds;

/// <summary>A NetworkPolicy (pkg/registry/networking/networkpolicy/strategy.go).</summary>
internal sealed class NetworkPolicyKind : ResourceDefinition
{
    public static readonly GroupResource Resource = new("networking.k8s.io", "networkpolicies");

    public override ResourceNames Names { get; } = new(Resource, "v1", "NetworkPolicy")
    {
        ShortNames = ["netpol"],
    };

    public override string Description => "A NetworkPolicy says which connections a set of pods may receive and open.";

    public override bool HasGeneration => true;

    public override TableLayout Table => NetworkPolicyColumns.Table;

    public override JsonMap Default(JsonMap item, ResourceContext context) => NetworkPolicyDefaults.Fill(item);

    public override void Validate(KubeObject item, FieldErrors errors, ResourceContext context) =>
        NetworkPolicyValidation.Validate(item, errors);
}
