using HandsOn.Cluster.Api.Resources.Shared.Validation;
using HandsOn.Kubernetes.Errors;
using HandsOn.Kubernetes.Json;
using HandsOn.Kubernetes.Naming;
using HandsOn.Kubernetes.Objects;

namespace HandsOn.Cluster.Api.Resources.Kinds;

/// <summary>Validation of an EndpointSlice (pkg/apis/discovery/validation/validation.go).</summary>
internal static class EndpointSliceValidation
{
    private const int MostEndpoints = 1000;
    private const int MostAddresses = 100;
    private const int MostPorts = 20_000;

    private static readonly FieldPath Endpoints = FieldPath.Root("endpoints");
    private static readonly FieldPath Ports = FieldPath.Root("ports");

    public static void Validate(KubeObject slice, FieldErrors errors)
    {
        var type = slice.Root.String("addressType") ?? "";
        if (type.Length == 0) errors.Required(FieldPath.Root("addressType"));
        else if (type is not ("IPv4" or "IPv6" or "FQDN")) errors.NotSupported(FieldPath.Root("addressType"), type, "FQDN", "IPv4", "IPv6");
        ValidatePorts(slice.Root.List("ports"), errors);
        ValidateEndpoints(slice.Root.List("endpoints"), type, errors);
    }

    public static void ValidateUpdate(KubeObject slice, KubeObject old, FieldErrors errors)
    {
        Validate(slice, errors);
        errors.Immutable(FieldPath.Root("addressType"), slice.Root["addressType"], old.Root["addressType"]);
    }

    private static void ValidatePorts(JsonList ports, FieldErrors errors)
    {
        if (ports.Count > MostPorts)
        {
            errors.TooMany(Ports, ports.Count, MostPorts);
            return;
        }
        var names = new HashSet<string>();
        for (var i = 0; i < ports.Count; i++)
        {
            if (ports[i] is not JsonMap port) continue;
            var name = port.String("name") ?? "";
            if (name.Length > 0) errors.Each(Ports.Index(i), "name", name, NameRules.Dns1123Label(name));
            if (!names.Add(name)) errors.Duplicate(Ports.Index(i).Child("name"), name);
            errors.RequireOneOf(port, "protocol", Ports.Index(i), "SCTP", "TCP", "UDP");
        }
    }

    private static void ValidateEndpoints(JsonList endpoints, string type, FieldErrors errors)
    {
        if (endpoints.Count > MostEndpoints)
        {
            errors.TooMany(Endpoints, endpoints.Count, MostEndpoints);
            return;
        }
        for (var i = 0; i < endpoints.Count; i++)
            if (endpoints[i] is JsonMap endpoint) ValidateEndpoint(endpoint, type, i, errors);
    }

    private static void ValidateEndpoint(JsonMap endpoint, string type, int index, FieldErrors errors)
    {
        var addresses = endpoint.List("addresses");
        if (addresses.Count == 0) errors.Required(Endpoints.Index(index).Child("addresses"), "must contain at least 1 address");
        else if (addresses.Count > MostAddresses) errors.TooMany(Endpoints.Index(index).Child("addresses"), addresses.Count, MostAddresses);
        for (var i = 0; i < addresses.Count; i++)
        {
            var path = Endpoints.Index(index).Child("addresses").Index(i);
            if (type is "IPv4" or "IPv6") AddressRules.RequireEndpoint(addresses[i] as string, path, errors);
        }
        var here = Endpoints.Index(index);
        if (endpoint.String("nodeName") is { } node) errors.Each(here, "nodeName", node, NameRules.Dns1123Subdomain(node));
        if (endpoint.String("hostname") is { } host) errors.Each(here, "hostname", host, NameRules.Dns1123Label(host));
    }
}
