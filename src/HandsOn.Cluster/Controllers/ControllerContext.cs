using HandsOn.Cluster.Client;
using HandsOn.Kubernetes.Naming;

namespace HandsOn.Cluster.Controllers;

/// <summary>A component's context, and the settings of the controller manager.</summary>
internal sealed record ControllerContext(ApiClient Client, InformerSet Informers, EventRecorder Events, TimeProvider Time, IRandomSource Random)
    : ComponentContext(Client, Informers, Events, Time, Random)
{
    public ControllerOptions Options { get; init; } = new();
}
