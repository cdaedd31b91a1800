namespace HandsOn.Workloads.Network.Dns;

/// <summary>DNS messages to and from bytes (RFC 1035, 4.1).</summary>
internal static class DnsWire
{
    private const int Response = 0x8000;
    private const int Authoritative = 0x0400;
    private const int RecursionDesired = 0x0100;
    private const int RecursionAvailable = 0x0080;

    public static byte[] Write(DnsMessage message)
    {
        var writer = new DnsWriter();
        var flags = message.IsResponse ? Response | RecursionAvailable : 0;
        if (message.IsAuthoritative) flags |= Authoritative;
        if (message.RecursionDesired) flags |= RecursionDesired;
        writer.UInt16(message.Id);
        writer.UInt16((ushort)(flags | (int)message.Code));
        writer.UInt16(1);
        writer.UInt16((ushort)message.Answers.Count);
        writer.UInt16((ushort)message.Authorities.Count);
        writer.UInt16((ushort)message.Additional.Count);
        writer.Name(message.Question.Name);
        writer.UInt16((ushort)message.Question.Type);
        writer.UInt16(DnsWriter.Internet);
        foreach (var record in message.Answers) writer.Record(record);
        foreach (var record in message.Authorities) writer.Record(record);
        foreach (var record in message.Additional) writer.Record(record);
        return writer.ToArray();
    }

    /// <exception cref="FormatException">The bytes are no DNS message with one question.</exception>
    public static DnsMessage Read(ReadOnlySpan<byte> bytes)
    {
        var reader = new DnsReader(bytes);
        var id = reader.UInt16();
        int flags = reader.UInt16(), questions = reader.UInt16();
        int answers = reader.UInt16(), authorities = reader.UInt16(), additional = reader.UInt16();
        if (questions != 1) throw new FormatException("a DNS message has one question");
        var name = reader.Name();
        var type = (DnsType)reader.UInt16();
        reader.UInt16();
        return new DnsMessage(id, new DnsQuestion(name, type))
        {
            IsResponse = (flags & Response) != 0,
            IsAuthoritative = (flags & Authoritative) != 0,
            RecursionDesired = (flags & RecursionDesired) != 0,
            Code = (DnsCode)(flags & 0xF),
            Answers = reader.Records(answers),
            Authorities = reader.Records(authorities),
            Additional = reader.Records(additional),
        };
    }
}
