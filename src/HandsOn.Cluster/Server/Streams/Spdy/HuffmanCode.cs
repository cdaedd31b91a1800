namespace HandsOn.Cluster.Server.Streams.Spdy;

/// <summary>A canonical Huffman code, given by the length of each symbol's code (RFC 1951, 3.2.2).</summary>
internal sealed class HuffmanCode
{
    private const int LongestCode = 15;

    private readonly int[] counts = new int[LongestCode + 1];
    private readonly int[] symbols;

    public HuffmanCode(ReadOnlySpan<int> lengths)
    {
        foreach (var length in lengths) counts[length]++;
        counts[0] = 0;
        var offsets = new int[LongestCode + 2];
        for (var length = 1; length <= LongestCode; length++) offsets[length + 1] = offsets[length] + counts[length];
        symbols = new int[offsets[LongestCode + 1]];
        for (var symbol = 0; symbol < lengths.Length; symbol++)
            if (lengths[symbol] > 0) symbols[offsets[lengths[symbol]]++] = symbol;
    }

    public int Read(ref BitReader bits)
    {
        var (code, first, index) = (0, 0, 0);
        for (var length = 1; length <= LongestCode; length++)
        {
            code |= bits.Bit();
            var count = counts[length];
            if (code - first < count) return symbols[index + code - first];
            index += count;
            first = (first + count) << 1;
            code <<= 1;
        }
        throw new InvalidDataException("a compressed header has an unknown code");
    }
}
