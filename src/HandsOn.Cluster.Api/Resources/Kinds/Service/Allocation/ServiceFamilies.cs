using HandsOn.Kubernetes.Errors;
using HandsOn.Kubernetes.Json;
using HandsOn.Kubernetes.Objects;
using HandsOn.Kubernetes.Versions;

namespace HandsOn.Cluster.Api.Resources.Kinds;

/// <summary>
/// IP families of a Service in a cluster that has IPv4 alone
/// (pkg/registry/core/service/storage/alloc.go, initIPFamilyFields).
/// </summary>
internal static class ServiceFamilies
{
    private static readonly FieldPath Spec = FieldPath.Root("spec");
    private static readonly JsonList Ipv4 = JsonList.Of("IPv4");
    private static readonly JsonList Both = JsonList.Of("IPv4", "IPv6");

    /// <exception cref="StatusException">422: the cluster has no IPv6.</exception>
    public static JsonMap Fill(JsonMap spec, JsonMap? old, string name, int minor)
    {
        if (spec.String("clusterIP") is { Length: > 0 } one && spec.List("clusterIPs").Count == 0) spec = spec.With("clusterIPs", JsonList.Of(one));
        if (!ServiceNeeds.ClusterIp(spec)) return minor >= SinceMinor.ServiceInternalTrafficPolicy ? spec.Without("internalTrafficPolicy") : spec;
        if (minor < SinceMinor.DualStack) return spec;
        var hasNoPods = spec.String("clusterIP") == "None" && spec.Map("selector").Count == 0;
        if (spec["ipFamilyPolicy"] is null)
            spec = spec.With("ipFamilyPolicy", old?["ipFamilyPolicy"] ?? (hasNoPods ? "RequireDualStack" : "SingleStack"));
        if (hasNoPods)
            return spec.List("ipFamilies").Count > 0 ? spec : spec.With("ipFamilies", spec.String("ipFamilyPolicy") == "SingleStack" ? Ipv4 : Both);
        Check(spec, name);
        return spec.List("ipFamilies").Count > 0 ? spec : spec.With("ipFamilies", old is not null && old.List("ipFamilies").Count > 0 ? old["ipFamilies"] : Ipv4);
    }

    private static void Check(JsonMap spec, string name)
    {
        var errors = new FieldErrors();
        if (spec.String("ipFamilyPolicy") == "RequireDualStack")
            errors.Invalid(Spec.Child("ipFamilyPolicy"), "RequireDualStack", "this cluster is not configured for dual-stack services");
        var families = spec.List("ipFamilies");
        for (var i = 0; i < families.Count; i++)
            if (families[i] is "IPv6") errors.Invalid(Spec.Child("ipFamilies").Index(i), "IPv6", "not configured on this cluster");
        if (errors.Count > 0) throw StatusErrors.Invalid(new GroupKind("", "Service"), name, errors);
    }
}
