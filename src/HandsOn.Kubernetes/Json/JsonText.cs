using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace HandsOn.Kubernetes.Json;

/// <summary>JSON text to and from <see cref="JsonMap"/>, <see cref="JsonList"/> and leaves.</summary>
public static class JsonText
{
    /// <summary>As many maps and lists may stand inside each other.</summary>
    internal const int MostDepth = 512;

    private static readonly JsonWriterOptions Compact = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private static readonly JsonWriterOptions Indented = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, Indented = true };
    private static readonly JsonReaderOptions Reading = new() { MaxDepth = MostDepth };

    /// <summary>Reads one JSON value.</summary>
    /// <param name="utf8">The text; what is no Unicode in it is read as U+FFFD, as Go does.</param>
    /// <param name="duplicates">Where given, the path of every repeated member (<c>spec.replicas</c>) is added; the last one wins.</param>
    /// <exception cref="JsonException">The text is not JSON.</exception>
    public static object? Parse(ReadOnlySpan<byte> utf8, ICollection<string>? duplicates = null)
    {
        utf8 = JsonEncoding.Mend(utf8);
        var repeats = false;
        var value = Parse(utf8, ref repeats, null);
        // Hardly any text repeats a member, so its path is only looked for where one does.
        if (repeats && duplicates is not null) Parse(utf8, ref repeats, duplicates);
        return value;
    }

    /// <inheritdoc cref="Parse(ReadOnlySpan{byte}, ICollection{string}?)"/>
    public static object? Parse(string text) => Parse(Encoding.UTF8.GetBytes(text));

    /// <summary>Reads one JSON object.</summary>
    /// <exception cref="JsonException">The text is not JSON, or not an object.</exception>
    public static JsonMap ParseMap(ReadOnlySpan<byte> utf8, ICollection<string>? duplicates = null) =>
        Parse(utf8, duplicates) as JsonMap ?? throw new JsonException("the JSON value is not an object");

    /// <inheritdoc cref="ParseMap(ReadOnlySpan{byte}, ICollection{string}?)"/>
    public static JsonMap ParseMap(string text) => ParseMap(Encoding.UTF8.GetBytes(text));

    /// <summary>The compact JSON text as UTF-8.</summary>
    public static byte[] ToUtf8(object? value)
    {
        var buffer = new ArrayBufferWriter<byte>(1024);
        WriteTo(buffer, value);
        return buffer.WrittenSpan.ToArray();
    }

    /// <summary>The JSON text.</summary>
    public static string ToString(object? value, bool indented = false)
    {
        var buffer = new ArrayBufferWriter<byte>(1024);
        using (var writer = new Utf8JsonWriter(buffer, indented ? Indented : Compact)) Write(writer, value);
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    /// <summary>Appends the compact JSON text to a buffer.</summary>
    public static void WriteTo(IBufferWriter<byte> buffer, object? value)
    {
        using var writer = new Utf8JsonWriter(buffer, Compact);
        Write(writer, value);
    }

    /// <summary>Writes a value with a writer that is under way.</summary>
    public static void Write(Utf8JsonWriter writer, object? value)
    {
        switch (value)
        {
            case null: writer.WriteNullValue(); break;
            case string text: writer.WriteStringValue(text); break;
            case long number: writer.WriteNumberValue(number); break;
            case double number: writer.WriteNumberValue(number); break;
            case bool flag: writer.WriteBooleanValue(flag); break;
            case JsonMap map:
                writer.WriteStartObject();
                foreach (var (key, member) in map)
                {
                    writer.WritePropertyName(key);
                    Write(writer, member);
                }
                writer.WriteEndObject();
                break;
            case JsonList list:
                writer.WriteStartArray();
                foreach (var item in list) Write(writer, item);
                writer.WriteEndArray();
                break;
            default: throw new ArgumentException($"{value.GetType()} is not a JSON value", nameof(value));
        }
    }

    private static object? Parse(ReadOnlySpan<byte> utf8, ref bool repeats, ICollection<string>? duplicates)
    {
        var reader = new Utf8JsonReader(utf8, Reading);
        reader.Read();
        var value = ReadValue(ref reader, ref repeats, duplicates, "");
        if (reader.Read()) throw new JsonException("there is text after the JSON value");
        return value;
    }

    private static object? ReadValue(ref Utf8JsonReader reader, ref bool repeats, ICollection<string>? duplicates, string path)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.Null: return null;
            case JsonTokenType.True: return JsonValue.Normalize(true);
            case JsonTokenType.False: return JsonValue.Normalize(false);
            case JsonTokenType.String: return reader.GetString();
            case JsonTokenType.Number: return reader.TryGetInt64(out var integer) ? (object)integer : reader.GetDouble();
            case JsonTokenType.StartArray: return ReadList(ref reader, ref repeats, duplicates, path);
            case JsonTokenType.StartObject: return ReadMap(ref reader, ref repeats, duplicates, path);
            default: throw new JsonException($"unexpected {reader.TokenType}");
        }
    }

    private static JsonMap ReadMap(ref Utf8JsonReader reader, ref bool repeats, ICollection<string>? duplicates, string path)
    {
        var builder = new JsonMapBuilder();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            var key = JsonKeys.Intern(ref reader);
            reader.Read();
            var childPath = duplicates is null ? "" : path.Length == 0 ? key : path + "." + key;
            if (!builder.Set(key, ReadValue(ref reader, ref repeats, duplicates, childPath))) continue;
            repeats = true;
            duplicates?.Add(childPath);
        }
        return builder.Build();
    }

    private static JsonList ReadList(ref Utf8JsonReader reader, ref bool repeats, ICollection<string>? duplicates, string path)
    {
        var items = new List<object?>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
            items.Add(ReadValue(ref reader, ref repeats, duplicates, duplicates is null ? "" : $"{path}[{items.Count}]"));
        return JsonList.Adopt([.. items]);
    }
}
