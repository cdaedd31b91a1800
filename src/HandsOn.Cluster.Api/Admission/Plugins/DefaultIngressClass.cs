using HandsOn.Cluster.Api.Resources.Kinds;
using HandsOn.Cluster.Api.Storage;
using HandsOn.Kubernetes.Objects;

namespace HandsOn.Cluster.Api.Admission.Plugins;

/// <summary>An Ingress that names no class gets the one marked as default (plugin/pkg/admission/network/defaultingressclass/admission.go).</summary>
internal sealed class DefaultIngressClass(ObjectStore store) : IAdmissionPlugin
{
    private const string IsDefault = "ingressclass.kubernetes.io/is-default-class";

    public ValueTask<KubeObject> MutateAsync(AdmissionAttributes write, CancellationToken cancellation)
    {
        var ingress = write.Object!;
        if (write.Operation != "CREATE" || write.Request.Resource != IngressKind.Resource) return ValueTask.FromResult(ingress);
        if (ingress.Spec.ContainsKey("ingressClassName") || ingress.Annotations.ContainsKey("kubernetes.io/ingress.class")) return ValueTask.FromResult(ingress);
        var defaults = store.Snapshot(IngressClassKind.Resource).Objects().Where(c => c.Annotations.String(IsDefault) == "true").ToList();
        if (defaults.Count == 0) return ValueTask.FromResult(ingress);
        var newest = defaults.OrderByDescending(c => c.CreationTimestamp).ThenBy(c => c.Name, StringComparer.Ordinal).First();
        return ValueTask.FromResult(ingress.SetIn(newest.Name, "spec", "ingressClassName"));
    }
}
