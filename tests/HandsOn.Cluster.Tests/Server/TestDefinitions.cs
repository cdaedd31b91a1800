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
        new PlainDefinition(new("", "v1", "Namespace", "namespaces", Namespaced: false) { ShortNames = ["ns"] }) { Kinds = [Subresource.Status] },
        new PlainDefinition(new("", "v1", "ConfigMap", "configmaps") { ShortNames = ["cm"] }),
        new PlainDefinition(new("", "v1", "Secret", "secrets")) { Fields = new Dictionary<string, Func<KubeObject, string>> { ["type"] = s => s.Root.String("type") ?? "" } },
        new PlainDefinition(new("apps", "v1", "Deployment", "deployments") { ShortNames = ["deploy"], Categories = ["all"] })
        {
            Kinds = [Subresource.Status, Subresource.Scale],
        },
    ];
}
