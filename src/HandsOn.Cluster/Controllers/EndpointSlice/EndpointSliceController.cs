using HandsOn.Cluster.Api.Resources.Kinds;
using HandsOn.Cluster.Client;
using HandsOn.Cluster.Controllers.Endpoints;
using HandsOn.Kubernetes.Errors;
using HandsOn.Kubernetes.Objects;

namespace HandsOn.Cluster.Controllers.EndpointSlice;

/// <summary>Keeps the EndpointSlices of every Service with a selector (pkg/controller/endpointslice/endpointslice_controller.go).</summary>
internal sealed class EndpointSliceController : ServiceController
{
    private readonly ObjectIndex slicesByService;
    private readonly Informer nodes;

    public EndpointSliceController(ControllerContext context) : base(context)
    {
        slicesByService = Informer(EndpointSliceKind.Resource).Index(
            "service", slice => ServiceOf(slice) is { } key ? [key.ToString()] : []);
        nodes = Informer(NodeKind.Resource);
    }

    public override string Name => "endpointslice-controller";

    protected override void Watch()
    {
        base.Watch();
        OnChange(EndpointSliceKind.Resource, SliceChanged);
        OnChange(NodeKind.Resource, NodeChanged);
    }

    protected override async ValueTask ReconcileAsync(ObjectKey key, CancellationToken cancellation)
    {
        if (Services.Find(key) is not { } service)
        {
            TriggerTimes.Forget(key);
            return;
        }
        if (!service.HasManagedEndpoints()) return;
        var pods = ServiceEndpoints.PodsOf(service, PodsByNamespace[key.Namespace]);
        var trigger = TriggerTimes.Next(service, pods);
        var existing = slicesByService[key.ToString()].OrderBy(s => s.Name, StringComparer.Ordinal).ToLookup(s => s.Root.String("addressType") ?? "");
        var types = DesiredEndpoints.AddressTypes(service);
        foreach (var type in types)
        {
            var desired = DesiredEndpoints.ByPorts(service, pods, type, name => nodes.Find("", name));
            await ApplyAsync(service, SlicePlan.Make(new SliceShape(service, type), [.. existing[type]], desired), trigger, cancellation).ConfigureAwait(false);
        }
        foreach (var slice in existing.Where(group => !types.Contains(group.Key)).SelectMany(group => group))
            await DeleteAsync(slice, cancellation).ConfigureAwait(false);
    }

    private async ValueTask ApplyAsync(KubeObject service, SlicePlan plan, DateTimeOffset? trigger, CancellationToken cancellation)
    {
        if (!service.IsTerminating && !await CreateAsync(plan, trigger, cancellation).ConfigureAwait(false)) return;
        foreach (var slice in plan.Update)
            Wrote(EndpointSliceKind.Resource, await Client.UpdateAsync(
                EndpointSliceKind.Resource, WithTrigger(slice, trigger), cancellation: cancellation).ConfigureAwait(false));
        foreach (var slice in plan.Delete) await DeleteAsync(slice, cancellation).ConfigureAwait(false);
    }

    private async ValueTask<bool> CreateAsync(SlicePlan plan, DateTimeOffset? trigger, CancellationToken cancellation)
    {
        try
        {
            foreach (var slice in plan.Create)
                Wrote(EndpointSliceKind.Resource, await Client.CreateAsync(
                    EndpointSliceKind.Resource, WithTrigger(slice, trigger), cancellation).ConfigureAwait(false));
            return true;
        }
        catch (StatusException refused) when (refused.IsNamespaceTerminating())
        {
            return false;
        }
    }

    private async ValueTask DeleteAsync(KubeObject slice, CancellationToken cancellation)
    {
        try
        {
            Wrote(EndpointSliceKind.Resource, await Client.DeleteAsync(
                EndpointSliceKind.Resource, slice.Namespace, slice.Name, cancellation: cancellation).ConfigureAwait(false));
        }
        catch (StatusException gone) when (gone.Code == 404)
        {
            // It is gone already.
        }
    }

    private static KubeObject WithTrigger(KubeObject slice, DateTimeOffset? trigger)
    {
        var annotations = slice.Annotations.WithOrWithout(ServiceEndpoints.TriggerTimeAnnotation, trigger is { } time ? Timestamps.Format(time) : null);
        return slice.WithMetadata(slice.Metadata.WithOrWithout("annotations", annotations.Count == 0 ? null : annotations));
    }

    /// <summary>A slice that somebody else changed or deleted is put right.</summary>
    private void SliceChanged(KubeObject? old, KubeObject? next)
    {
        if (old is not null && ServiceOf(old) is { } before) Queue.Add(before);
        if (next is not null && ServiceOf(next) is { } now) Queue.Add(now);
    }

    /// <summary>A pod whose node is not known is no endpoint; when the node appears, it is.</summary>
    private void NodeChanged(KubeObject? old, KubeObject? next)
    {
        if (old is not null && next is not null && old.Labels.String("topology.kubernetes.io/zone") == next.Labels.String("topology.kubernetes.io/zone")) return;
        foreach (var service in Services.Objects) Queue.Add(service.Key);
    }

    private static ObjectKey? ServiceOf(KubeObject slice) =>
        slice.Labels.String(SliceShape.ManagedByLabel) == SliceShape.Manager && slice.Labels.String(WellKnownLabels.ServiceName) is { } name
            ? new ObjectKey(slice.Namespace, name)
            : null;
}
