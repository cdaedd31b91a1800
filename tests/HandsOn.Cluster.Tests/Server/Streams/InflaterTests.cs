using System.IO.Compression;
using System.Text;
using FluentAssertions;
using HandsOn.Cluster.Server.Streams.Spdy;
using HandsOn.Kubernetes.Naming;
using NUnit.Framework;

namespace HandsOn.Cluster.Tests.Server.Streams;

public class InflaterTests
{
    [Test]
    public void The_dictionary_is_that_of_the_specification() => Adler32(SpdyDictionary.Bytes).Should().Be(0xe3c6a7c2);

    [TestCase(CompressionLevel.SmallestSize)]
    [TestCase(CompressionLevel.NoCompression)]
    public void Blocks_of_one_stream_expand_one_after_the_other(CompressionLevel level)
    {
        using var target = new MemoryStream();
        using var zlib = new ZLibStream(target, level);
        var inflater = new Inflater([]);
        var random = new SeededRandomSource(1);

        foreach (var length in (int[])[10, 4000, 40_000, 7])
        {
            var text = Encoding.ASCII.GetBytes(string.Concat(Enumerable.Range(0, length).Select(_ => "abcdefgh "[random.Next(9)])));
            target.SetLength(0);
            zlib.Write(text);
            zlib.Flush();

            inflater.Expand(target.ToArray()).Should().Equal(text);
        }
    }

    private static uint Adler32(byte[] bytes)
    {
        var (a, b) = (1u, 0u);
        foreach (var value in bytes)
        {
            a = (a + value) % 65521;
            b = (b + a) % 65521;
        }
        return (b << 16) | a;
    }
}
