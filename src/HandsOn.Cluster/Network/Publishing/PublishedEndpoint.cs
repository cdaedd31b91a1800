using System.Net;
using System.Net.Sockets;

namespace HandsOn.Cluster.Network.Publishing;

/// <summary>A port of a Service that the host reaches on loopback.</summary>
/// <param name="Namespace">The Service's namespace.</param>
/// <param name="Service">The Service's name.</param>
/// <param name="Port">The Service's port.</param>
/// <param name="Address">Where the host reaches it.</param>
public sealed record PublishedEndpoint(string Namespace, string Service, int Port, IPEndPoint Address)
{
    /// <summary>
    /// The host port that the Service shows: a LoadBalancer's own port, else the node port; <see langword="null"/> where it is
    /// published on any free port.
    /// </summary>
    public int? Wanted { get; init; }

    /// <summary>The reason why <see cref="Address"/> has not the wanted port; <see langword="null"/> where it has.</summary>
    public SocketError? Refusal { get; init; }

    /// <summary>The URL of a port that speaks HTTP; <see langword="null"/> where nothing in the Service says so.</summary>
    public Uri? Url { get; init; }
}
