using HandsOn.Cluster.Api.Requests;
using HandsOn.Cluster.Api.Resources.Kinds;
using HandsOn.Cluster.Api.Storage;
using HandsOn.Kubernetes.Errors;
using HandsOn.Kubernetes.Objects;

namespace HandsOn.Cluster.Api.Admission.Plugins;

/// <summary>Turns a pod's priority class into its priority (plugin/pkg/admission/priority/admission.go).</summary>
internal sealed class PriorityAdmission(ObjectStore store) : IAdmissionPlugin
{
    private static readonly GroupResource PriorityClasses = new("scheduling.k8s.io", "priorityclasses");

    public ValueTask<KubeObject> MutateAsync(AdmissionAttributes write, CancellationToken cancellation)
    {
        var pod = write.Object!;
        if (write.Operation != "CREATE" || write.Request.Resource != PodKind.Resource || write.Request.Subresource.Length > 0)
            return ValueTask.FromResult(pod);
        var found = Class(write.Request, pod);
        if (found is not null) pod = pod.SetIn(found.Name, "spec", "priorityClassName");
        var priority = found?.Root.Long("value") ?? 0;
        if (pod.Spec.Long("priority") is { } given && given != priority && !IsMirror(pod))
            throw StatusErrors.Forbidden(write.Request.Resource, pod.Name, $"the integer value of priority ({given}) must not be provided in pod spec; priority admission controller computed {priority} from the given PriorityClass name");
        pod = pod.SetIn(priority, "spec", "priority");
        if (!pod.Spec.ContainsKey("preemptionPolicy")) pod = pod.SetIn(found?.Root.String("preemptionPolicy") ?? "PreemptLowerPriority", "spec", "preemptionPolicy");
        return ValueTask.FromResult(pod);
    }

    private KubeObject? Class(RequestContext request, KubeObject pod)
    {
        if (pod.Spec.String("priorityClassName") is { Length: > 0 } name)
            return store.Find(PriorityClasses, new ObjectKey("", name))
                ?? throw StatusErrors.Forbidden(request.Resource, pod.Name, $"no PriorityClass with name {name} was found");
        return store.Snapshot(PriorityClasses).Objects()
            .Where(c => c.Root.Bool("globalDefault") == true).MinBy(c => c.Root.Long("value") ?? 0);
    }

    private static bool IsMirror(KubeObject pod) => pod.Annotations.ContainsKey("kubernetes.io/config.mirror");
}
