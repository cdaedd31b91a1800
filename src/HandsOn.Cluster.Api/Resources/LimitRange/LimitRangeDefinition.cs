using HandsOn.Kubernetes.Json;

namespace HandsOn.Cluster.Api.Resources.LimitRange;

/// <summary>A LimitRange (pkg/registry/core/limitrange/strategy.go).</summary>
internal sealed class LimitRangeDefinition : ResourceDefinition
{
    public override ResourceNames Names { get; } = new("", "v1", "LimitRange", "limitranges") { ShortNames = ["limits"] };

    public override bool AllowsCreateOnUpdate => true;

    public override JsonMap Default(JsonMap item, ResourceContext context) => LimitRangeDefaults.Fill(item);
}
