using HandsOn.Cluster.Api.Resources;
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
        .With(KnownResources.Pods, "log", new LogHandler(server, kubelets))
        .With(KnownResources.Pods, "exec", new CommandHandler(server, kubelets, attaches: false))
        .With(KnownResources.Pods, "attach", new CommandHandler(server, kubelets, attaches: true))
        .With(KnownResources.Pods, "portforward", new PortForwardHandler(server, kubelets))
        .With(KnownResources.Pods, "proxy", new ProxyHandler(server, kubelets))
        .With(KnownResources.Services, "proxy", new ProxyHandler(server, kubelets));
}
