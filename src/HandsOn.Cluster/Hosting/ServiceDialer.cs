using System.Net;
using HandsOn.Cluster.Network;
using HandsOn.Cluster.Resources;
using HandsOn.Cluster.Server.Admission.Webhooks;
using HandsOn.Cluster.Storage;
using HandsOn.Kubernetes.Objects;

namespace HandsOn.Cluster.Hosting;

/// <summary>The API server's way to Services: from its node, through their virtual addresses.</summary>
internal sealed class ServiceDialer(ObjectStore store, IPodNetworks network) : IServiceDialer
{
    public ValueTask<Stream> DialAsync(string @namespace, string service, int port, CancellationToken cancellation)
    {
        var found = store.Find(KnownResources.Services, new ObjectKey(@namespace, service)) ?? throw new IOException($"service \"{service}\" not found");
        if (!IPAddress.TryParse(found.Spec.String("clusterIP"), out var address)) throw new IOException($"cannot route to service with ClusterIP \"{found.Spec.String("clusterIP")}\"");
        return DialAsync(new IPEndPoint(address, port), cancellation);
    }

    private async ValueTask<Stream> DialAsync(IPEndPoint destination, CancellationToken cancellation)
    {
        try
        {
            return await network.ConnectFromNodeAsync(destination, cancellation).ConfigureAwait(false);
        }
        catch (IOException failure)
        {
            throw new IOException($"dial tcp {destination}: connect: {failure.Message.ToLowerInvariant()}", failure);
        }
    }
}
