using HandsOn.Cluster.Client;
using HandsOn.Kubernetes.Naming;

namespace HandsOn.Cluster.Controllers;

/// <summary>What every controller gets: its own identity at the API server, the shared informers, time and chance.</summary>
internal sealed record ControllerContext(ApiClient Client, InformerSet Informers, EventRecorder Events, TimeProvider Time, IRandomSource Random);
