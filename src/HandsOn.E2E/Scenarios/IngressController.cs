using HandsOn.E2E.Api;
using HandsOn.E2E.Clusters;
using HandsOn.E2E.Inputs;
using HandsOn.E2E.Manifests;
using HandsOn.E2E.Versions;

namespace HandsOn.E2E.Scenarios;

/// <summary>The controller that serves a scenario's Ingresses: ingress-nginx, which scenarios install, or another that the cluster has.</summary>
/// <param name="Class">Its class.</param>
public sealed record IngressController(string Class)
{
    /// <summary>The manifest of ingress-nginx for the cluster's minor, relative to the work folder.</summary>
    public const string ManifestPath = "ingress-nginx/deploy.yaml";

    /// <summary>The effect of applying that manifest, in words.</summary>
    public string Installation => IsNginx ? "ingress-nginx is installed" : $"nothing is installed: {Class} serves";

    /// <summary>True where it is ingress-nginx, which scenarios install.</summary>
    public bool IsNginx => Class == IngressSettings.DefaultClass;

    /// <summary>The manifest that installs ingress-nginx. Where another serves, it only says so: an empty file is an error.</summary>
    internal string Manifest(ICluster cluster) => IsNginx
        ? VersionedManifest.Render(ProjectFolders.Fixtures("ingress-nginx"), cluster.Minor, cluster.Scope)
        : $$"""
            # ingress-nginx is not installed: the ingress class of this run is {{Class}}.
            apiVersion: v1
            kind: ConfigMap
            metadata:
              name: ingress-controller
              namespace: default
            data:
              ingressClass: {{Class}}

            """;

    /// <summary>Demands that the cluster has it.</summary>
    /// <exception cref="ClusterException">It has not; the sentence lists those that it has.</exception>
    internal async Task DemandAsync(IApiClient api, KubernetesMinor minor, CancellationToken cancellation)
    {
        if (IsNginx) return;
        var there = IngressSettings.IsNamedOn(minor) ? (await api.ListAsync(ApiResources.IngressClasses, cancellation: cancellation)).Items : [];
        if (IngressSettings.WhyNot(Class, minor, [.. there.Select(c => c.Name)]) is { } reason) throw new ClusterException(reason);
    }

    /// <summary>Where it is reached: at its Service, or, where nobody knows that, at the address that it has given to an Ingress of the scenario.</summary>
    /// <exception cref="ClusterException">It is not published to this machine, or has given no address.</exception>
    internal async ValueTask<Uri> AddressAsync(ICluster cluster, CancellationToken cancellation)
    {
        if (IngressSettings.ServiceOf(Class) is { } service) return await cluster.AddressAsync(service.Namespace, service.Service, 80, cancellation);
        var ingresses = (await cluster.Api.ListAsync(ApiResources.Ingresses, cluster.Scope.Namespace, cancellation: cancellation)).Items;
        var address = ingresses.Where(i => i.Spec.String("ingressClassName") == Class).SelectMany(i => i.Status.List("loadBalancer", "ingress").Maps())
            .Select(shown => shown.String("hostname") ?? shown.String("ip")).FirstOrDefault();
        return address is not null ? new UriBuilder("http", address).Uri : throw new ClusterException($"no Ingress of class {Class} has an address");
    }
}
