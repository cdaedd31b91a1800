using System.Globalization;
using System.Text;
using HandsOn.Kubernetes.Json;
using HandsOn.Kubernetes.Objects;

namespace HandsOn.Kubernetes.Schemas.Protobuf;

/// <summary>Reads messages by the numbers of their types' fields; unknown numbers are skipped.</summary>
internal static class MessageReader
{
    public static void ReadInto(MessageBuilder message, ReadOnlySpan<byte> bytes, TypeSchema type)
    {
        var reader = new ProtobufReader(bytes);
        while (reader.ReadTag())
        {
            if (type.Numbered(reader.Number) is { } field) ReadField(ref reader, message, field);
            else if (type.Embedded(reader.Number) is { } embedded) ReadInto(message, reader.ReadBytes(), embedded.Type);
            else reader.Skip();
        }
    }

    private static void ReadField(ref ProtobufReader reader, MessageBuilder message, FieldSchema field)
    {
        var schema = field.Value;
        switch (schema.Shape)
        {
            case ValueShape.List when schema.IsWrapped:
                message.Set(field.Name, ReadWrapped(reader.ReadBytes(), schema));
                break;
            case ValueShape.List when IsPacked(reader, schema.Element!):
                var packed = new ProtobufReader(reader.ReadBytes());
                while (!packed.IsAtEnd) message.Add(field.Name, (long)packed.ReadVarint());
                break;
            case ValueShape.List:
                message.Add(field.Name, ReadValue(ref reader, schema.Element!));
                break;
            case ValueShape.Map:
                var (key, value) = ReadEntry(reader.ReadBytes(), schema.Element!);
                message.Put(field.Name, JsonKeys.Intern(key), value);
                break;
            default:
                message.Set(field.Name, ReadValue(ref reader, schema));
                break;
        }
    }

    private static bool IsPacked(ProtobufReader reader, ValueSchema element) =>
        reader.WireType == ProtobufReader.LengthDelimited && element.Shape is ValueShape.Int32 or ValueShape.Int64 or ValueShape.Boolean;

    private static (string Key, object? Value) ReadEntry(ReadOnlySpan<byte> bytes, ValueSchema element)
    {
        var key = "";
        var value = element.Zero;
        var entry = new ProtobufReader(bytes);
        while (entry.ReadTag())
        {
            if (entry.Number == 1) key = Encoding.UTF8.GetString(entry.ReadBytes());
            else if (entry.Number == 2) value = element.IsWrapped ? ReadWrapped(entry.ReadBytes(), element) : ReadValue(ref entry, element);
            else entry.Skip();
        }
        return (key, value);
    }

    private static JsonList ReadWrapped(ReadOnlySpan<byte> bytes, ValueSchema list)
    {
        var items = new List<object?>();
        var reader = new ProtobufReader(bytes);
        while (reader.ReadTag())
        {
            if (reader.Number == 1) items.Add(ReadValue(ref reader, list.Element!));
            else reader.Skip();
        }
        return JsonList.Adopt([.. items]);
    }

    private static object? ReadValue(ref ProtobufReader reader, ValueSchema schema)
    {
        switch (schema.Shape)
        {
            case ValueShape.String: return Encoding.UTF8.GetString(reader.ReadBytes());
            case ValueShape.Int32 or ValueShape.Int64: return (long)reader.ReadVarint();
            case ValueShape.Boolean: return JsonValue.Normalize(reader.ReadVarint() != 0);
            case ValueShape.Double: return reader.ReadDouble();
            case ValueShape.Bytes: return Convert.ToBase64String(reader.ReadBytes());
            case ValueShape.Object:
                var message = new MessageBuilder();
                ReadInto(message, reader.ReadBytes(), schema.Type!);
                return message.Build();
            default: return ReadSpecial(reader.ReadBytes(), schema.Shape);
        }
    }

    /// <summary>Types with a JSON form of their own are small messages in protobuf.</summary>
    private static object? ReadSpecial(ReadOnlySpan<byte> bytes, ValueShape shape)
    {
        var (number1, number2) = (0L, 0L);
        ReadOnlySpan<byte> bytes1 = [], bytes3 = [];
        var reader = new ProtobufReader(bytes);
        while (reader.ReadTag())
        {
            if (reader is { Number: 1, WireType: ProtobufReader.LengthDelimited }) bytes1 = reader.ReadBytes();
            else if (reader is { Number: 3, WireType: ProtobufReader.LengthDelimited }) bytes3 = reader.ReadBytes();
            else if (reader is { Number: 1, WireType: ProtobufReader.Varint }) number1 = (long)reader.ReadVarint();
            else if (reader is { Number: 2, WireType: ProtobufReader.Varint }) number2 = (long)reader.ReadVarint();
            else reader.Skip();
        }
        return shape switch
        {
            ValueShape.Quantity => bytes1.IsEmpty ? "0" : Encoding.UTF8.GetString(bytes1),
            ValueShape.IntOrString => number1 == 0 ? number2 : Encoding.UTF8.GetString(bytes3),
            ValueShape.Any => bytes1.IsEmpty ? null : JsonText.Parse(bytes1),
            ValueShape.Time => bytes.IsEmpty ? null : Timestamps.Format(At(number1, number2)),
            ValueShape.MicroTime => bytes.IsEmpty ? null : Timestamps.FormatMicro(At(number1, number2)),
            ValueShape.Duration => (number1 / 1e9).ToString(CultureInfo.InvariantCulture) + "s",
            _ => throw new ArgumentOutOfRangeException(nameof(shape), shape, "not a message of its own"),
        };
    }

    private static DateTimeOffset At(long seconds, long nanos) => DateTimeOffset.FromUnixTimeSeconds(seconds).AddTicks(nanos / 100);
}
