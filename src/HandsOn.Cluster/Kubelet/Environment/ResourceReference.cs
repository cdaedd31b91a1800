using System.Globalization;
using HandsOn.Kubernetes.Json;
using HandsOn.Kubernetes.Quantities;

namespace HandsOn.Cluster.Kubelet;

/// <summary>A container's request or limit as a number, for <c>resourceFieldRef</c> (pkg/api/v1/resource/helpers.go, ExtractContainerResourceValue).</summary>
internal static class ResourceReference
{
    public static string Value(PodState state, JsonMap container, JsonMap reference)
    {
        var resource = reference.String("resource") ?? "";
        var name = reference.String("containerName") is { Length: > 0 } named ? named : container.String("name") ?? "";
        var owner = state.Pod.Spec.List("containers").Find("name", name) ?? state.Pod.Spec.List("initContainers").Find("name", name)
            ?? throw new ContainerConfigException($"container {name} not found");
        var dot = resource.IndexOf('.');
        if (dot < 0) throw new ContainerConfigException($"unsupported container resource : {resource}");
        var (section, kind) = (resource[..dot], resource[(dot + 1)..]);
        var value = Quantity.FromJson(owner.At("resources", section, kind));
        // A container without a limit may use all that the node has.
        if (value.IsZero && section == "limits") value = Quantity.FromJson(state.NodeCapacity.GetValueOrDefault(kind));
        var divisor = Quantity.FromJson(reference["divisor"]);
        if (divisor.IsZero) divisor = Quantity.FromUnits(1);
        var number = kind == "cpu"
            ? (value.MilliUnits + divisor.MilliUnits - 1) / divisor.MilliUnits
            : (value.Units + divisor.Units - 1) / divisor.Units;
        return number.ToString(CultureInfo.InvariantCulture);
    }
}
