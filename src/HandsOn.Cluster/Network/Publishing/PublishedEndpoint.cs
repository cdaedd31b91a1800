using System.Net;

namespace HandsOn.Cluster.Network.Publishing;

/// <summary>A port of a Service that the host reaches on loopback.</summary>
/// <param name="Namespace">The Service's namespace.</param>
/// <param name="Service">The Service's name.</param>
/// <param name="Port">The Service's port.</param>
/// <param name="Address">Where the host reaches it.</param>
public sealed record PublishedEndpoint(string Namespace, string Service, int Port, IPEndPoint Address);
