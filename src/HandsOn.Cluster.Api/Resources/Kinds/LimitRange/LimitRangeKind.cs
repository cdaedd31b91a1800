using HandsOn.Kubernetes.Json;
using HandsOn.Kubernetes.Objects;

namespace HandsOn.Cluster.Api.Resources.Kinds;

/// <summary>A LimitRange (pkg/registry/core/limitrange/strategy.go).</summary>
internal sealed class LimitRangeKind : ResourceDefinition
{
    public static readonly GroupResource Resource = new("", "limitranges");

    public override ResourceNames Names { get; } = new(Resource, "v1", "LimitRange") { ShortNames = ["limits"] };

    public override string Description => "A LimitRange bounds what one container, pod or claim in a namespace may ask for, and says what those ask for that say nothing.";

    public override bool AllowsCreateOnUpdate => true;

    public override JsonMap Default(JsonMap item, ResourceContext context) => LimitRangeDefaults.Fill(item);
}
