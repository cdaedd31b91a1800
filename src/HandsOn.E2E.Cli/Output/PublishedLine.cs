using System.Net.Sockets;
using HandsOn.Cluster.Network.Publishing;

namespace HandsOn.E2E.Cli.Output;

/// <summary>The sentence about a Service's port that is published on loopback, or is so no longer.</summary>
internal static class PublishedLine
{
    public static string Of(PublishedEndpoint endpoint, bool isOpen)
    {
        var name = $"{endpoint.Namespace}/{endpoint.Service}:{endpoint.Port}";
        var where = endpoint.Url?.ToString() ?? endpoint.Address.ToString();
        return isOpen ? $"published {name} at {where}{WhyNotAsShown(endpoint)}" : $"closed {name}, which was at {where}";
    }

    /// <summary>The Service itself shows <c>localhost</c> and its own port, or its node port.</summary>
    private static string WhyNotAsShown(PublishedEndpoint endpoint) => endpoint.Refusal switch
    {
        null => "",
        SocketError.AccessDenied => $" (not at localhost:{endpoint.Wanted}: the port takes privileges)",
        _ => $" (not at localhost:{endpoint.Wanted}: the port is in use on this machine)",
    };
}
