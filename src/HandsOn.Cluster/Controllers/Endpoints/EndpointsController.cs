using HandsOn.Cluster.Api.Resources.Kinds;
using HandsOn.Cluster.Client;
using HandsOn.Kubernetes.Errors;
using HandsOn.Kubernetes.Json;
using HandsOn.Kubernetes.Objects;
using HandsOn.Kubernetes.Versions;

namespace HandsOn.Cluster.Controllers.Endpoints;

/// <summary>Keeps the Endpoints object of every Service with a selector (pkg/controller/endpoint/endpoints_controller.go).</summary>
internal sealed class EndpointsController : ServiceController
{
    private const string ManagedByLabel = "endpoints.kubernetes.io/managed-by";
    private const string OverCapacity = "endpoints.kubernetes.io/over-capacity";

    private readonly Informer endpoints;
    private readonly EventRecorder events;

    public EndpointsController(ControllerContext context) : base(context)
    {
        endpoints = Informer(EndpointsKind.Resource);
        events = context.Events.As("endpoint-controller");
    }

    public override string Name => "endpoint-controller";

    protected override void Watch()
    {
        base.Watch();
        OnChange(EndpointsKind.Resource, (old, next) =>
        {
            if (next is null || old is null) Queue.Add((next ?? old)!.Key);
        });
    }

    protected override async ValueTask ReconcileAsync(ObjectKey key, CancellationToken cancellation)
    {
        if (Services.Find(key) is not { } service)
        {
            await DeleteAsync(key, cancellation).ConfigureAwait(false);
            return;
        }
        if (!service.HasManagedEndpoints()) return;
        var pods = ServiceEndpoints.PodsOf(service, PodsByNamespace[key.Namespace]);
        var trigger = TriggerTimes.Next(service, pods);
        var (subsets, truncated) = Subsets.Of(service, pods);
        var current = endpoints.Find(key);
        var labels = Labels(service);
        if (current is not null && (current.Root["subsets"] as JsonList ?? JsonList.Empty).Equals(subsets) && current.Labels.Equals(labels)
            && current.Annotations.ContainsKey(OverCapacity) == truncated) return;
        await WriteAsync(service, current, subsets, labels, Annotations(current, trigger, truncated), cancellation).ConfigureAwait(false);
    }

    private async ValueTask WriteAsync(
        KubeObject service, KubeObject? current, JsonList subsets, JsonMap labels, JsonMap annotations, CancellationToken cancellation)
    {
        var root = current?.Root ?? JsonMap.Of(("apiVersion", "v1"), ("kind", "Endpoints"),
            ("metadata", JsonMap.Of(("name", service.Name), ("namespace", service.Namespace))));
        root = root.SetIn(labels, "metadata", "labels").SetIn(annotations, "metadata", "annotations")
            .WithOrWithout("subsets", subsets.Count == 0 ? null : subsets);
        var next = new KubeObject(root);
        try
        {
            Wrote(EndpointsKind.Resource, current is null
                ? await Client.CreateAsync(EndpointsKind.Resource, next, cancellation).ConfigureAwait(false)
                : await Client.UpdateAsync(EndpointsKind.Resource, next, cancellation: cancellation).ConfigureAwait(false));
        }
        catch (StatusException refused) when (!refused.IsNamespaceTerminating())
        {
            if (refused.Reason is not ("Conflict" or "AlreadyExists")) await TellAsync(service, next, current is null, refused).ConfigureAwait(false);
            throw;
        }
        catch (StatusException)
        {
            // The namespace is going away and its Services with it.
        }
    }

    private ValueTask TellAsync(KubeObject service, KubeObject about, bool creating, StatusException refused) => creating
        ? events.WarningAsync(about, "FailedToCreateEndpoint", $"Failed to create endpoint for service {service.Key}: {refused.Message}")
        : events.WarningAsync(about, "FailedToUpdateEndpoint", $"Failed to update endpoint {service.Key}: {refused.Message}");

    private async ValueTask DeleteAsync(ObjectKey key, CancellationToken cancellation)
    {
        TriggerTimes.Forget(key);
        if (endpoints.Find(key) is not { } left || left.Annotations.ContainsKey("control-plane.alpha.kubernetes.io/leader")) return;
        try
        {
            Wrote(EndpointsKind.Resource,
                await Client.DeleteAsync(EndpointsKind.Resource, key.Namespace, key.Name, cancellation: cancellation).ConfigureAwait(false));
        }
        catch (StatusException gone) when (gone.Code == 404)
        {
            // It is gone already.
        }
    }

    private JsonMap Labels(KubeObject service)
    {
        var labels = service.Labels.Without(ServiceEndpoints.HeadlessLabel);
        if (service.IsHeadless()) labels = labels.With(ServiceEndpoints.HeadlessLabel, "");
        return Context.Minor >= SinceMinor.EndpointsManagedByLabel ? labels.With(ManagedByLabel, "endpoint-controller") : labels;
    }

    private static JsonMap Annotations(KubeObject? current, DateTimeOffset? trigger, bool truncated) => (current?.Annotations ?? JsonMap.Empty)
        .WithOrWithout(ServiceEndpoints.TriggerTimeAnnotation, trigger is { } time ? Timestamps.Format(time) : null)
        .WithOrWithout(OverCapacity, truncated ? "truncated" : null);
}
