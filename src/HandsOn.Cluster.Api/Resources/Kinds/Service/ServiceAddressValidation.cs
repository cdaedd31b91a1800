using System.Net;
using System.Net.Sockets;
using HandsOn.Cluster.Api.Resources.Shared.Validation;
using HandsOn.Kubernetes.Errors;
using HandsOn.Kubernetes.Json;

namespace HandsOn.Cluster.Api.Resources.Kinds;

/// <summary>
/// Validation of the cluster addresses of a Service (pkg/apis/core/validation/validation.go, ValidateServiceClusterIPsRelatedFields,
/// validateUpgradeDowngradeClusterIPs).
/// </summary>
internal static class ServiceAddressValidation
{
    private static readonly FieldPath Spec = FieldPath.Root("spec");
    private static readonly FieldPath Addresses = Spec.Child("clusterIPs");

    public static void Validate(JsonMap spec, FieldErrors errors)
    {
        var one = spec.String("clusterIP") ?? "";
        var all = spec.List("clusterIPs");
        if (one.Length > 0)
        {
            if (all.Count == 0) errors.Required(Addresses);
            else if (all[0] as string != one) errors.Invalid(Addresses, all, "first value must match `clusterIP`");
        }
        else if (all.Count > 0) errors.Invalid(Addresses, all, "must be empty when `clusterIP` is not specified");
        var families = spec.List("ipFamilies");
        for (var i = 0; i < families.Count; i++)
            if (families[i] is not ("IPv4" or "IPv6")) errors.NotSupported(Spec.Child("ipFamilies").Index(i), families[i], "IPv4", "IPv6");
        errors.AllowOneOf(spec, "ipFamilyPolicy", Spec, "PreferDualStack", "RequireDualStack", "SingleStack");
        for (var i = 0; i < all.Count; i++)
        {
            if (i == 0 && all[i] is "None")
            {
                if (all.Count > 1) errors.Invalid(Addresses, all, "'None' must be the first and only value");
                return;
            }
            if (AddressRules.Require(all[i] as string, Addresses.Index(i), errors) is { } address)
                ValidateFamily(address, families, i, errors);
        }
    }

    public static void ValidateUpdate(JsonMap spec, JsonMap old, FieldErrors errors)
    {
        if (!ServiceNeeds.ClusterIp(spec) || !ServiceNeeds.ClusterIp(old)) return;
        var (now, before) = (spec.List("clusterIPs"), old.List("clusterIPs"));
        if (before.Count == 0) return;
        if (now.Count == 0) errors.Invalid(Addresses.Index(0), spec["clusterIPs"], "primary clusterIP can not be unset");
        else if (!Equals(now[0], before[0])) errors.Invalid(Addresses.Index(0), now, "may not change once set");
    }

    private static void ValidateFamily(IPAddress address, JsonList families, int index, FieldErrors errors)
    {
        if (index >= families.Count) return;
        var actual = address.AddressFamily == AddressFamily.InterNetworkV6 ? "IPv6" : "IPv4";
        if (families[index] is string wanted and ("IPv4" or "IPv6") && wanted != actual)
            errors.Invalid(Addresses.Index(index), address.ToString(), $"expected an {wanted} value as indicated by `ipFamilies[{index}]`");
    }
}
