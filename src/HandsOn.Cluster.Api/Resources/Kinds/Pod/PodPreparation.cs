using HandsOn.Cluster.Api.Resources.Shared;
using HandsOn.Cluster.Api.Resources.Shared.PodTemplates;
using HandsOn.Kubernetes.Json;
using HandsOn.Kubernetes.Objects;

namespace HandsOn.Cluster.Api.Resources.Kinds;

/// <summary>Preparation of pods before they are stored or deleted (pkg/registry/core/pod/strategy.go).</summary>
internal static class PodPreparation
{
    private static readonly DefaultMembers Priority = new(("priority", 0), ("preemptionPolicy", "PreemptLowerPriority"));

    private static readonly JsonMap Gated = JsonMap
        .Of(("type", "PodScheduled"), ("status", "False"), ("reason", "SchedulingGated"),
            ("message", "Scheduling is blocked due to non-empty scheduling gates"))
        .With("lastProbeTime", null);

    public static KubeObject ForCreate(KubeObject pod, DateTimeOffset now)
    {
        var spec = Priority.Fill(PodSpecDefaults.MirrorServiceAccount(pod.Spec));
        var status = JsonMap.Of(
            ("phase", "Pending"),
            ("conditions", spec.List("schedulingGates").Count > 0 ? GatedAt(now) : null),
            ("qosClass", PodQuality.ClassOf(spec)));
        return new KubeObject(pod.Root.With("spec", spec).With("status", status));
    }

    /// <summary>A client that sends a whole pod need not know what admission has given it.</summary>
    public static KubeObject ForUpdate(KubeObject pod, KubeObject old)
    {
        var spec = pod.Spec;
        foreach (var field in (ReadOnlySpan<string>)["priority", "preemptionPolicy"])
            if (spec[field] is null) spec = spec.WithOrWithout(field, old.Spec[field]);
        return new KubeObject(pod.Root.With("spec", spec).WithOrWithout("status", old.Root["status"]));
    }

    /// <summary>A kubelet may leave out the quality of service and cannot touch the owners.</summary>
    public static KubeObject ForStatusUpdate(KubeObject pod, KubeObject old)
    {
        if (pod.Status.String("qosClass") is not { Length: > 0 } && old.Status["qosClass"] is { } quality)
            pod = pod.SetIn(quality, "status", "qosClass");
        return pod.WithMetadata(pod.Metadata.WithOrWithout("ownerReferences", old.Metadata["ownerReferences"]));
    }

    /// <summary>Through <c>ephemeralcontainers</c> only these change, through <c>resize</c> only what containers ask for.</summary>
    public static KubeObject ForSubresourceUpdate(string subresource, KubeObject pod, KubeObject old) => subresource switch
    {
        "ephemeralcontainers" => new(old.Root.With("spec", old.Spec.WithOrWithout("ephemeralContainers", pod.Spec["ephemeralContainers"]))),
        "resize" => new(old.Root.With("spec", Resized(Resized(old.Spec, pod.Spec, "containers"), pod.Spec, "initContainers"))),
        _ => pod,
    };

    /// <summary>A pod that no kubelet has, or that has ended, goes at once; others get what was asked for, or their own time.</summary>
    public static long GracePeriod(KubeObject pod, DeleteOptions options)
    {
        var isOver = pod.Status.String("phase") is "Failed" or "Succeeded";
        if (isOver || pod.Spec.String("nodeName") is not { Length: > 0 }) return 0;
        var period = options.GracePeriodSeconds ?? pod.Spec.Long("terminationGracePeriodSeconds") ?? 0;
        return period < 0 ? 1 : period;
    }

    private static JsonMap Resized(JsonMap spec, JsonMap wanted, string list) => spec.ChangeEach(list, container =>
        wanted.List(list).Find("name", container.String("name") ?? "") is { } same
            ? container.WithOrWithout("resources", same["resources"]).WithOrWithout("resizePolicy", same["resizePolicy"])
            : container);

    private static JsonList GatedAt(DateTimeOffset now) => JsonList.Of(Gated.With("lastTransitionTime", Timestamps.Format(now)));
}
