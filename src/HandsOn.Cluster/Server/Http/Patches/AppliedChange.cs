using HandsOn.Cluster.Api.Fields;
using HandsOn.Cluster.Server.Http.Bodies;
using HandsOn.Cluster.Server.Http.Views;
using HandsOn.Kubernetes.Apply;
using HandsOn.Kubernetes.Errors;
using HandsOn.Kubernetes.Objects;

namespace HandsOn.Cluster.Server.Http.Patches;

/// <summary>What server-side apply makes of a stored object, or of none.</summary>
internal sealed class AppliedChange(ApiCall call, IBodyView view, BodyDecoder decoder, TimeProvider time)
{
    /// <exception cref="StatusException">400: the body is no YAML.</exception>
    public Func<KubeObject?, KubeObject> Of(byte[] body)
    {
        var type = decoder.Schemas.ForKind(view.Kind) ?? throw StatusErrors.Internal($"no schema of {view.Kind}");
        var applied = BodyDecoder.ReadApplied(body, call.Request);
        var writer = FieldWriters.Of(call.Request, view.Kind, time.GetUtcNow());
        return current =>
        {
            var live = current is null ? null : view.Show(current);
            var merged = ServerSideApply.Apply(live, applied, type, writer, call.Flag("force"));
            if (applied.String("metadata", "resourceVersion") is null) merged = merged.RemoveIn("metadata", "resourceVersion");
            BodyIdentity.Check(call.Request, merged);
            return view.Read(merged, current);
        };
    }
}
