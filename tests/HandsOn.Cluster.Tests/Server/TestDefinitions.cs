using HandsOn.Cluster.Api.Resources;
using HandsOn.Kubernetes.Objects;

namespace HandsOn.Cluster.Tests.Server;

/// <summary>A kind without rules of its own.</summary>
internal sealed class PlainDefinition(ResourceNames names) : ResourceDefinition
{
    public override ResourceNames Names => names;

    public override IReadOnlyList<Subresource> Subresources => Kinds;

    public IReadOnlyList<Subresource> Kinds { get; init; } = [];

    public override IReadOnlyDictionary<string, Func<KubeObject, string>> FieldSelectors => Fields;

    public IReadOnlyDictionary<string, Func<KubeObject, string>> Fields { get; init; } = new Dictionary<string, Func<KubeObject, string>>();
}

/// <summary>A few plain kinds.</summary>
internal static class TestDefinitions
{
    public static readonly IReadOnlyList<ResourceDefinition> All =
    [
        new PlainDefinition(new(new("", "namespaces"), "v1", "Namespace", Namespaced: false) { ShortNames = ["ns"] }) { Kinds = [Subresource.Status] },
        new PlainDefinition(new(new("", "configmaps"), "v1", "ConfigMap") { ShortNames = ["cm"] }),
        new PlainDefinition(new(new("", "secrets"), "v1", "Secret")) { Fields = new Dictionary<string, Func<KubeObject, string>> { ["type"] = s => s.Root.String("type") ?? "" } },
        new PlainDefinition(new(new("apps", "deployments"), "v1", "Deployment") { ShortNames = ["deploy"], Categories = ["all"] })
        {
            Kinds = [Subresource.Status, Subresource.Scale],
        },
    ];
}
