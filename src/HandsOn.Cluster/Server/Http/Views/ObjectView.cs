using HandsOn.Cluster.Api.Resources;
using HandsOn.Cluster.Server.Http.Responses;
using HandsOn.Kubernetes.Json;
using HandsOn.Kubernetes.Objects;

namespace HandsOn.Cluster.Server.Http.Views;

/// <summary>The object itself, in the version of the path.</summary>
internal sealed class ObjectView(ResourceDefinition definition, GroupVersion version, ResponseWriter responses) : IBodyView
{
    public GroupVersionKind Kind => new(version.Group, version.Version, definition.Names.Kind);

    public JsonMap Show(KubeObject stored) => Versioning.ToServed(definition, stored, version).Root;

    public KubeObject Read(JsonMap body, KubeObject? current) => Versioning.ToStored(definition, body, version);

    public Task WriteAsync(ApiCall call, int code, KubeObject stored) => responses.WriteAsync(call, code, stored);
}
