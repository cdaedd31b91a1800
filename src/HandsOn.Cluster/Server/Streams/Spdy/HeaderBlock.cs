using System.Buffers.Binary;
using System.Text;

namespace HandsOn.Cluster.Server.Streams.Spdy;

/// <summary>Names and values, as SPDY/3 packs them before compression.</summary>
internal static class HeaderBlock
{
    /// <summary>A zlib stream that stores: the other end needs no more.</summary>
    private static readonly byte[] ZlibHeader = [0x78, 0x01];

    public static Dictionary<string, string> Parse(ReadOnlySpan<byte> block)
    {
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        for (var count = Int32(ref block); count > 0; count--)
        {
            var name = Text(ref block);
            headers[name] = Text(ref block);
        }
        return headers;
    }

    /// <summary>A block without headers, for replies.</summary>
    /// <param name="isFirst">Whether it is the first one of the connection.</param>
    public static byte[] Empty(bool isFirst)
    {
        // One stored deflate block of four zero bytes (no headers), and an empty one that makes the other end look at it.
        byte[] stored = [0x00, 0x04, 0x00, 0xfb, 0xff, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0xff, 0xff];
        return isFirst ? [.. ZlibHeader, .. stored] : stored;
    }

    private static int Int32(ref ReadOnlySpan<byte> block)
    {
        var value = BinaryPrimitives.ReadInt32BigEndian(block);
        block = block[sizeof(int)..];
        return value;
    }

    private static string Text(ref ReadOnlySpan<byte> block)
    {
        var length = Int32(ref block);
        var text = Encoding.UTF8.GetString(block[..length]);
        block = block[length..];
        return text;
    }
}
