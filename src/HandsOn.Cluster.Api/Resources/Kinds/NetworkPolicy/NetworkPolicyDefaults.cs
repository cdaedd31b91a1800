using HandsOn.Cluster.Api.Resources.Shared;
using HandsOn.Kubernetes.Json;

namespace HandsOn.Cluster.Api.Resources.Kinds;

/// <summary>What a NetworkPolicy leaves out (pkg/apis/networking/v1/defaults.go, SetDefaults_NetworkPolicy).</summary>
internal static class NetworkPolicyDefaults
{
    private static readonly DefaultMembers Root = new(("spec", JsonMap.Empty));
    private static readonly DefaultMembers Spec = new(("podSelector", JsonMap.Empty));
    private static readonly DefaultMembers Port = new(("protocol", "TCP"));

    public static JsonMap Fill(JsonMap item) => Root.Fill(item).Change("spec", FillSpec);

    private static JsonMap FillSpec(JsonMap spec)
    {
        spec = Spec.Fill(spec).ChangeEach("ingress", FillRule).ChangeEach("egress", FillRule);
        if (spec.List("policyTypes").Count > 0) return spec;
        return spec.With("policyTypes", spec.List("egress").Count > 0 ? JsonList.Of("Ingress", "Egress") : JsonList.Of("Ingress"));
    }

    private static JsonMap FillRule(JsonMap rule) => rule.ChangeEach("ports", Port.Fill);
}
