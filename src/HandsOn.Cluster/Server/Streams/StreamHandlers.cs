using HandsOn.Cluster.Api.Resources.Kinds;
using HandsOn.Cluster.Api.Verbs;
using HandsOn.Cluster.Server.Http.Handlers;
using HandsOn.Cluster.Server.Streams.Logs;
using HandsOn.Cluster.Server.Streams.PortForward;
using HandsOn.Cluster.Server.Streams.Proxy;
using HandsOn.Cluster.Server.Streams.RemoteCommand;

namespace HandsOn.Cluster.Server.Streams;

/// <summary>What the API server hands on to kubelets.</summary>
internal static class StreamHandlers
{
    public static void AddTo(HandlerTable handlers, ApiServer server, IKubelets? kubelets) => handlers
        .With(PodKind.Resource, "log", new LogHandler(server, kubelets))
        .With(PodKind.Resource, "exec", new CommandHandler(server, kubelets, attaches: false))
        .With(PodKind.Resource, "attach", new CommandHandler(server, kubelets, attaches: true))
        .With(PodKind.Resource, "portforward", new PortForwardHandler(server, kubelets))
        .With(PodKind.Resource, "proxy", new ProxyHandler(server, kubelets))
        .With(ServiceKind.Resource, "proxy", new ProxyHandler(server, kubelets));
}
