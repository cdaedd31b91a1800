using HandsOn.Kubernetes.Json;
using HandsOn.Kubernetes.Quantities;

namespace HandsOn.Cluster.Api.Pods;

/// <summary>Amounts of resources: cpu in thousandths, all others in whole units (pkg/scheduler/framework/types.go, Resource).</summary>
internal sealed class ResourceAmounts
{
    private readonly SortedDictionary<string, long> amounts = new(StringComparer.Ordinal);

    public const string Cpu = "cpu";
    public const string Memory = "memory";

    public long this[string resource]
    {
        get => amounts.GetValueOrDefault(resource);
        set => amounts[resource] = value;
    }

    /// <summary>The resources, in the order of their names.</summary>
    public IReadOnlyDictionary<string, long> All => amounts;

    /// <summary>Reads a <c>requests</c>, <c>limits</c> or <c>allocatable</c> map.</summary>
    public static ResourceAmounts From(JsonMap list)
    {
        var result = new ResourceAmounts();
        foreach (var (resource, value) in list) result[resource] = Amount(resource, value);
        return result;
    }

    public void Add(ResourceAmounts other)
    {
        foreach (var (resource, amount) in other.amounts) this[resource] += amount;
    }

    public void Subtract(ResourceAmounts other)
    {
        foreach (var (resource, amount) in other.amounts) this[resource] -= amount;
    }

    /// <summary>Raises each amount to at least that of the other.</summary>
    public void RaiseTo(ResourceAmounts other)
    {
        foreach (var (resource, amount) in other.amounts) this[resource] = Math.Max(this[resource], amount);
    }

    private static long Amount(string resource, object? value)
    {
        var quantity = Quantity.FromJson(value);
        return resource == Cpu ? quantity.MilliUnits : quantity.Units;
    }
}
