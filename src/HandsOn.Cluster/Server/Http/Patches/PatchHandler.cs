using HandsOn.Cluster.Api.Verbs;
using HandsOn.Cluster.Server.Http.Bodies;
using HandsOn.Cluster.Server.Http.Handlers;
using HandsOn.Cluster.Server.Http.Views;
using HandsOn.Kubernetes.Errors;
using HandsOn.Kubernetes.Objects;

namespace HandsOn.Cluster.Server.Http.Patches;

/// <summary>
/// PATCH (staging/src/k8s.io/apiserver/pkg/endpoints/handlers/patch.go): the patch is made on what is stored, seen in the version of
/// the path, and made again where somebody else wrote in between.
/// </summary>
internal sealed class PatchHandler(ApiServer server, BodyDecoder decoder, ViewFactory views) : IVerbHandler
{
    public async Task HandleAsync(ApiCall call)
    {
        var type = PatchTypes.Of(call.Http.Request.ContentType);
        _ = call.Representation;
        CheckOptions(call, type);
        var body = await BodyReader.ReadAsync(call.Http.Request, call.Aborted).ConfigureAwait(false);
        var view = views.For(call);
        var change = type == PatchTypes.Apply
            ? new AppliedChange(call, view, decoder, server.Context.Time).Of(body)
            : new PatchedChange(call, view, decoder).Of(type, body);
        var request = call.Request with { IsApply = type == PatchTypes.Apply };
        var (written, created) = await server.UpdateAsync(request, change, call.Aborted).ConfigureAwait(false);
        await view.WriteAsync(call, created ? 201 : 200, written).ConfigureAwait(false);
    }

    private static void CheckOptions(ApiCall call, string type)
    {
        var errors = new FieldErrors();
        if (type == PatchTypes.Apply && !call.Request.NamesFieldManager)
            errors.Required(FieldPath.Root("fieldManager"), "is required for apply patch");
        if (type != PatchTypes.Apply && call.Query("force").Length > 0)
            errors.Forbidden(FieldPath.Root("force"), "may not be specified for non-apply patch");
        if (errors.Count > 0) throw StatusErrors.Invalid(new GroupKind("meta.k8s.io", "PatchOptions"), "", errors);
    }
}
