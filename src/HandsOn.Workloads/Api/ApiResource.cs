using HandsOn.Kubernetes.Objects;

namespace HandsOn.Workloads.Api;

/// <summary>A resource in one version of its group, as paths and Go's messages name it.</summary>
internal sealed record ApiResource(GroupVersion Version, string Plural, string Kind)
{
    public static readonly ApiResource Services = new(new("", "v1"), "services", "Service");
    public static readonly ApiResource Secrets = new(new("", "v1"), "secrets", "Secret");
    public static readonly ApiResource ConfigMaps = new(new("", "v1"), "configmaps", "ConfigMap");
    public static readonly ApiResource Namespaces = new(new("", "v1"), "namespaces", "Namespace");
    public static readonly ApiResource Pods = new(new("", "v1"), "pods", "Pod");
    public static readonly ApiResource Events = new(new("", "v1"), "events", "Event");
    public static readonly ApiResource Endpoints = new(new("", "v1"), "endpoints", "Endpoints");
    public static readonly ApiResource EndpointSlices = new(new("discovery.k8s.io", "v1"), "endpointslices", "EndpointSlice");
    public static readonly ApiResource Ingresses = new(new("networking.k8s.io", "v1"), "ingresses", "Ingress");
    public static readonly ApiResource IngressClasses = new(new("networking.k8s.io", "v1"), "ingressclasses", "IngressClass");
    public static readonly ApiResource Leases = new(new("coordination.k8s.io", "v1"), "leases", "Lease");
    public static readonly ApiResource ValidatingWebhooks =
        new(new("admissionregistration.k8s.io", "v1"), "validatingwebhookconfigurations", "ValidatingWebhookConfiguration");

    /// <summary>The same resource in another version of its group.</summary>
    public ApiResource In(string group, string version) => this with { Version = new(group, version) };

    /// <summary>The path of the collection, or of one object.</summary>
    public string Path(string @namespace, string name = "", string subresource = "")
    {
        var path = Version.Group.Length == 0 ? $"/api/{Version.Version}" : $"/apis/{Version.Group}/{Version.Version}";
        if (@namespace.Length > 0) path += "/namespaces/" + @namespace;
        path += "/" + Plural;
        if (name.Length > 0) path += "/" + name;
        return subresource.Length > 0 ? $"{path}/{subresource}" : path;
    }
}
