using HandsOn.Cluster.Api.Resources.Tables;
using HandsOn.Kubernetes.Errors;
using HandsOn.Kubernetes.Json;
using HandsOn.Kubernetes.Objects;

namespace HandsOn.Cluster.Api.Resources.NetworkPolicy;

/// <summary>A NetworkPolicy (pkg/registry/networking/networkpolicy/strategy.go).</summary>
internal sealed class NetworkPolicyDefinition : ResourceDefinition
{
    public override ResourceNames Names { get; } = new("networking.k8s.io", "v1", "NetworkPolicy", "networkpolicies")
    {
        ShortNames = ["netpol"],
    };

    public override bool HasGeneration => true;

    public override TableLayout Table => NetworkPolicyColumns.Table;

    public override JsonMap Default(JsonMap item, ResourceContext context) => NetworkPolicyDefaults.Fill(item);

    public override void Validate(KubeObject item, FieldErrors errors, ResourceContext context) =>
        NetworkPolicyValidation.Validate(item, errors);
}
