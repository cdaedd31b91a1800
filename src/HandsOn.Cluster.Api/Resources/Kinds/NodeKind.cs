using HandsOn.Cluster.Api.Resources.Shared;
using HandsOn.Cluster.Api.Resources.Shared.Validation;
using HandsOn.Cluster.Api.Resources.Tables;
using HandsOn.Kubernetes.Errors;
using HandsOn.Kubernetes.Json;
using HandsOn.Kubernetes.Naming;
using HandsOn.Kubernetes.Objects;

namespace HandsOn.Cluster.Api.Resources.Kinds;

/// <summary>A node (pkg/registry/core/node/strategy.go).</summary>
internal sealed class NodeKind : ResourceDefinition
{
    private const string RolePrefix = "node-role.kubernetes.io/";

    private static readonly Subresource[] ProxyAndStatus =
    [
        new("proxy", ["create", "delete", "get", "patch", "update"], new("", "v1", "NodeProxyOptions")),
        Subresource.Status,
    ];

    private static readonly DefaultMembers StatusDefaults = new(
        ("daemonEndpoints", JsonMap.Of(("kubeletEndpoint", JsonMap.Of(("Port", 0))))),
        ("nodeInfo", JsonMap.From(new[]
        {
            "machineID", "systemUUID", "bootID", "kernelVersion", "osImage", "containerRuntimeVersion", "kubeletVersion",
            "kubeProxyVersion", "operatingSystem", "architecture",
        }.Select(name => KeyValuePair.Create(name, "")))));

    private static readonly JsonMap NewStatus = StatusDefaults.Fill(JsonMap.Empty);

    private static readonly DefaultMembers RootDefaults = new(("spec", JsonMap.Empty), ("status", NewStatus));

    private static readonly Dictionary<string, Func<KubeObject, string>> Selectable = new()
    {
        ["spec.unschedulable"] = item => item.Spec.Bool("unschedulable") == true ? "true" : "false",
    };

    /// <summary>Columns of <c>kubectl get</c> (pkg/printers/internalversion/printers.go, printNode).</summary>
    private static readonly TableLayout Layout = new(
    [
        TableLayout.Name,
        new("Status", (item, _) => StatusCell(item)),
        new("Roles", (item, _) => RolesCell(item)),
        TableLayout.Age,
        Columns.Text("Version", "status", "nodeInfo", "kubeletVersion"),
        new("Internal-IP", (item, _) => AddressCell(item, "InternalIP"), Priority: 1),
        new("External-IP", (item, _) => AddressCell(item, "ExternalIP"), Priority: 1),
        new("OS-Image", (item, _) => InfoCell(item, "osImage"), Priority: 1),
        new("Kernel-Version", (item, _) => KernelCell(item), Priority: 1),
        new("Container-Runtime", (item, _) => InfoCell(item, "containerRuntimeVersion"), Priority: 1),
    ]);

    private static readonly FieldPath Spec = FieldPath.Root("spec");

    public static readonly GroupResource Resource = new("", "nodes");

    public override ResourceNames Names { get; } = new(Resource, "v1", "Node", Namespaced: false) { ShortNames = ["no"] };

    public override string Description => "A Node is a machine that runs pods.";

    public override IReadOnlyList<Subresource> Subresources => ProxyAndStatus;

    public override JsonMap? EmptyStatus => NewStatus;

    public override IReadOnlyDictionary<string, Func<KubeObject, string>> FieldSelectors => Selectable;

    public override TableLayout Table => Layout;

    /// <summary>Defaults of a Node (pkg/apis/core/v1/defaults.go, SetDefaults_NodeStatus).</summary>
    public override JsonMap Default(JsonMap item, ResourceContext context) => RootDefaults.Fill(item).Change("status", FillStatus);

    /// <summary>A node brings its status along when it registers.</summary>
    public override KubeObject PrepareForCreate(KubeObject item, ResourceContext context) => item;

    /// <summary>Validation of a Node: its taints (pkg/apis/core/validation/validation.go, validateNodeTaints).</summary>
    public override void Validate(KubeObject item, FieldErrors errors, ResourceContext context)
    {
        var path = FieldPath.Root("metadata").Child("taints");
        var seen = new HashSet<(string, string)>();
        var taints = item.Spec.List("taints");
        for (var i = 0; i < taints.Count; i++)
        {
            if (taints[i] is not JsonMap taint) continue;
            var key = taint.String("key") ?? "";
            errors.Each(path.Index(i), "key", key, NameRules.QualifiedName(key));
            var value = taint.String("value") ?? "";
            errors.Each(path.Index(i), "value", value, NameRules.LabelValue(value));
            errors.RequireOneOf(taint, "effect", path.Index(i), "NoSchedule", "PreferNoSchedule", "NoExecute");
            if (!seen.Add((key, taint.String("effect") ?? ""))) RefuseDuplicate(path.Index(i), taint, errors);
        }
    }

    /// <summary>Validation of an update of a Node (pkg/apis/core/validation/validation.go, ValidateNodeUpdate).</summary>
    public override void ValidateUpdate(KubeObject item, KubeObject old, FieldErrors errors, ResourceContext context)
    {
        Keep("podCIDRs", "podCIDR");
        Keep("providerID", "providerID");
        Validate(item, errors, context);

        void Keep(string field, string name)
        {
            if (old.Spec[field] is { } value && !JsonValue.DeepEquals(value, item.Spec[field]))
                errors.Forbidden(Spec.Child(field), $"node updates may not change {name} except from \"\" to valid");
        }
    }

    private static string StatusCell(KubeObject node)
    {
        var ready = node.Condition("Ready") is { } condition ? condition.String("status") == "True" ? "Ready" : "NotReady" : "Unknown";
        return node.Spec.Bool("unschedulable") == true ? ready + ",SchedulingDisabled" : ready;
    }

    private static string RolesCell(KubeObject node)
    {
        var roles = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var (label, value) in node.Labels.Strings())
        {
            if (label.StartsWith(RolePrefix, StringComparison.Ordinal) && label.Length > RolePrefix.Length)
                roles.Add(label[RolePrefix.Length..]);
            else if (label == "kubernetes.io/role" && value.Length > 0)
                roles.Add(value);
        }
        return Cells.OrNone(string.Join(",", roles));
    }

    private static string AddressCell(KubeObject node, string type) =>
        node.Status.List("addresses").Find("type", type)?.String("address") ?? Cells.None;

    private static string InfoCell(KubeObject node, string field) =>
        node.Status.String("nodeInfo", field) is { Length: > 0 } text ? text : "<unknown>";

    private static string KernelCell(KubeObject node) => node.Status.String("nodeInfo", "architecture") is { Length: > 0 } architecture
        ? $"{InfoCell(node, "kernelVersion")} ({architecture})"
        : InfoCell(node, "kernelVersion");

    private static JsonMap FillStatus(JsonMap status)
    {
        status = StatusDefaults.Fill(status).Change("capacity", ResourceLists.RoundList).Change("allocatable", ResourceLists.RoundList);
        return status["allocatable"] is null && status["capacity"] is JsonMap capacity ? status.With("allocatable", capacity) : status;
    }

    private static void RefuseDuplicate(FieldPath path, JsonMap taint, FieldErrors errors)
    {
        var shown = JsonMap.Of(("Key", taint["key"]), ("Value", taint["value"] ?? ""), ("Effect", taint["effect"]))
            .With("TimeAdded", taint["timeAdded"]);
        errors.Add(new FieldError(
            "FieldValueDuplicate", path.ToString(),
            $"Duplicate value: {FieldErrors.Show(shown)}: taints must be unique by key and effect pair"));
    }
}
