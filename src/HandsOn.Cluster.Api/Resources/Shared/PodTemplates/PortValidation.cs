using HandsOn.Cluster.Api.Resources.Shared.Validation;
using HandsOn.Kubernetes.Errors;
using HandsOn.Kubernetes.Json;
using HandsOn.Kubernetes.Naming;

namespace HandsOn.Cluster.Api.Resources.Shared.PodTemplates;

/// <summary>What container ports must be (pkg/apis/core/validation/validation.go, validateContainerPorts).</summary>
internal static class PortValidation
{
    public static void Validate(JsonList ports, FieldPath container, FieldErrors errors)
    {
        if (ports.Count == 0) return;
        var names = new HashSet<string>();
        for (var i = 0; i < ports.Count; i++)
        {
            if (ports[i] is not JsonMap port) continue;
            var here = container.Child("ports").Index(i);
            if (port.String("name") is { Length: > 0 } name)
            {
                var wrong = NameRules.PortName(name);
                errors.Each(here, "name", name, wrong);
                if (wrong.Count == 0 && !names.Add(name)) errors.Duplicate(here.Child("name"), name);
            }
            var number = port.Long("containerPort") ?? 0;
            if (number == 0) errors.Required(here.Child("containerPort"));
            else errors.Each(here, "containerPort", number, NameRules.PortNumber(number));
            if (port.Long("hostPort") is not (null or 0) and var host) errors.Each(here, "hostPort", host, NameRules.PortNumber(host.Value));
            errors.RequireOneOf(port, "protocol", here, "SCTP", "TCP", "UDP");
        }
    }

    /// <summary>No two containers of a pod can have the same port of the host.</summary>
    public static void ValidateHostPorts(JsonList containers, FieldPath path, FieldErrors errors)
    {
        HashSet<string>? used = null;
        for (var i = 0; i < containers.Count; i++)
        {
            var ports = ((JsonMap)containers[i]!).List("ports");
            for (var j = 0; j < ports.Count; j++)
            {
                if (ports[j] is not JsonMap port || port.Long("hostPort") is null or 0) continue;
                var text = $"{port.String("protocol")}/{port.String("hostIP")}/{port.Long("hostPort")}";
                if (!(used ??= []).Add(text)) errors.Duplicate(path.Index(i).Child("ports").Index(j).Child("hostPort"), text);
            }
        }
    }
}
