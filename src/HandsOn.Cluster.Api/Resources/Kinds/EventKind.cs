using HandsOn.Cluster.Api.Resources.Shared;
using HandsOn.Cluster.Api.Resources.Tables;
using HandsOn.Kubernetes.Errors;
using HandsOn.Kubernetes.Json;
using HandsOn.Kubernetes.Objects;

namespace HandsOn.Cluster.Api.Resources.Kinds;

/// <summary>An event; one kind under two groups (pkg/registry/core/event/strategy.go).</summary>
internal sealed class EventKind : ResourceDefinition
{
    /// <summary>Members with two names: in the core group, in which events are stored, and in <c>events.k8s.io</c>.</summary>
    private static readonly (string Core, string Events)[] Renamed =
    [
        ("involvedObject", "regarding"), ("message", "note"), ("source", "deprecatedSource"), ("count", "deprecatedCount"),
        ("firstTimestamp", "deprecatedFirstTimestamp"), ("lastTimestamp", "deprecatedLastTimestamp"),
        ("reportingComponent", "reportingController"),
    ];

    private static readonly ServedVersion[] Served =
    [
        new("v1"),
        new("events.k8s.io/v1"),
        new("events.k8s.io/v1beta1") { Deprecated = 22, Removed = 25 },
    ];

    /// <summary>Fields by which events can be listed (pkg/registry/core/event/strategy.go, ToSelectableFields).</summary>
    private static readonly Dictionary<string, Func<KubeObject, string>> Selectable = new()
    {
        ["involvedObject.kind"] = item => item.Root.String("involvedObject", "kind") ?? "",
        ["involvedObject.namespace"] = item => item.Root.String("involvedObject", "namespace") ?? "",
        ["involvedObject.name"] = item => item.Root.String("involvedObject", "name") ?? "",
        ["involvedObject.uid"] = item => item.Root.String("involvedObject", "uid") ?? "",
        ["involvedObject.apiVersion"] = item => item.Root.String("involvedObject", "apiVersion") ?? "",
        ["involvedObject.resourceVersion"] = item => item.Root.String("involvedObject", "resourceVersion") ?? "",
        ["involvedObject.fieldPath"] = item => item.Root.String("involvedObject", "fieldPath") ?? "",
        ["reason"] = item => item.Root.String("reason") ?? "",
        ["reportingComponent"] = Component,
        ["source"] = Component,
        ["type"] = item => item.Root.String("type") ?? "",
    };

    /// <summary>Columns of <c>kubectl get</c> (pkg/printers/internalversion/printers.go, printEvent).</summary>
    private static readonly TableLayout Layout = new(
    [
        new("Last Seen", LastSeenCell),
        Columns.Text("Type", "type"),
        Columns.Text("Reason", "reason"),
        new("Object", (item, _) => ObjectCell(item)),
        Columns.Text("Subobject", "involvedObject", "fieldPath") with { Priority = 1 },
        new("Source", (item, _) => SourceCell(item), Priority: 1),
        new("Message", (item, _) => (item.Root.String("message") ?? "").Trim()),
        new("First Seen", FirstSeenCell, Priority: 1),
        new("Count", (item, _) => CountCell(item), Priority: 1),
        TableLayout.Name with { Priority = 1 },
    ]);

    private static readonly DefaultMembers RootDefaults = new(
        ("involvedObject", JsonMap.Empty), ("source", JsonMap.Empty), ("reportingComponent", ""), ("reportingInstance", ""));

    /// <summary>Times that are written as nulls where they are not set.</summary>
    private static readonly string[] Times = ["firstTimestamp", "lastTimestamp", "eventTime"];

    public static readonly GroupResource Resource = new("", "events");

    public override ResourceNames Names { get; } = new(Resource, "v1", "Event") { ShortNames = ["ev"] };

    public override string Description => "An Event reports something that happened to an object.";

    public override IReadOnlyList<ServedVersion> Versions => Served;

    public override IReadOnlyList<DefaultAccess> DefaultAccess =>
        [UserFacingRole.View.Reads(""), UserFacingRole.Edit.Writes("")];

    public override bool AllowsCreateOnUpdate => true;

    public override IReadOnlyDictionary<string, Func<KubeObject, string>> FieldSelectors => Selectable;

    public override TableLayout Table => Layout;

    /// <summary>Defaults of an event: the members that are always written (staging/src/k8s.io/api/core/v1/types.go).</summary>
    public override JsonMap Default(JsonMap item, ResourceContext context)
    {
        item = RootDefaults.Fill(item);
        foreach (var time in Times)
            if (!item.ContainsKey(time)) item = item.With(time, null);
        return item;
    }

    /// <summary>Conversion between the core group and <c>events.k8s.io</c> (pkg/apis/events/v1/conversion.go).</summary>
    public override JsonMap Convert(JsonMap item, GroupVersion from, GroupVersion to)
    {
        if (from.Group == to.Group) return item;
        var isToCore = to.Group.Length == 0;
        var converted = new JsonMapBuilder(item.Count);
        foreach (var (name, value) in item) converted.Set(isToCore ? CoreName(name) : EventsName(name), value);
        return converted.Build();
    }

    /// <summary>Validation of an event (pkg/apis/core/validation/events.go).</summary>
    public override void Validate(KubeObject item, FieldErrors errors, ResourceContext context)
    {
        var involved = item.Root.String("involvedObject", "namespace") ?? "";
        var isAtHome = involved.Length == 0 ? item.Namespace is "default" or "kube-system" or "" : involved == item.Namespace;
        if (!isAtHome)
            errors.Invalid(FieldPath.Root("involvedObject").Child("namespace"), involved, "does not match event.namespace");
    }

    /// <summary>The component that reported an event: the old field, else the new one.</summary>
    private static string Component(KubeObject item) =>
        item.Root.String("source", "component") is { Length: > 0 } component ? component : item.Root.String("reportingComponent") ?? "";

    private static string FirstSeenCell(KubeObject item, DateTimeOffset now) =>
        Cells.Since(item.Root.String("firstTimestamp") ?? item.Root.String("eventTime"), now);

    private static string LastSeenCell(KubeObject item, DateTimeOffset now)
    {
        if (item.Root["series"] is JsonMap series) return Cells.Since(series.String("lastObservedTime"), now);
        return item.Root.String("lastTimestamp") is { } last ? Cells.Since(last, now) : FirstSeenCell(item, now);
    }

    private static long CountCell(KubeObject item) => item.Root["series"] is JsonMap series
        ? series.Long("count") ?? 0
        : Math.Max(1, item.Root.Long("count") ?? 0);

    private static string ObjectCell(KubeObject item)
    {
        var kind = (item.Root.String("involvedObject", "kind") ?? "").ToLowerInvariant();
        return item.Root.String("involvedObject", "name") is { Length: > 0 } name ? $"{kind}/{name}" : kind;
    }

    private static string SourceCell(KubeObject item)
    {
        var host = item.Root.String("source", "host") is { Length: > 0 } name ? name : item.Root.String("reportingInstance") ?? "";
        return host.Length == 0 ? Component(item) : $"{Component(item)}, {host}";
    }

    private static string CoreName(string name)
    {
        foreach (var pair in Renamed)
            if (pair.Events == name) return pair.Core;
        return name;
    }

    private static string EventsName(string name)
    {
        foreach (var pair in Renamed)
            if (pair.Core == name) return pair.Events;
        return name;
    }
}
