using HandsOn.Cluster.Api.Resources.Shared.Validation;
using HandsOn.Kubernetes.Errors;
using HandsOn.Kubernetes.Json;
using HandsOn.Kubernetes.Objects;
using HandsOn.Kubernetes.Selectors;

namespace HandsOn.Cluster.Api.Resources.Kinds;

/// <summary>What a NetworkPolicy must be (pkg/apis/networking/validation/validation.go, ValidateNetworkPolicySpec).</summary>
internal static class NetworkPolicyValidation
{
    private static readonly FieldPath Spec = FieldPath.Root("spec");

    public static void Validate(KubeObject item, FieldErrors errors)
    {
        LabelSelectorRules.Validate(item.Spec.Map("podSelector"), Spec.Child("podSelector"), errors);
        ValidateRules(item.Spec.List("ingress"), "from", Spec.Child("ingress"), errors);
        ValidateRules(item.Spec.List("egress"), "to", Spec.Child("egress"), errors);
        var types = item.Spec.List("policyTypes");
        for (var i = 0; i < types.Count; i++)
            if (types[i] is not ("Ingress" or "Egress")) errors.NotSupported(Spec.Child("policyTypes").Index(i), types[i], "Ingress", "Egress");
    }

    private static void ValidateRules(JsonList rules, string direction, FieldPath path, FieldErrors errors)
    {
        for (var i = 0; i < rules.Count; i++)
        {
            if (rules[i] is not JsonMap rule) continue;
            var ports = rule.List("ports");
            for (var j = 0; j < ports.Count; j++)
            {
                if (ports[j] is not JsonMap port) continue;
                errors.AllowOneOf(port, "protocol", path.Index(i).Child("ports").Index(j), "TCP", "UDP", "SCTP");
                if (port["port"] is not null) errors.PortNumberOrName(port, "port", path.Index(i).Child("ports").Index(j));
            }
            var peers = rule.List(direction);
            for (var j = 0; j < peers.Count; j++)
                if (peers[j] is JsonMap peer) ValidatePeer(peer, path.Index(i).Child(direction).Index(j), errors);
        }
    }

    private static void ValidatePeer(JsonMap peer, FieldPath path, FieldErrors errors)
    {
        foreach (var selector in (ReadOnlySpan<string>)["podSelector", "namespaceSelector"])
            if (peer[selector] is JsonMap labels) LabelSelectorRules.Validate(labels, path.Child(selector), errors);
        if (peer["ipBlock"] is not null && peer.Count > 1) errors.Forbidden(path, "may not specify both ipBlock and another peer");
        if (peer.Count == 0) errors.Required(path, "must specify a peer");
    }
}
