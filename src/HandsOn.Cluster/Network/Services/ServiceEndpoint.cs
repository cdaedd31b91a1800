using System.Net;

namespace HandsOn.Cluster.Network.Services;

/// <summary>One address behind a Service's port, and the node that it is on.</summary>
internal sealed record ServiceEndpoint(IPEndPoint Address, string Node);
