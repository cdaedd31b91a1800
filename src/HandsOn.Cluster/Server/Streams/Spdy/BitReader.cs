namespace HandsOn.Cluster.Server.Streams.Spdy;

/// <summary>Reads bits, the lowest of each byte first, as deflate packs them.</summary>
internal ref struct BitReader(ReadOnlySpan<byte> bytes)
{
    private readonly ReadOnlySpan<byte> bytes = bytes;
    private int position;
    private int bit;

    public readonly bool IsAtEnd => position >= bytes.Length;

    public int Bit()
    {
        if (position >= bytes.Length) throw new InvalidDataException("a compressed header ends early");
        var value = (bytes[position] >> bit) & 1;
        if (++bit == 8) Align();
        return value;
    }

    public int Bits(int count)
    {
        var value = 0;
        for (var i = 0; i < count; i++) value |= Bit() << i;
        return value;
    }

    /// <summary>Goes on at the next whole byte.</summary>
    public void AlignToByte()
    {
        if (bit > 0) Align();
    }

    public ReadOnlySpan<byte> Bytes(int count)
    {
        if (count > bytes.Length - position) throw new InvalidDataException("a compressed header ends early");
        var taken = bytes.Slice(position, count);
        position += count;
        return taken;
    }

    private void Align()
    {
        bit = 0;
        position++;
    }
}
