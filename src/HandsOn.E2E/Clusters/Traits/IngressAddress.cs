namespace HandsOn.E2E.Clusters.Traits;

/// <summary>What the ADDRESS of an Ingress is.</summary>
/// <param name="Sentence">In words: <c>its ADDRESS is this machine</c>.</param>
/// <param name="Holds">Whether an address is one like that, by the addresses of the cluster's nodes.</param>
public sealed record IngressAddress(string Sentence, Func<string, IReadOnlyCollection<string>, bool> Holds)
{
    /// <summary>As on Docker Desktop, whose load balancer is this machine.</summary>
    public static IngressAddress ThisMachine { get; } = new("its ADDRESS is this machine", (address, _) => address == "localhost");

    /// <summary>As with a load balancer that runs on the nodes.</summary>
    public static IngressAddress Node { get; } = new("its ADDRESS is that of a node", (address, nodes) => nodes.Contains(address));

    /// <summary>As with any load balancer: a name or an IP address that somebody can look up.</summary>
    public static IngressAddress Any { get; } = new("its ADDRESS is a name or an IP address", (address, _) => Uri.CheckHostName(address) != UriHostNameType.Unknown);
}
