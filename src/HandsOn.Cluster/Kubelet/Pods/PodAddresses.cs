using System.Buffers.Binary;
using System.Net;

namespace HandsOn.Cluster.Kubelet;

/// <summary>Hands out the addresses of a node's pod network in turn, so that a freed one is not used again at once (as the host-local plug-in of CNI does).</summary>
internal sealed class PodAddresses(IPNetwork network)
{
    private readonly uint first = BinaryPrimitives.ReadUInt32BigEndian(network.BaseAddress.GetAddressBytes());
    private readonly uint size = (uint)(1L << (32 - network.PrefixLength));
    private readonly HashSet<uint> used = [];
    private readonly Lock gate = new();

    /// <summary>The network's own address and the bridge's come before the pods'.</summary>
    private uint next = 2;

    /// <summary>A free address, or null where there is none.</summary>
    public IPAddress? Take()
    {
        lock (gate)
        {
            for (var tried = 0u; tried < size; tried++)
            {
                var offset = next;
                next = next + 2 >= size ? 2 : next + 1;
                if (used.Add(offset)) return Address(first + offset);
            }
            return null;
        }
    }

    public void Free(IPAddress address)
    {
        lock (gate) used.Remove(BinaryPrimitives.ReadUInt32BigEndian(address.GetAddressBytes()) - first);
    }

    private static IPAddress Address(uint number)
    {
        Span<byte> bytes = stackalloc byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(bytes, number);
        return new IPAddress(bytes);
    }
}
