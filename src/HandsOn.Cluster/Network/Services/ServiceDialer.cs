using System.Net;
using HandsOn.Cluster.Server.Admission.Webhooks;

namespace HandsOn.Cluster.Network.Services;

/// <summary>How the API server reaches webhooks: at the ClusterIP of their Service.</summary>
internal sealed class ServiceDialer(VirtualNetwork network) : IServiceDialer
{
    public ValueTask<Stream> DialAsync(string @namespace, string service, int port, CancellationToken cancellation) =>
        network.Router.ClusterAddress(@namespace, service) is { } address
            ? network.ConnectFromNodeAsync(new IPEndPoint(address, port), cancellation)
            : throw new NetworkException(NetworkFailure.NameNotFound);
}
