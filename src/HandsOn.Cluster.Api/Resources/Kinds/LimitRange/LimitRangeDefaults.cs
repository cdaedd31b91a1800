using HandsOn.Cluster.Api.Resources.Shared;
using HandsOn.Kubernetes.Json;

namespace HandsOn.Cluster.Api.Resources.Kinds;

/// <summary>What a LimitRange leaves out (pkg/apis/core/v1/defaults.go, SetDefaults_LimitRangeItem).</summary>
internal static class LimitRangeDefaults
{
    private static readonly DefaultMembers Root = new(("spec", JsonMap.Of(("limits", JsonList.Empty))));

    public static JsonMap Fill(JsonMap item) => Root.Fill(item).Change("spec", FillSpec);

    private static JsonMap FillSpec(JsonMap spec) => spec.ChangeEach("limits", FillItem);

    private static JsonMap FillItem(JsonMap limit)
    {
        if (limit.String("type") != "Container") return limit;
        var @default = limit.Map("default").FillFrom(limit.Map("max"));
        var request = limit.Map("defaultRequest").FillFrom(@default).FillFrom(limit.Map("min"));
        if (@default.Count > 0) limit = limit.With("default", @default);
        return request.Count > 0 ? limit.With("defaultRequest", request) : limit;
    }
}
