using System.Globalization;
using System.Text;

namespace HandsOn.Workloads.Redis.Protocol;

/// <summary>RESP as it goes over the wire.</summary>
internal static class RespText
{
    public static readonly byte[] Ok = Simple("OK");
    public static readonly byte[] Null = "$-1\r\n"u8.ToArray();

    public static byte[] Simple(string text) => Encoding.UTF8.GetBytes($"+{text}\r\n");

    public static byte[] Error(string text) => Encoding.UTF8.GetBytes($"-{text}\r\n");

    public static byte[] Integer(long number) => Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $":{number}\r\n"));

    public static byte[] Bulk(string? text) =>
        text is null ? Null : Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"${Encoding.UTF8.GetByteCount(text)}\r\n{text}\r\n"));

    /// <summary>A list of texts; also the form of a command.</summary>
    public static byte[] List(IReadOnlyCollection<string> texts) =>
        [.. Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"*{texts.Count}\r\n")), .. texts.SelectMany(text => Bulk(text))];
}
