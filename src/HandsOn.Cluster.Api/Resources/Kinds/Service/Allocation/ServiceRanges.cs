using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using HandsOn.Kubernetes.Naming;

namespace HandsOn.Cluster.Api.Resources.Kinds;

/// <summary>The ranges of cluster IPs and node ports: the defaults of kubeadm.</summary>
internal static class ServiceRanges
{
    public const int FirstNodePort = 30000;
    public const int LastNodePort = 32767;

    /// <summary>Ports and addresses below these are given out last, so that they are free for those who ask for one by number.</summary>
    private const int FirstDynamicNodePort = 30086;
    private const int FirstDynamicAddress = 256;

    public static readonly IPNetwork Addresses = IPNetwork.Parse("10.96.0.0/12");

    private static readonly uint Base = Number(Addresses.BaseAddress);
    private static readonly int AddressCount = 1 << (32 - Addresses.PrefixLength);

    public static bool Contains(IPAddress address) =>
        address.AddressFamily == AddressFamily.InterNetwork && Addresses.Contains(address)
        && Number(address) != Base && Number(address) != Base + (uint)AddressCount - 1;

    /// <summary>All addresses, from a random one on, the low ones last.</summary>
    public static IEnumerable<string> AnyAddress(IRandomSource random)
    {
        var upper = Rotated(FirstDynamicAddress, AddressCount - 2, random);
        return upper.Concat(Enumerable.Range(1, FirstDynamicAddress - 1)).Select(offset => Address(Base + (uint)offset));
    }

    /// <summary>All node ports, from a random one on, the low ones last.</summary>
    public static IEnumerable<long> AnyNodePort(IRandomSource random) =>
        Rotated(FirstDynamicNodePort, LastNodePort, random)
            .Concat(Enumerable.Range(FirstNodePort, FirstDynamicNodePort - FirstNodePort)).Select(port => (long)port);

    private static IEnumerable<int> Rotated(int first, int last, IRandomSource random)
    {
        var count = last - first + 1;
        var start = random.Next(count);
        return Enumerable.Range(0, count).Select(i => first + (start + i) % count);
    }

    private static uint Number(IPAddress address) => BinaryPrimitives.ReadUInt32BigEndian(address.GetAddressBytes());

    private static string Address(uint number)
    {
        Span<byte> bytes = stackalloc byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(bytes, number);
        return new IPAddress(bytes).ToString();
    }
}
