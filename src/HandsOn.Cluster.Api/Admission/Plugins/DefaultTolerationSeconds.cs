using HandsOn.Cluster.Api.Resources.Kinds;
using HandsOn.Kubernetes.Json;
using HandsOn.Kubernetes.Objects;

namespace HandsOn.Cluster.Api.Admission.Plugins;

/// <summary>
/// Pods stay for five minutes on a node that is not ready or unreachable, unless they say otherwise
/// (plugin/pkg/admission/defaulttolerationseconds/admission.go).
/// </summary>
internal sealed class DefaultTolerationSeconds : IAdmissionPlugin
{
    private const int Seconds = 300;
    private static readonly string[] Taints = ["node.kubernetes.io/not-ready", "node.kubernetes.io/unreachable"];

    public ValueTask<KubeObject> MutateAsync(AdmissionAttributes write, CancellationToken cancellation)
    {
        var pod = write.Object!;
        if (write.Request.Resource != PodKind.Resource || write.Request.Subresource.Length > 0) return ValueTask.FromResult(pod);
        var tolerations = pod.Spec.List("tolerations");
        var all = tolerations;
        foreach (var taint in Taints)
            if (!tolerations.Maps().Any(t => Tolerates(t, taint))) all = all.Add(Toleration(taint));
        return ValueTask.FromResult(ReferenceEquals(all, tolerations) ? pod : pod.SetIn(all, "spec", "tolerations"));
    }

    private static bool Tolerates(JsonMap toleration, string taint) =>
        (toleration.String("key") is null or "" || toleration.String("key") == taint) && toleration.String("effect") is null or "" or "NoExecute";

    private static JsonMap Toleration(string taint) => JsonMap.Of(
        ("key", taint), ("operator", "Exists"), ("effect", "NoExecute"), ("tolerationSeconds", Seconds));
}
