using System.Net;

namespace HandsOn.Workloads.Network.Dns;

/// <summary>Names of addresses (RFC 1035, 3.5).</summary>
internal static class DnsNames
{
    private const string ReverseZone = ".in-addr.arpa";

    /// <summary><c>4.3.2.1.in-addr.arpa</c> for 1.2.3.4.</summary>
    public static string Reverse(IPAddress address) => string.Join('.', address.GetAddressBytes().Reverse()) + ReverseZone;

    /// <summary>The address that a reverse name stands for, or null.</summary>
    public static IPAddress? Forward(string name) =>
        name.EndsWith(ReverseZone, StringComparison.Ordinal) && IPAddress.TryParse(string.Join('.', name[..^ReverseZone.Length].Split('.').Reverse()), out var address)
            ? address : null;
}
