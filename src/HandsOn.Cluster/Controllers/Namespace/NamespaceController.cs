using HandsOn.Cluster.Api.Resources;
using HandsOn.Cluster.Api.Resources.Kinds;
using HandsOn.Cluster.Client;
using HandsOn.Kubernetes.Json;
using HandsOn.Kubernetes.Objects;
using HandsOn.Kubernetes.Versions;

namespace HandsOn.Cluster.Controllers.Namespace;

/// <summary>Empties namespaces that are being deleted and lets them go (pkg/controller/namespace).</summary>
internal sealed class NamespaceController : Controller
{
    private const string Finalizer = "kubernetes";
    private static readonly DeleteOptions Background = new() { Propagation = Propagation.Background };

    private readonly Informer namespaces;

    public NamespaceController(ControllerContext context) : base(context) => namespaces = Informer(NamespaceKind.Resource);

    public override string Name => "namespace-controller";

    protected override void Watch()
    {
        OnChange(NamespaceKind.Resource, (_, next) =>
        {
            if (next is { IsTerminating: true }) Queue.Add(next.Key);
        });
        OnKind(definition =>
        {
            if (IsContent(definition)) OnChange(definition.Names.Resource, ContentChanged);
        });
    }

    protected override async ValueTask ReconcileAsync(ObjectKey key, CancellationToken cancellation)
    {
        if (Client.Find(NamespaceKind.Resource, "", key.Name) is not { IsTerminating: true } item) return;
        if (!item.Spec.List("finalizers").Strings().Contains(Finalizer)) return;
        var left = await EmptyAsync(key.Name, cancellation).ConfigureAwait(false);
        var status = NamespaceConditions.Update(item.Status, left, Context.Time.GetUtcNow());
        if (!status.Equals(item.Status))
            item = await Client.UpdateAsync(NamespaceKind.Resource, item.WithStatus(status), "status", cancellation).ConfigureAwait(false);
        if (left.Objects.Count > 0) return;
        var finalizers = JsonList.From(item.Spec.List("finalizers").Strings().Where(f => f != Finalizer));
        await Client.UpdateAsync(NamespaceKind.Resource, item.SetIn(finalizers, "spec", "finalizers"), "finalize", cancellation).ConfigureAwait(false);
    }

    /// <summary>Deletes all that is in the namespace. From 1.33 on pods go before everything else, so that nothing they need goes before them.</summary>
    private async ValueTask<RemainingContent> EmptyAsync(string name, CancellationToken cancellation)
    {
        var left = new RemainingContent();
        var content = Client.Server.Catalog.All.Where(IsContent).ToList();
        if (Context.Minor >= SinceMinor.OrderedNamespaceDeletion)
        {
            await EmptyAsync(name, content.Where(d => d.Names.Resource == PodKind.Resource), left, cancellation).ConfigureAwait(false);
            if (left.Objects.Count > 0) return left;
        }
        await EmptyAsync(name, content, left, cancellation).ConfigureAwait(false);
        return left;
    }

    private async ValueTask EmptyAsync(string name, IEnumerable<ResourceDefinition> kinds, RemainingContent left, CancellationToken cancellation)
    {
        foreach (var resource in kinds.Select(d => d.Names.Resource))
        {
            foreach (var item in Client.List(resource, name))
            {
                cancellation.ThrowIfCancellationRequested();
                if (!item.IsTerminating) await Client.DeleteIfThereAsync(resource, item.Key, Background, cancellation).ConfigureAwait(false);
            }
            left.Count(resource, Client.List(resource, name));
        }
    }

    private static bool IsContent(ResourceDefinition definition) => definition.Names.Namespaced && definition.IsDeletable();

    /// <summary>Something has gone, or appeared too late: the namespace may be empty now, or is not any more.</summary>
    private void ContentChanged(KubeObject? old, KubeObject? next)
    {
        if (old is not null && next is not null && old.Finalizers.Count == next.Finalizers.Count) return;
        var key = new ObjectKey("", (next ?? old)!.Namespace);
        if (namespaces.Find(key) is { IsTerminating: true }) Queue.Add(key);
    }
}
