using HandsOn.Cluster.Api.Resources.Kinds;
using HandsOn.Cluster.Client;
using HandsOn.Kubernetes.Objects;

namespace HandsOn.Cluster.Controllers.Endpoints;

/// <summary>A controller whose keys are Services and that follows their pods.</summary>
internal abstract class ServiceController : Controller
{
    private readonly ObjectIndex servicesByNamespace;

    protected ServiceController(ControllerContext context) : base(context)
    {
        Services = Informer(ServiceKind.Resource);
        servicesByNamespace = Services.ByNamespace();
        PodsByNamespace = Informer(PodKind.Resource).ByNamespace();
    }

    protected Informer Services { get; }

    protected ObjectIndex PodsByNamespace { get; }

    protected TriggerTimes TriggerTimes { get; } = new();

    protected override void Watch()
    {
        QueueChangesOf(ServiceKind.Resource);
        OnChange(PodKind.Resource, PodChanged);
    }

    private void PodChanged(KubeObject? old, KubeObject? next)
    {
        if (!ServiceEndpoints.Matters(old, next)) return;
        foreach (var service in servicesByNamespace[(next ?? old)!.Namespace])
            if (old is not null && service.Selects(old) || next is not null && service.Selects(next)) Queue.Add(service.Key);
    }
}
