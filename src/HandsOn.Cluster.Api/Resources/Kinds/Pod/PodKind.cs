using HandsOn.Cluster.Api.Resources.Shared;
using HandsOn.Cluster.Api.Resources.Shared.PodTemplates;
using HandsOn.Cluster.Api.Resources.Tables;
using HandsOn.Kubernetes.Errors;
using HandsOn.Kubernetes.Json;
using HandsOn.Kubernetes.Objects;
using HandsOn.Kubernetes.Versions;

namespace HandsOn.Cluster.Api.Resources.Kinds;

/// <summary>A pod (pkg/registry/core/pod/strategy.go).</summary>
internal sealed class PodKind : ResourceDefinition
{
    private static readonly string[] Connect = ["create", "get"];
    private static readonly string[] Update = ["get", "patch", "update"];

    /// <summary>The subresources of a pod (pkg/registry/core/pod/storage/storage.go).</summary>
    private static readonly Subresource[] AllSubresources =
    [
        new("attach", Connect, new("", "v1", "PodAttachOptions")),
        new("binding", ["create"], new("", "v1", "Binding")),
        new("ephemeralcontainers", Update, Since: SinceMinor.EphemeralContainers),
        new("eviction", ["create"], new("policy", "v1beta1", "Eviction"), Until: SinceMinor.EvictionV1 - 1),
        new("eviction", ["create"], new("policy", "v1", "Eviction"), Since: SinceMinor.EvictionV1),
        new("exec", Connect, new("", "v1", "PodExecOptions")),
        new("log", ["get"]),
        new("portforward", Connect, new("", "v1", "PodPortForwardOptions")),
        new("proxy", ["create", "delete", "get", "patch", "update"], new("", "v1", "PodProxyOptions")),
        new("resize", Update, Since: SinceMinor.PodResize),
        Subresource.Status,
    ];

    /// <summary>Fields by which pods can be listed (pkg/registry/core/pod/strategy.go, ToSelectableFields).</summary>
    private static readonly Dictionary<string, Func<KubeObject, string>> Selectable = new()
    {
        ["spec.nodeName"] = pod => pod.Spec.String("nodeName") ?? "",
        ["spec.restartPolicy"] = pod => pod.Spec.String("restartPolicy") ?? "",
        ["spec.schedulerName"] = pod => pod.Spec.String("schedulerName") ?? "",
        ["spec.serviceAccountName"] = pod => pod.Spec.String("serviceAccountName") ?? "",
        ["spec.hostNetwork"] = pod => pod.Spec.Bool("hostNetwork") == true ? "true" : "false",
        ["status.phase"] = pod => pod.Status.String("phase") ?? "",
        ["status.podIP"] = pod => pod.Status.String("podIP") ?? "",
        ["status.podIPs"] = pod => pod.Status.String("podIP") ?? "",
        ["status.nominatedNodeName"] = pod => pod.Status.String("nominatedNodeName") ?? "",
    };

    /// <summary>Columns of <c>kubectl get</c> (pkg/printers/internalversion/printers.go, printPod).</summary>
    private static readonly TableLayout Layout = new(
    [
        TableLayout.Name,
        new("Ready", (item, _) => PodSummary.Of(item).Ready),
        new("Status", (item, _) => PodSummary.Of(item).Reason),
        new("Restarts", (item, now) => PodSummary.Of(item).RestartsAt(now)),
        TableLayout.Age,
        new("IP", (item, _) => Cells.OrNone(Address(item)), Priority: 1),
        new("Node", (item, _) => Cells.OrNone(item.Spec.String("nodeName")), Priority: 1),
        new("Nominated Node", (item, _) => Cells.OrNone(item.Status.String("nominatedNodeName")), Priority: 1),
        new("Readiness Gates", (item, _) => GatesCell(item), Priority: 1),
    ],
    PodSummary.Completion);

    private static readonly DefaultMembers RootDefaults = new(("spec", JsonMap.Empty), ("status", JsonMap.Empty));
    private static readonly DefaultMembers SpecDefaults = new(("enableServiceLinks", true));

    public static readonly GroupResource Resource = new("", "pods");

    public override ResourceNames Names { get; } = new(Resource, "v1", "Pod") { ShortNames = ["po"], Categories = ["all"] };

    public override string Description => "A Pod is one or more containers that run on one node and share an IP address and volumes.";

    public override IReadOnlyList<Subresource> Subresources => AllSubresources;

    public override IReadOnlyList<DefaultAccess> DefaultAccess =>
    [
        UserFacingRole.View.Reads("", "log", "status"),
        UserFacingRole.Edit.Writes(""),
        UserFacingRole.Edit.ReadsAndWrites("attach", "exec", "portforward", "proxy"),
        UserFacingRole.Edit.May("create", "eviction"),
    ];

    public override bool HasGeneration => true;

    public override int GenerationSince => SinceMinor.PodObservedGeneration;

    public override JsonMap? EmptyStatus => JsonMap.Empty;

    public override IReadOnlyDictionary<string, Func<KubeObject, string>> FieldSelectors => Selectable;

    public override TableLayout Table => Layout;

    /// <summary>Defaults of a pod (pkg/apis/core/v1/defaults.go, SetDefaults_Pod).</summary>
    public override JsonMap Default(JsonMap item, ResourceContext context) => RootDefaults.Fill(item).Change("spec", FillSpec);

    public override KubeObject PrepareForCreate(KubeObject item, ResourceContext context) =>
        PodPreparation.ForCreate(item, context.Time.GetUtcNow());

    public override KubeObject PrepareForUpdate(KubeObject item, KubeObject old, ResourceContext context) =>
        PodPreparation.ForUpdate(item, old);

    public override KubeObject PrepareForStatusUpdate(KubeObject item, KubeObject old, ResourceContext context) =>
        PodPreparation.ForStatusUpdate(base.PrepareForStatusUpdate(item, old, context), old);

    public override KubeObject PrepareForSubresourceUpdate(string subresource, KubeObject item, KubeObject old, ResourceContext context) =>
        PodPreparation.ForSubresourceUpdate(subresource, item, old);

    public override void Validate(KubeObject item, FieldErrors errors, ResourceContext context) =>
        PodValidation.Validate(item, errors, context.Minor);

    public override void ValidateUpdate(KubeObject item, KubeObject old, FieldErrors errors, ResourceContext context) =>
        PodValidation.ValidateUpdate(item, old, errors, context.Minor);

    public override void ValidateStatusUpdate(KubeObject item, KubeObject old, FieldErrors errors, ResourceContext context) =>
        PodValidation.ValidateStatusUpdate(item, old, errors);

    public override void ValidateSubresourceUpdate(
        string subresource, KubeObject item, KubeObject old, FieldErrors errors, ResourceContext context) =>
        PodValidation.ValidateSubresourceUpdate(subresource, item, old, errors, context.Minor);

    public override long? GracePeriod(KubeObject item, DeleteOptions options) => PodPreparation.GracePeriod(item, options);

    private static string? Address(KubeObject pod) =>
        pod.Status.List("podIPs").Maps().FirstOrDefault()?.String("ip") ?? pod.Status.String("podIP");

    private static string GatesCell(KubeObject pod)
    {
        var gates = pod.Spec.List("readinessGates");
        if (gates.Count == 0) return Cells.None;
        var open = gates.Maps().Count(g => pod.HasCondition(g.String("conditionType") ?? ""));
        return $"{open}/{gates.Count}";
    }

    private static JsonMap FillSpec(JsonMap spec)
    {
        spec = SpecDefaults.Fill(PodSpecDefaults.Fill(spec))
            .ChangeEach("containers", RequestLimits)
            .ChangeEach("initContainers", RequestLimits);
        return spec.Bool("hostNetwork") == true
            ? spec.ChangeEach("containers", UseHostPorts).ChangeEach("initContainers", UseHostPorts)
            : spec;
    }

    /// <summary>A resource that is limited and not requested is requested in full.</summary>
    private static JsonMap RequestLimits(JsonMap container) =>
        container.At("resources", "limits") is JsonMap { Count: > 0 } limits
            ? container.SetIn(container.Map("resources", "requests").FillFrom(limits), "resources", "requests")
            : container;

    private static JsonMap UseHostPorts(JsonMap container) => container.ChangeEach("ports", UseHostPort);

    private static JsonMap UseHostPort(JsonMap port) =>
        port.Long("hostPort") is null or 0 ? port.With("hostPort", port["containerPort"]) : port;
}
