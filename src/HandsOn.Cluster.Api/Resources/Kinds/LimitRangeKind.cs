using HandsOn.Cluster.Api.Resources.Shared;
using HandsOn.Kubernetes.Json;
using HandsOn.Kubernetes.Objects;

namespace HandsOn.Cluster.Api.Resources.Kinds;

/// <summary>A LimitRange (pkg/registry/core/limitrange/strategy.go).</summary>
internal sealed class LimitRangeKind : ResourceDefinition
{
    private static readonly DefaultMembers RootDefaults = new(("spec", JsonMap.Of(("limits", JsonList.Empty))));

    public static readonly GroupResource Resource = new("", "limitranges");

    public override ResourceNames Names { get; } = new(Resource, "v1", "LimitRange") { ShortNames = ["limits"] };

    public override string Description =>
        "A LimitRange bounds what one container, pod or claim in a namespace may ask for, and says what those ask for that say nothing.";

    public override IReadOnlyList<DefaultAccess> DefaultAccess => [UserFacingRole.View.Reads("")];

    public override bool AllowsCreateOnUpdate => true;

    /// <summary>Defaults of a LimitRange (pkg/apis/core/v1/defaults.go, SetDefaults_LimitRangeItem).</summary>
    public override JsonMap Default(JsonMap item, ResourceContext context) => RootDefaults.Fill(item).Change("spec", FillSpec);

    private static JsonMap FillSpec(JsonMap spec) => spec.ChangeEach("limits", FillLimit);

    private static JsonMap FillLimit(JsonMap limit)
    {
        if (limit.String("type") != "Container") return limit;
        var @default = limit.Map("default").FillFrom(limit.Map("max"));
        var request = limit.Map("defaultRequest").FillFrom(@default).FillFrom(limit.Map("min"));
        if (@default.Count > 0) limit = limit.With("default", @default);
        return request.Count > 0 ? limit.With("defaultRequest", request) : limit;
    }
}
