using HandsOn.Cluster.Api.Requests;
using HandsOn.Cluster.Api.Resources;
using HandsOn.Kubernetes.Apply;
using HandsOn.Kubernetes.Objects;

namespace HandsOn.Cluster.Api.Fields;

/// <summary>
/// Keeps <c>metadata.managedFields</c> as the real server does, in the version that the request speaks
/// (staging/src/k8s.io/apimachinery/pkg/util/managedfields).
/// </summary>
internal sealed class ManagedFieldTracker(PublishedCatalog catalogs, TimeProvider time) : IFieldTracker
{
    public KubeObject Track(RequestContext request, KubeObject item, KubeObject? old)
    {
        var definition = request.Definition;
        var kind = new GroupVersionKind(request.Version.Group, request.Version.Version, definition.Names.Kind);
        if (catalogs.Current.Schemas.ForKind(kind) is not { } type) return item;
        var live = old is null ? null : Versioning.ToServed(definition, old, request.Version).Root;
        var updated = Versioning.ToServed(definition, item, request.Version).Root;
        var tracked = ManagedFields.Update(live, updated, type, FieldWriters.Of(request, kind, time.GetUtcNow()));
        return item.WithMetadata(item.Metadata.WithOrWithout("managedFields", tracked.At("metadata", "managedFields")));
    }
}
