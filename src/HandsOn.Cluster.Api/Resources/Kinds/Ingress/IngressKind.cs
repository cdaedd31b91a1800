using HandsOn.Cluster.Api.Resources.Shared;
using HandsOn.Cluster.Api.Resources.Tables;
using HandsOn.Kubernetes.Errors;
using HandsOn.Kubernetes.Json;
using HandsOn.Kubernetes.Objects;
using HandsOn.Kubernetes.Versions;

namespace HandsOn.Cluster.Api.Resources.Kinds;

/// <summary>An Ingress (pkg/registry/networking/ingress/strategy.go).</summary>
internal sealed class IngressKind : ResourceDefinition
{
    private const int MostHosts = 3;

    private static readonly ServedVersion[] Served =
    [
        new("networking.k8s.io/v1"),
        new("networking.k8s.io/v1beta1") { Deprecated = 19, Removed = 22, Replacement = "networking.k8s.io/v1 Ingress" },
        new("extensions/v1beta1") { Deprecated = 14, Removed = 22, Replacement = "networking.k8s.io/v1 Ingress" },
    ];

    private static readonly Subresource[] StatusOnly = [Subresource.Status];

    /// <summary>Columns of <c>kubectl get</c> (pkg/printers/internalversion/printers.go, printIngress).</summary>
    private static readonly TableLayout Layout = new(
    [
        TableLayout.Name,
        new("Class", (item, _) => item.Spec.String("ingressClassName") ?? Cells.None),
        new("Hosts", (item, _) => HostsCell(item)),
        new("Address", (item, _) => LoadBalancerCell.Addresses(item.Status)),
        new("Ports", (item, _) => item.Spec.List("tls").Count > 0 ? "80, 443" : "80"),
        TableLayout.Age,
    ]);

    private static readonly DefaultMembers StatusDefaults = new(("loadBalancer", JsonMap.Empty));
    private static readonly JsonMap NewStatus = StatusDefaults.Fill(JsonMap.Empty);
    private static readonly DefaultMembers RootDefaults = new(("spec", JsonMap.Empty), ("status", JsonMap.Empty));
    private static readonly DefaultMembers ServiceDefaults = new(("port", JsonMap.Empty));
    private static readonly DefaultMembers BetaPathDefaults = new(("pathType", "ImplementationSpecific"));

    public static readonly GroupResource Resource = new("networking.k8s.io", "ingresses");

    public override ResourceNames Names { get; } = new(Resource, "v1", "Ingress") { ShortNames = ["ing"] };

    public override string Description => "An Ingress routes HTTP requests by host and path to Services.";

    public override IReadOnlyList<ServedVersion> Versions => Served;

    public override IReadOnlyList<Subresource> Subresources => StatusOnly;

    public override IReadOnlyList<DefaultAccess> DefaultAccess =>
        [UserFacingRole.View.Reads("", "status"), UserFacingRole.Edit.Writes("")];

    public override bool HasGeneration => true;

    public override JsonMap? EmptyStatus => NewStatus;

    public override TableLayout Table => Layout;

    /// <summary>Defaults of an Ingress: the members that are always written (staging/src/k8s.io/api/networking/v1/types.go).</summary>
    public override JsonMap Default(JsonMap item, ResourceContext context) =>
        RootDefaults.Fill(item).Change("status", StatusDefaults.Fill).Change("spec", FillSpec);

    /// <summary>
    /// Conversion between <c>v1beta1</c> (of <c>extensions</c> and <c>networking.k8s.io</c> alike) and <c>v1</c>
    /// (pkg/apis/networking/v1beta1/conversion.go).
    /// </summary>
    public override JsonMap Convert(JsonMap item, GroupVersion from, GroupVersion to) => (from.Version, to.Version) switch
    {
        ("v1beta1", "v1") => item.Change("spec", ToV1),
        ("v1", "v1beta1") => item.Change("spec", ToBeta),
        _ => item,
    };

    public override void Validate(KubeObject item, FieldErrors errors, ResourceContext context) =>
        IngressValidation.ValidateCreate(item, errors, context.Minor);

    public override void ValidateUpdate(KubeObject item, KubeObject old, FieldErrors errors, ResourceContext context) =>
        IngressValidation.Validate(item, errors, context.Minor);

    public override IEnumerable<string> Warnings(KubeObject item, KubeObject? old, ResourceContext context)
    {
        var usesAnnotation = item.Annotations.ContainsKey(IngressValidation.ClassAnnotation) && item.Spec["ingressClassName"] is null;
        return usesAnnotation && old is null && context.Minor >= SinceMinor.IngressClassAnnotationWarning
            ? [$"annotation \"{IngressValidation.ClassAnnotation}\" is deprecated, please use 'spec.ingressClassName' instead"]
            : [];
    }

    private static string HostsCell(KubeObject ingress)
    {
        var rules = ingress.Spec.List("rules");
        var hosts = new List<string>();
        var hasMore = false;
        foreach (var rule in rules.Maps())
        {
            hasMore |= hosts.Count == MostHosts;
            if (!hasMore && rule.String("host") is { Length: > 0 } host) hosts.Add(host);
        }
        if (hosts.Count == 0) return "*";
        var shown = string.Join(",", hosts);
        return hasMore ? $"{shown} + {rules.Count - MostHosts} more..." : shown;
    }

    private static JsonMap FillSpec(JsonMap spec) => ChangePaths(spec.Change("defaultBackend", FillBackend), FillPath);

    private static JsonMap FillPath(JsonMap path) => path.Change("backend", FillBackend);

    private static JsonMap FillBackend(JsonMap backend) => backend.Change("service", ServiceDefaults.Fill);

    private static JsonMap ToV1(JsonMap spec)
    {
        if (spec["backend"] is JsonMap backend) spec = spec.Without("backend").With("defaultBackend", BackendToV1(backend));
        return ChangePaths(spec, path => BetaPathDefaults.Fill(path).Change("backend", BackendToV1));
    }

    private static JsonMap ToBeta(JsonMap spec)
    {
        if (spec["defaultBackend"] is JsonMap backend) spec = spec.Without("defaultBackend").With("backend", BackendToBeta(backend));
        return ChangePaths(spec, path => path.Change("backend", BackendToBeta));
    }

    private static JsonMap ChangePaths(JsonMap spec, Func<JsonMap, JsonMap> change) =>
        spec.ChangeEach("rules", rule => rule.Change("http", http => http.ChangeEach("paths", change)));

    private static JsonMap BackendToV1(JsonMap backend)
    {
        if (backend["serviceName"] is null && backend["servicePort"] is null) return backend;
        var port = backend["servicePort"] switch
        {
            string { Length: > 0 } name => JsonMap.Of(("name", name)),
            long and not 0 and var number => JsonMap.Of(("number", number)),
            _ => JsonMap.Empty,
        };
        return backend.Without("serviceName").Without("servicePort")
            .With("service", JsonMap.Of(("name", backend.String("serviceName") ?? ""), ("port", port)));
    }

    private static JsonMap BackendToBeta(JsonMap backend)
    {
        if (backend["service"] is not JsonMap service) return backend;
        var port = service.Map("port");
        return backend.Without("service").With("serviceName", service["name"]).With("servicePort", port["name"] ?? port["number"] ?? 0);
    }
}
