using System.Globalization;
using System.Net;
using System.Text;
using HandsOn.Cluster.Network;

namespace HandsOn.Cluster.Kubelet;

/// <summary>A pod's resolver and hosts file (pkg/kubelet/network/dns/dns.go; pkg/kubelet/kubelet_pods.go, ensureHostsFile).</summary>
internal static class PodDns
{
    private const int DefaultNdots = 1;
    private const int ClusterNdots = 5;

    public static PodNetworkSettings Settings(PodState state)
    {
        var spec = state.Pod.Spec;
        var policy = spec.String("dnsPolicy") ?? "ClusterFirst";
        var usesCluster = policy == "ClusterFirstWithHostNet" || (policy == "ClusterFirst" && !state.UsesHostNetwork);
        var domain = state.Node.ClusterDomain;
        List<IPAddress> servers = usesCluster ? [state.Node.ClusterDns] : [];
        List<string> searches = usesCluster ? [$"{state.Pod.Namespace}.svc.{domain}", $"svc.{domain}", domain] : [];
        var config = spec.Map("dnsConfig");
        servers.AddRange(config.List("nameservers").Strings().Select(IPAddress.Parse));
        searches.AddRange(config.List("searches").Strings().Where(s => !searches.Contains(s)));
        var ndots = config.List("options").Find("name", "ndots")?.String("value");
        return new PodNetworkSettings(
            state.Address!, state.HostAddress, state.UsesHostNetwork, servers, searches,
            int.TryParse(ndots, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : usesCluster ? ClusterNdots : DefaultNdots,
            Hosts(state));
    }

    /// <summary><c>/etc/resolv.conf</c>.</summary>
    public static string ResolvConf(PodNetworkSettings settings)
    {
        var text = new StringBuilder();
        if (settings.Searches.Count > 0) text.Append("search ").AppendJoin(' ', settings.Searches).Append('\n');
        foreach (var server in settings.Nameservers) text.Append("nameserver ").Append(server).Append('\n');
        if (settings.Ndots != DefaultNdots) text.Append(CultureInfo.InvariantCulture, $"options ndots:{settings.Ndots}\n");
        return text.ToString();
    }

    /// <summary><c>/etc/hosts</c>.</summary>
    public static string HostsFile(PodState state)
    {
        var text = new StringBuilder("# Kubernetes-managed hosts file.\n127.0.0.1\tlocalhost\n::1\tlocalhost ip6-localhost ip6-loopback\n")
            .Append("fe00::0\tip6-localnet\nfe00::0\tip6-mcastprefix\nfe00::1\tip6-allnodes\nfe00::2\tip6-allrouters\n")
            .Append(state.Address).Append('\t').Append(FullHostName(state)).Append('\n');
        var aliases = state.Pod.Spec.List("hostAliases");
        if (aliases.Count > 0) text.Append("\n# Entries added by HostAliases.\n");
        foreach (var alias in aliases.Maps())
            text.Append(alias.String("ip")).Append('\t').AppendJoin('\t', alias.List("hostnames").Strings()).Append('\n');
        return text.ToString();
    }

    private static Dictionary<string, IPAddress> Hosts(PodState state)
    {
        var hosts = new Dictionary<string, IPAddress>(StringComparer.OrdinalIgnoreCase)
        {
            ["localhost"] = IPAddress.Loopback,
            [state.HostName] = state.Address!,
        };
        foreach (var alias in state.Pod.Spec.List("hostAliases").Maps())
            foreach (var name in alias.List("hostnames").Strings())
                if (IPAddress.TryParse(alias.String("ip"), out var address)) hosts[name] = address;
        return hosts;
    }

    private static string FullHostName(PodState state) => state.Pod.Spec.String("subdomain") is { Length: > 0 } subdomain
        ? $"{state.HostName}.{subdomain}.{state.Pod.Namespace}.svc.{state.Node.ClusterDomain}\t{state.HostName}"
        : state.HostName;
}
