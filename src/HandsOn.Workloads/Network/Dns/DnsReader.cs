using System.Buffers.Binary;
using System.Net;
using System.Text;

namespace HandsOn.Workloads.Network.Dns;

/// <summary>Reads the parts of a DNS message.</summary>
internal ref struct DnsReader(ReadOnlySpan<byte> message)
{
    private const int MostJumps = 32;

    private readonly ReadOnlySpan<byte> message = message;
    private int position;

    public ushort UInt16() => BinaryPrimitives.ReadUInt16BigEndian(Take(2));

    public uint UInt32() => BinaryPrimitives.ReadUInt32BigEndian(Take(4));

    /// <summary>A name in lower case, without its last dot.</summary>
    public string Name()
    {
        var name = new StringBuilder();
        int at = position, end = -1;
        for (var jumps = 0; jumps <= MostJumps;)
        {
            int length = Byte(at++);
            if (length == 0)
            {
                position = end < 0 ? at : end;
                return name.ToString().ToLowerInvariant();
            }
            if ((length & 0xC0) == 0xC0)
            {
                if (end < 0) end = at + 1;
                at = ((length & 0x3F) << 8) | Byte(at);
                jumps++;
                continue;
            }
            if (at + length > message.Length) break;
            if (name.Length > 0) name.Append('.');
            name.Append(Encoding.UTF8.GetString(message.Slice(at, length)));
            at += length;
        }
        throw new FormatException("a name in the DNS message has no end");
    }

    /// <summary>Records; those of types that are not known are passed over.</summary>
    public List<DnsRecord> Records(int count)
    {
        var records = new List<DnsRecord>(count);
        for (var i = 0; i < count; i++)
            if (Record() is { } record) records.Add(record);
        return records;
    }

    private DnsRecord? Record()
    {
        var name = Name();
        var type = (DnsType)UInt16();
        UInt16();
        var ttl = UInt32();
        int length = UInt16(), end = position + length;
        DnsRecord? record = type switch
        {
            DnsType.A => new AddressRecord(name, new IPAddress(Take(4)), ttl),
            DnsType.Cname or DnsType.Ptr or DnsType.NS => new NameRecord(name, type, Name(), ttl),
            DnsType.Srv => new ServiceRecord(name, UInt16(), UInt16(), UInt16(), Name(), ttl),
            DnsType.Txt => new TextRecord(name, Encoding.UTF8.GetString(Take(Byte(position++))), ttl),
            DnsType.Soa => Authority(name, ttl),
            _ => null,
        };
        position = end;
        return record;
    }

    private AuthorityRecord Authority(string name, uint ttl)
    {
        string server = Name(), mailbox = Name();
        var serial = UInt32();
        Take(12);
        return new AuthorityRecord(name, server, mailbox, serial, UInt32(), ttl);
    }

    private readonly byte Byte(int at) => at < message.Length ? message[at] : throw new FormatException("the DNS message is cut off");

    private ReadOnlySpan<byte> Take(int count)
    {
        if (position + count > message.Length) throw new FormatException("the DNS message is cut off");
        position += count;
        return message.Slice(position - count, count);
    }
}
