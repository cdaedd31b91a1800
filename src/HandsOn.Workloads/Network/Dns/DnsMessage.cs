namespace HandsOn.Workloads.Network.Dns;

/// <summary>A DNS message (RFC 1035, 4). <see cref="DnsWire"/> reads and writes it.</summary>
internal sealed record DnsMessage(ushort Id, DnsQuestion Question)
{
    public bool IsResponse { get; init; }

    public bool IsAuthoritative { get; init; }

    public bool RecursionDesired { get; init; } = true;

    public DnsCode Code { get; init; }

    public IReadOnlyList<DnsRecord> Answers { get; init; } = [];

    public IReadOnlyList<DnsRecord> Authorities { get; init; } = [];

    public IReadOnlyList<DnsRecord> Additional { get; init; } = [];

    /// <summary>An answer to this question.</summary>
    public DnsMessage Reply(DnsCode code, params IReadOnlyList<DnsRecord> answers) =>
        new(Id, Question) { IsResponse = true, IsAuthoritative = true, RecursionDesired = RecursionDesired, Code = code, Answers = answers };
}
