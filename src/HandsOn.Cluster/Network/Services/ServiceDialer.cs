using System.Net;
using HandsOn.Cluster.Api.Admission.Webhooks;
using HandsOn.Workloads.Network;

namespace HandsOn.Cluster.Network.Services;

/// <summary>How the API server reaches webhooks: at the ClusterIP of their Service; it fails in the words of Go's dialer.</summary>
internal sealed class ServiceDialer(VirtualNetwork network) : IServiceDialer
{
    public async ValueTask<Stream> DialAsync(string @namespace, string service, int port, CancellationToken cancellation)
    {
        var address = network.Router.ClusterAddress(@namespace, service) ?? throw new IOException($"service \"{service}\" not found");
        try
        {
            return await network.ConnectFromNodeAsync(new IPEndPoint(address, port), cancellation).ConfigureAwait(false);
        }
        catch (NetworkException failure)
        {
            throw new IOException($"dial tcp {address}:{port}: connect: {failure.Message.ToLowerInvariant()}", failure);
        }
    }
}
