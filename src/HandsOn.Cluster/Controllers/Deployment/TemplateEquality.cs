using HandsOn.Kubernetes.Json;

namespace HandsOn.Cluster.Controllers.Deployment;

/// <summary>Whether two pod templates are the same, their hash label apart (pkg/controller/deployment/util/deployment_util.go, EqualIgnoreHash).</summary>
internal static class TemplateEquality
{
    public const string HashLabel = "pod-template-hash";

    public static bool Same(JsonMap left, JsonMap right) => JsonValue.DeepEquals(Comparable(left), Comparable(right));

    private static JsonMap Comparable(JsonMap template)
    {
        var labels = template.Map("metadata", "labels").Without(HashLabel);
        var metadata = template.Map("metadata").WithOrWithout("labels", labels.Count == 0 ? null : labels);
        return (JsonMap)WithoutEmpty(template.With("metadata", metadata))!;
    }

    /// <summary>Nulls and empty lists say nothing; an empty map does (<c>emptyDir: {}</c>).</summary>
    private static object? WithoutEmpty(object? value)
    {
        switch (value)
        {
            case JsonList list:
                return list.MapEach(item => (JsonMap)WithoutEmpty(item)!);
            case JsonMap map:
                foreach (var (key, member) in map)
                    map = map.WithOrWithout(key, member is JsonList { Count: 0 } ? null : WithoutEmpty(member));
                return map;
            default:
                return value;
        }
    }
}
