using HandsOn.Kubernetes.Objects;

namespace HandsOn.Cluster.Api.Resources.Kinds;

/// <summary>Fields by which pods can be listed (pkg/registry/core/pod/strategy.go, ToSelectableFields).</summary>
internal static class PodFields
{
    public static readonly IReadOnlyDictionary<string, Func<KubeObject, string>> Selectable = new Dictionary<string, Func<KubeObject, string>>
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
}
