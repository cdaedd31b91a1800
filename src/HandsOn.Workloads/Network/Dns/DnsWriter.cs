using System.Buffers.Binary;
using System.Text;

namespace HandsOn.Workloads.Network.Dns;

/// <summary>Writes the parts of a DNS message, each name's repeats as pointers to its first place (RFC 1035, 4.1.4).</summary>
internal sealed class DnsWriter
{
    public const ushort Internet = 1;

    private const int LongestPointer = 0x3FFF;

    private readonly MemoryStream bytes = new(512);
    private readonly Dictionary<string, int> places = new(StringComparer.Ordinal);

    public byte[] ToArray() => bytes.ToArray();

    public void UInt16(ushort value)
    {
        Span<byte> two = stackalloc byte[2];
        BinaryPrimitives.WriteUInt16BigEndian(two, value);
        bytes.Write(two);
    }

    public void UInt32(uint value)
    {
        Span<byte> four = stackalloc byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(four, value);
        bytes.Write(four);
    }

    public void Name(string name)
    {
        var rest = name.TrimEnd('.');
        while (rest.Length > 0)
        {
            if (places.TryGetValue(rest, out var place))
            {
                UInt16((ushort)(0xC000 | place));
                return;
            }
            if (bytes.Length <= LongestPointer) places[rest] = (int)bytes.Length;
            var dot = rest.IndexOf('.');
            Text(dot < 0 ? rest : rest[..dot]);
            rest = dot < 0 ? "" : rest[(dot + 1)..];
        }
        bytes.WriteByte(0);
    }

    public void Record(DnsRecord record)
    {
        Name(record.Name);
        UInt16((ushort)record.Type);
        UInt16(Internet);
        UInt32(record.Ttl);
        var length = (int)bytes.Length;
        UInt16(0);
        Data(record);
        var end = bytes.Position;
        bytes.Position = length;
        UInt16((ushort)(end - length - 2));
        bytes.Position = end;
    }

    private void Data(DnsRecord record)
    {
        switch (record)
        {
            case AddressRecord address:
                bytes.Write(address.Address.GetAddressBytes());
                break;
            case NameRecord alias:
                Name(alias.Target);
                break;
            case TextRecord text:
                Text(text.Text);
                break;
            case ServiceRecord service:
                UInt16(service.Priority);
                UInt16(service.Weight);
                UInt16(service.Port);
                Name(service.Target);
                break;
            case AuthorityRecord authority:
                Name(authority.Server);
                Name(authority.Mailbox);
                UInt32(authority.Serial);
                foreach (var seconds in (uint[])[7200, 1800, 86400, authority.Minimum]) UInt32(seconds);
                break;
        }
    }

    private void Text(string text)
    {
        var utf8 = Encoding.UTF8.GetBytes(text);
        bytes.WriteByte((byte)utf8.Length);
        bytes.Write(utf8);
    }
}
