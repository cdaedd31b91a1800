namespace HandsOn.Cluster.Server.Streams.Spdy;

/// <summary>
/// Expands the header blocks of one connection: one zlib stream with a preset dictionary, flushed after each block (RFC 1950, 1951).
/// The runtime's own inflater takes no dictionary.
/// </summary>
internal sealed class Inflater(byte[] dictionary)
{
    private const int WindowSize = 32 * 1024;
    private const int HasDictionary = 0x20;
    private const int EndOfBlock = 256;

    private static readonly int[] LengthBases = [3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115, 131, 163, 195, 227, 258];
    private static readonly int[] LengthBits = [0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0];
    private static readonly int[] DistanceBases =
        [1, 2, 3, 4, 5, 7, 9, 13, 17, 25, 33, 49, 65, 97, 129, 193, 257, 385, 513, 769, 1025, 1537, 2049, 3073, 4097, 6145, 8193, 12289, 16385, 24577];
    private static readonly int[] DistanceBits = [0, 0, 0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7, 8, 8, 9, 9, 10, 10, 11, 11, 12, 12, 13, 13];
    private static readonly int[] LengthOrder = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];
    private static readonly HuffmanCode FixedLiterals = new(
        [.. Enumerable.Repeat(8, 144), .. Enumerable.Repeat(9, 112), .. Enumerable.Repeat(7, 24), .. Enumerable.Repeat(8, 8)]);
    private static readonly HuffmanCode FixedDistances = new([.. Enumerable.Repeat(5, 30)]);

    private readonly List<byte> window = [];
    private bool started;

    /// <summary>Expands the next block.</summary>
    /// <exception cref="InvalidDataException">It is not compressed data.</exception>
    public byte[] Expand(ReadOnlySpan<byte> block)
    {
        if (!started) block = Start(block);
        var from = window.Count;
        var bits = new BitReader(block);
        while (!bits.IsAtEnd) ReadBlock(ref bits);
        var expanded = window[from..].ToArray();
        if (window.Count > WindowSize) window.RemoveRange(0, window.Count - WindowSize);
        return expanded;
    }

    private ReadOnlySpan<byte> Start(ReadOnlySpan<byte> block)
    {
        if (block.Length < 6) throw new InvalidDataException("a compressed header has no beginning");
        started = true;
        if ((block[1] & HasDictionary) == 0) return block[2..];
        window.AddRange(dictionary);
        return block[6..];
    }

    private void ReadBlock(ref BitReader bits)
    {
        bits.Bit();
        switch (bits.Bits(2))
        {
            case 0: ReadStored(ref bits); break;
            case 1: ReadCompressed(ref bits, FixedLiterals, FixedDistances); break;
            case 2:
                var (literals, distances) = ReadCodes(ref bits);
                ReadCompressed(ref bits, literals, distances);
                break;
            default: throw new InvalidDataException("a compressed header has an unknown block type");
        }
    }

    private void ReadStored(ref BitReader bits)
    {
        bits.AlignToByte();
        var length = bits.Bits(16);
        bits.Bits(16);
        window.AddRange(bits.Bytes(length));
    }

    private void ReadCompressed(ref BitReader bits, HuffmanCode literals, HuffmanCode distances)
    {
        while (literals.Read(ref bits) is var symbol and not EndOfBlock)
        {
            if (symbol < EndOfBlock)
            {
                window.Add((byte)symbol);
                continue;
            }
            var length = LengthBases[symbol - 257] + bits.Bits(LengthBits[symbol - 257]);
            var code = distances.Read(ref bits);
            var from = window.Count - (DistanceBases[code] + bits.Bits(DistanceBits[code]));
            if (from < 0) throw new InvalidDataException("a compressed header refers to nothing");
            for (var i = 0; i < length; i++) window.Add(window[from + i]);
        }
    }

    private static (HuffmanCode Literals, HuffmanCode Distances) ReadCodes(ref BitReader bits)
    {
        var (literals, distances, codes) = (bits.Bits(5) + 257, bits.Bits(5) + 1, bits.Bits(4) + 4);
        var lengths = new int[19];
        for (var i = 0; i < codes; i++) lengths[LengthOrder[i]] = bits.Bits(3);
        var code = new HuffmanCode(lengths);
        var all = new List<int>(literals + distances);
        while (all.Count < literals + distances)
        {
            var symbol = code.Read(ref bits);
            var (value, count) = symbol switch
            {
                16 => (all[^1], 3 + bits.Bits(2)),
                17 => (0, 3 + bits.Bits(3)),
                18 => (0, 11 + bits.Bits(7)),
                _ => (symbol, 1),
            };
            all.AddRange(Enumerable.Repeat(value, count));
        }
        var together = all.ToArray();
        return (new HuffmanCode(together.AsSpan(0, literals)), new HuffmanCode(together.AsSpan(literals, distances)));
    }
}
