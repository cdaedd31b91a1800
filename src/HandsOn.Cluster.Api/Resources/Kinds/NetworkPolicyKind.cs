using HandsOn.Cluster.Api.Resources.Shared;
using HandsOn.Cluster.Api.Resources.Shared.Validation;
using HandsOn.Cluster.Api.Resources.Tables;
using HandsOn.Kubernetes.Errors;
using HandsOn.Kubernetes.Json;
using HandsOn.Kubernetes.Objects;
using HandsOn.Kubernetes.Selectors;

namespace HandsOn.Cluster.Api.Resources.Kinds;

/// <summary>A NetworkPolicy (pkg/registry/networking/networkpolicy/strategy.go).</summary>
internal sealed class NetworkPolicyKind : ResourceDefinition
{
    /// <summary>Columns of <c>kubectl get</c> (pkg/printers/internalversion/printers.go, printNetworkPolicy).</summary>
    private static readonly TableLayout Layout = new(
    [
        TableLayout.Name,
        new("Pod-Selector", (item, _) => Cells.Selector(item.Spec.Map("podSelector"))),
        TableLayout.Age,
    ]);

    private static readonly DefaultMembers RootDefaults = new(("spec", JsonMap.Empty));
    private static readonly DefaultMembers SpecDefaults = new(("podSelector", JsonMap.Empty));
    private static readonly DefaultMembers PortDefaults = new(("protocol", "TCP"));

    private static readonly FieldPath Spec = FieldPath.Root("spec");

    public static readonly GroupResource Resource = new("networking.k8s.io", "networkpolicies");

    public override ResourceNames Names { get; } = new(Resource, "v1", "NetworkPolicy") { ShortNames = ["netpol"] };

    public override string Description => "A NetworkPolicy says which connections a set of pods may receive and open.";

    public override IReadOnlyList<DefaultAccess> DefaultAccess =>
        [UserFacingRole.View.Reads(""), UserFacingRole.Edit.Writes("")];

    public override bool HasGeneration => true;

    public override TableLayout Table => Layout;

    /// <summary>Defaults of a NetworkPolicy (pkg/apis/networking/v1/defaults.go, SetDefaults_NetworkPolicy).</summary>
    public override JsonMap Default(JsonMap item, ResourceContext context) => RootDefaults.Fill(item).Change("spec", FillSpec);

    /// <summary>Validation of a NetworkPolicy (pkg/apis/networking/validation/validation.go, ValidateNetworkPolicySpec).</summary>
    public override void Validate(KubeObject item, FieldErrors errors, ResourceContext context)
    {
        LabelSelectorRules.Validate(item.Spec.Map("podSelector"), Spec.Child("podSelector"), errors);
        ValidateRules(item.Spec.List("ingress"), "from", Spec.Child("ingress"), errors);
        ValidateRules(item.Spec.List("egress"), "to", Spec.Child("egress"), errors);
        var types = item.Spec.List("policyTypes");
        for (var i = 0; i < types.Count; i++)
            if (types[i] is not ("Ingress" or "Egress"))
                errors.NotSupported(Spec.Child("policyTypes").Index(i), types[i], "Ingress", "Egress");
    }

    private static JsonMap FillSpec(JsonMap spec)
    {
        spec = SpecDefaults.Fill(spec).ChangeEach("ingress", FillRule).ChangeEach("egress", FillRule);
        if (spec.List("policyTypes").Count > 0) return spec;
        return spec.With("policyTypes", spec.List("egress").Count > 0 ? JsonList.Of("Ingress", "Egress") : JsonList.Of("Ingress"));
    }

    private static JsonMap FillRule(JsonMap rule) => rule.ChangeEach("ports", PortDefaults.Fill);

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
