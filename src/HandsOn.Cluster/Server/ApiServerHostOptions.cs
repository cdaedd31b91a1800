using HandsOn.Cluster.Api.Authentication;
using HandsOn.Cluster.Api.Verbs;
using HandsOn.Cluster.Server.Health;
using HandsOn.Cluster.Server.Http;
using HandsOn.Cluster.Server.Http.Handlers;
using HandsOn.Cluster.Server.Streams;

namespace HandsOn.Cluster.Server;

/// <summary>What an <see cref="ApiServerHost"/> is put together from.</summary>
internal sealed record ApiServerHostOptions(ApiServer Server, CertificateAuthority Authority)
{
    /// <summary>The port on loopback; 0 for any that is free.</summary>
    public int Port { get; init; }

    /// <summary>Who is known besides the holders of client certificates: bearer tokens.</summary>
    public IReadOnlyList<IAuthenticator> Authenticators { get; init; } = [];

    /// <summary>The kubelets behind logs, exec, attach and port-forward; null where there are none.</summary>
    public IKubelets? Kubelets { get; init; }

    /// <summary>What <c>/readyz</c> checks besides the server itself.</summary>
    public IReadOnlyList<HealthCheck> Checks { get; init; } = [];

    /// <summary>Adds handlers of subresources and of resources that are not stored.</summary>
    public Action<HandlerTable>? Handlers { get; init; }

    /// <summary>Paths of others: OpenID documents, metrics.</summary>
    public IReadOnlyList<IPathHandler> Paths { get; init; } = [];
}
