using HandsOn.Cluster.Api.Resources.Shared.Validation;
using HandsOn.Kubernetes.Errors;
using HandsOn.Kubernetes.Json;
using HandsOn.Kubernetes.Naming;

namespace HandsOn.Cluster.Api.Resources.Kinds;

/// <summary>Validation of the ports of a Service (pkg/apis/core/validation/validation.go, validateServicePort).</summary>
internal static class ServicePortValidation
{
    private static readonly FieldPath Ports = FieldPath.Root("spec").Child("ports");

    public static void Validate(JsonList ports, FieldErrors errors)
    {
        var names = new HashSet<string>();
        for (var i = 0; i < ports.Count; i++)
        {
            if (ports[i] is not JsonMap port) continue;
            var path = Ports.Index(i);
            var name = port.String("name") ?? "";
            if (name.Length > 0)
            {
                errors.Each(path, "name", name, NameRules.Dns1123Label(name));
                if (!names.Add(name)) errors.Duplicate(path.Child("name"), name);
            }
            else if (ports.Count > 1) errors.Required(path.Child("name"));
            errors.Each(path, "port", port.Long("port") ?? 0, NameRules.PortNumber(port.Long("port") ?? 0));
            errors.RequireOneOf(port, "protocol", path, "SCTP", "TCP", "UDP");
            errors.PortNumberOrName(port, "targetPort", path);
            if (port.String("appProtocol") is { } protocol) errors.Each(path, "appProtocol", protocol, NameRules.QualifiedName(protocol));
        }
    }

    /// <summary>No port, and no node port, stands twice.</summary>
    public static void ValidateNumbers(JsonMap spec, FieldErrors errors)
    {
        var ports = spec.List("ports");
        var nodePorts = new HashSet<(string?, long)>();
        for (var i = 0; i < ports.Count; i++)
        {
            if (ports[i] is not JsonMap port || port.Long("nodePort") is not (not null and not 0 and var number)) continue;
            if (spec.String("type") == "ClusterIP")
                errors.Forbidden(Ports.Index(i).Child("nodePort"), "may not be used when `type` is 'ClusterIP'");
            if (!nodePorts.Add((port.String("protocol"), number.Value))) errors.Duplicate(Ports.Index(i).Child("nodePort"), number);
        }
        var seen = new HashSet<(string?, long?)>();
        for (var i = 0; i < ports.Count; i++)
            if (ports[i] is JsonMap port && !seen.Add((port.String("protocol"), port.Long("port"))))
                errors.Duplicate(
                    Ports.Index(i),
                    JsonMap.Of(("Name", ""), ("Protocol", port["protocol"]))
                        .With("AppProtocol", null).With("Port", port["port"]).With("TargetPort", 0).With("NodePort", 0));
    }
}
