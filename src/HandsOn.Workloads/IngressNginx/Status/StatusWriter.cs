using HandsOn.Kubernetes.Errors;
using HandsOn.Kubernetes.Json;
using HandsOn.Kubernetes.Objects;
using HandsOn.Workloads.Api;
using HandsOn.Workloads.Containers;

namespace HandsOn.Workloads.IngressNginx.Status;

/// <summary>Copies the address of the published Service into the status of the Ingresses (internal/ingress/status/status.go).</summary>
internal sealed class StatusWriter(ClusterApi api, ClusterView view, ControllerOptions options, Klog log)
{
    public async Task WriteAsync(CancellationToken stopping)
    {
        if (options.PublishService is not var (ns, name) || view.Services.Find(ns, name) is not { } service) return;
        var wanted = Addresses(service);
        foreach (var ingress in view.Ingresses.Objects.Where(view.IsOurs).ToList())
        {
            if (ingress.Status.List("loadBalancer", "ingress").Equals(wanted)) continue;
            try
            {
                log.Info("status.go:1", $"\"updating Ingress status\" namespace=\"{ingress.Namespace}\" ingress=\"{ingress.Name}\"");
                await api.UpdateAsync(ApiResource.Ingresses, ingress.SetIn(wanted, "status", "loadBalancer", "ingress"), stopping, "status").ConfigureAwait(false);
            }
            catch (Exception failed) when (failed is StatusException or HttpRequestException)
            {
                // A conflict brings the newer Ingress, and with it the next attempt; anything else shows in the log.
                log.Warning("status.go:1", $"\"error updating ingress rule\" err=\"{failed.Message}\"");
            }
        }
    }

    private static JsonList Addresses(KubeObject service)
    {
        if (service.Spec.String("type") == "LoadBalancer")
            return JsonList.From(service.Status.List("loadBalancer", "ingress").Maps().Select(entry =>
                JsonMap.Of(("hostname", entry["hostname"]), ("ip", entry["ip"]))));
        var own = service.Spec.List("externalIPs").Strings().DefaultIfEmpty(service.Spec.String("clusterIP") ?? "");
        return JsonList.From(own.Where(ip => ip is not ("" or "None")).Select(ip => JsonMap.Of(("ip", ip))));
    }
}
