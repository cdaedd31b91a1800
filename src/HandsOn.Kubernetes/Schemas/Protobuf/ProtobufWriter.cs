using System.Buffers;
using System.Text;

namespace HandsOn.Kubernetes.Schemas.Protobuf;

/// <summary>Writes the wire format. Empty strings and false are left out, as proto3 does.</summary>
internal sealed class ProtobufWriter
{
    private readonly ArrayBufferWriter<byte> buffer = new();

    public ReadOnlySpan<byte> Written => buffer.WrittenSpan;

    public void String(int number, string? text)
    {
        if (string.IsNullOrEmpty(text)) return;
        Tag(number, ProtobufReader.LengthDelimited);
        var length = Encoding.UTF8.GetByteCount(text);
        Varint((ulong)length);
        buffer.Advance(Encoding.UTF8.GetBytes(text, buffer.GetSpan(length)));
    }

    public void Bool(int number, bool flag)
    {
        if (!flag) return;
        Tag(number, ProtobufReader.Varint);
        Varint(1);
    }

    /// <summary>A message in the message; written even when it is empty, which tells it from a missing one.</summary>
    public void Message(int number, Action<ProtobufWriter> write)
    {
        var inner = new ProtobufWriter();
        write(inner);
        Tag(number, ProtobufReader.LengthDelimited);
        Varint((ulong)inner.Written.Length);
        buffer.Write(inner.Written);
    }

    private void Tag(int number, int wireType) => Varint((ulong)((number << 3) | wireType));

    private void Varint(ulong value)
    {
        var span = buffer.GetSpan(10);
        var count = 0;
        for (; value >= 0x80; value >>= 7) span[count++] = (byte)(value | 0x80);
        span[count++] = (byte)value;
        buffer.Advance(count);
    }
}
