using HandsOn.Kubernetes.Schemas.Decoding;

namespace HandsOn.Kubernetes.Schemas.Protobuf;

/// <summary>Reads the wire format: tags, varints and length-delimited parts.</summary>
internal ref struct ProtobufReader(ReadOnlySpan<byte> bytes)
{
    public const int Varint = 0;
    public const int Fixed64 = 1;
    public const int LengthDelimited = 2;
    public const int Fixed32 = 5;

    private ReadOnlySpan<byte> rest = bytes;

    public readonly bool IsAtEnd => rest.IsEmpty;

    public int Number { get; private set; }

    public int WireType { get; private set; }

    public bool ReadTag()
    {
        if (rest.IsEmpty) return false;
        var tag = ReadVarint();
        Number = (int)(tag >> 3);
        WireType = (int)(tag & 7);
        return true;
    }

    public ulong ReadVarint()
    {
        var value = 0UL;
        for (var shift = 0; shift < 64; shift += 7)
        {
            var next = Take(1)[0];
            value |= (ulong)(next & 0x7f) << shift;
            if (next < 0x80) return value;
        }
        throw new DecodingException("proto: integer overflow");
    }

    public ReadOnlySpan<byte> ReadBytes() => Take(ReadVarint());

    public double ReadDouble() => BitConverter.ToDouble(Take(8));

    public void Skip()
    {
        switch (WireType)
        {
            case Varint: ReadVarint(); break;
            case Fixed64: Take(8); break;
            case LengthDelimited: ReadBytes(); break;
            case Fixed32: Take(4); break;
            default: throw new DecodingException($"proto: illegal wireType {WireType}");
        }
    }

    private ReadOnlySpan<byte> Take(ulong count)
    {
        if (count > (ulong)rest.Length) throw new DecodingException("unexpected EOF");
        var taken = rest[..(int)count];
        rest = rest[(int)count..];
        return taken;
    }
}
