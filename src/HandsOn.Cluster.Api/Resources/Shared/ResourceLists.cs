using HandsOn.Kubernetes.Json;
using HandsOn.Kubernetes.Quantities;

namespace HandsOn.Cluster.Api.Resources.Shared;

/// <summary>Maps from resource names to quantities.</summary>
internal static class ResourceLists
{
    /// <summary>Rounds <c>limits</c> and <c>requests</c>.</summary>
    public static JsonMap Round(JsonMap resources) => resources.Change("limits", RoundList).Change("requests", RoundList);

    /// <summary>Rounds what is finer than a thousandth up (pkg/apis/core/v1/defaults.go, SetDefaults_ResourceList).</summary>
    public static JsonMap RoundList(JsonMap list)
    {
        foreach (var (name, text) in list.Strings())
            if (text.Length > 0 && text[^1] is 'n' or 'u' && Quantity.TryParse(text, out var quantity))
                list = list.With(name, Quantity.FromMilliUnits(quantity.MilliUnits, quantity.Format).ToString());
        return list;
    }

    /// <summary>Gives <paramref name="list"/> what it lacks of <paramref name="defaults"/>.</summary>
    public static JsonMap FillFrom(this JsonMap list, JsonMap defaults)
    {
        foreach (var (name, value) in defaults)
            if (!list.ContainsKey(name)) list = list.With(name, value);
        return list;
    }
}
