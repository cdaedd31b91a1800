using HandsOn.Cluster.Api.Pods;
using HandsOn.Cluster.Api.Requests;
using HandsOn.Cluster.Api.Resources;
using HandsOn.Cluster.Api.Verbs;
using HandsOn.Cluster.Server.Http.Bodies;
using HandsOn.Cluster.Server.Http.Handlers;
using HandsOn.Cluster.Server.Http.Responses;
using HandsOn.Kubernetes.Errors;
using HandsOn.Kubernetes.Objects;

namespace HandsOn.Cluster.Server.Http.Pods;

/// <summary>
/// POST to <c>pods/NAME/eviction</c>: a deletion that budgets may refuse, as <c>kubectl drain</c> asks for
/// (pkg/registry/core/pod/storage/eviction.go).
/// </summary>
internal sealed class EvictionHandler(ApiServer server, BodyDecoder decoder) : IVerbHandler
{
    private readonly DisruptionBudgets budgets = new(server);

    public async Task HandleAsync(ApiCall call)
    {
        _ = call.Representation;
        var version = server.Catalog.SubresourcesOf(call.Definition).First(s => s.Name == "eviction").Kind!.Value;
        var eviction = new KubeObject(await decoder.ReadAsync(call, version).ConfigureAwait(false));
        if (eviction.Name != call.Request.Name) throw StatusErrors.BadRequest("name in URL does not match name in Eviction object");
        var map = eviction.Root.Map("deleteOptions");
        var request = call.Request with { Subresource = "", DryRun = call.Request.DryRun || map.List("dryRun").Count > 0 };
        var pod = server.Store.Find(request.Resource, request.Key) ?? throw StatusErrors.NotFound(request.Resource, request.Name);
        if (!CanIgnoreBudgets(pod)) await budgets.SpendAsync(pod, request.DryRun, call.Aborted).ConfigureAwait(false);
        await EvictAsync(request, DeleteOptionsReader.From(map), call.Aborted).ConfigureAwait(false);
        await ResponseWriter.WriteDoneAsync(call).ConfigureAwait(false);
    }

    /// <summary>True where taking the pod away disrupts nothing (canIgnorePDB).</summary>
    private static bool CanIgnoreBudgets(KubeObject pod) => pod.IsTerminating || pod.IsTerminal() || pod.Phase() == "Pending";

    private async Task EvictAsync(RequestContext request, DeleteOptions options, CancellationToken cancellation)
    {
        if (!request.DryRun)
        {
            var written = await server.UpdateAsync(
                request with { Verb = "update", Subresource = "status" },
                pod => DisruptionTarget.Eviction.Mark(pod!, server.Context.Time.GetUtcNow(), server.Context.Minor).RemoveIn("metadata", "resourceVersion"), cancellation).ConfigureAwait(false);
            if (options.PreconditionResourceVersion is not null) options = options with { PreconditionResourceVersion = written.Object.ResourceVersion };
        }
        await server.DeleteAsync(request with { Verb = "delete" }, options, cancellation).ConfigureAwait(false);
    }
}
