using System.Buffers.Binary;
using System.Text;

namespace HandsOn.Workloads.Redis.Replication;

/// <summary>The copy that a leader sends to a new follower: an RDB file, version 9, of strings, its checksum switched off.</summary>
internal static class RdbFile
{
    private const byte SelectDatabase = 0xFE;
    private const byte ExpiresMilliseconds = 0xFC;
    private const byte Auxiliary = 0xFA;
    private const byte ResizeDatabase = 0xFB;
    private const byte End = 0xFF;
    private const byte StringType = 0;

    public static byte[] Write(RedisStore store)
    {
        using var file = new MemoryStream();
        file.Write("REDIS0009"u8);
        Span<byte> eight = stackalloc byte[8];
        for (var database = 0; database < RedisStore.DatabaseCount; database++)
        {
            if (store.Count(database) == 0) continue;
            file.WriteByte(SelectDatabase);
            WriteLength(file, database);
            foreach (var key in store.Keys(database))
            {
                var entry = store.Find(database, key)!;
                if (entry.Expires is { } expires)
                {
                    file.WriteByte(ExpiresMilliseconds);
                    BinaryPrimitives.WriteInt64LittleEndian(eight, expires.ToUnixTimeMilliseconds());
                    file.Write(eight);
                }
                file.WriteByte(StringType);
                WriteText(file, key);
                WriteText(file, entry.Value);
            }
        }
        file.WriteByte(End);
        eight.Clear();
        file.Write(eight);
        return file.ToArray();
    }

    /// <exception cref="FormatException">The file is no RDB file, or holds other types than strings.</exception>
    public static void Read(ReadOnlySpan<byte> file, RedisStore store)
    {
        if (!file.StartsWith("REDIS"u8)) throw new FormatException("Wrong signature trying to load DB from file");
        var rest = file[9..];
        var database = 0;
        DateTimeOffset? expires = null;
        while (true)
        {
            var type = rest[0];
            rest = rest[1..];
            switch (type)
            {
                case End: return;
                case SelectDatabase: database = ReadLength(ref rest); break;
                case Auxiliary:
                    ReadText(ref rest);
                    ReadText(ref rest);
                    break;
                case ResizeDatabase:
                    ReadLength(ref rest);
                    ReadLength(ref rest);
                    break;
                case ExpiresMilliseconds:
                    expires = DateTimeOffset.FromUnixTimeMilliseconds(BinaryPrimitives.ReadInt64LittleEndian(rest));
                    rest = rest[8..];
                    break;
                case StringType:
                    store.Set(database, ReadText(ref rest), ReadText(ref rest), expires);
                    expires = null;
                    break;
                default: throw new FormatException($"Unknown RDB encoding type {type}");
            }
        }
    }

    private static void WriteText(MemoryStream file, string text)
    {
        var utf8 = Encoding.UTF8.GetBytes(text);
        WriteLength(file, utf8.Length);
        file.Write(utf8);
    }

    private static void WriteLength(MemoryStream file, int length)
    {
        if (length < 64) file.WriteByte((byte)length);
        else if (length < 16384) file.Write([(byte)(0x40 | (length >> 8)), (byte)length]);
        else file.Write([0x80, (byte)(length >> 24), (byte)(length >> 16), (byte)(length >> 8), (byte)length]);
    }

    private static string ReadText(ref ReadOnlySpan<byte> rest)
    {
        var length = ReadLength(ref rest);
        var text = Encoding.UTF8.GetString(rest[..length]);
        rest = rest[length..];
        return text;
    }

    private static int ReadLength(ref ReadOnlySpan<byte> rest)
    {
        var (length, size) = (rest[0] >> 6) switch
        {
            0 => (rest[0] & 0x3F, 1),
            1 => (((rest[0] & 0x3F) << 8) | rest[1], 2),
            2 => (BinaryPrimitives.ReadInt32BigEndian(rest[1..]), 5),
            _ => throw new FormatException("the RDB file holds an encoded string"),
        };
        rest = rest[size..];
        return length;
    }
}
