using HandsOn.Kubernetes.Json;

namespace HandsOn.E2E.Scopes;

/// <summary>A cluster that the scenario has for itself alone.</summary>
internal sealed class WholeCluster : ClusterScope
{
    public override bool IsWhole => true;

    public override string NameOf(string name) => name;

    public override bool Contains(string @namespace) => true;

    public override JsonMap Adapt(JsonMap manifest) => manifest;

    protected override string NamedHere(string @namespace) => @namespace;
}
