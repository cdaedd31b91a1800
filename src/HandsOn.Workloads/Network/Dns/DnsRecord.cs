using System.Net;

namespace HandsOn.Workloads.Network.Dns;

/// <summary>Record types that cluster DNS uses (RFC 1035, 2782, 3596).</summary>
internal enum DnsType : ushort
{
    A = 1,
    NS = 2,
    Cname = 5,
    Soa = 6,
    Ptr = 12,
    Txt = 16,
    Aaaa = 28,
    Srv = 33,
    Any = 255,
}

/// <summary>Response codes (RFC 1035, 4.1.1).</summary>
internal enum DnsCode : byte
{
    NoError = 0,
    FormatError = 1,
    ServerFailure = 2,
    NameError = 3,
    NotImplemented = 4,
    Refused = 5,
}

/// <summary>What is asked.</summary>
internal readonly record struct DnsQuestion(string Name, DnsType Type);

/// <summary>A resource record; names are lower case, without the last dot.</summary>
internal abstract record DnsRecord(string Name, DnsType Type, uint Ttl);

internal sealed record AddressRecord(string Name, IPAddress Address, uint Ttl) : DnsRecord(Name, DnsType.A, Ttl);

/// <summary>A record whose data is a name: CNAME, PTR or NS.</summary>
internal sealed record NameRecord(string Name, DnsType Type, string Target, uint Ttl) : DnsRecord(Name, Type, Ttl);

internal sealed record ServiceRecord(string Name, ushort Priority, ushort Weight, ushort Port, string Target, uint Ttl)
    : DnsRecord(Name, DnsType.Srv, Ttl);

internal sealed record TextRecord(string Name, string Text, uint Ttl) : DnsRecord(Name, DnsType.Txt, Ttl);

/// <summary>The start of authority that comes with a negative answer.</summary>
internal sealed record AuthorityRecord(string Name, string Server, string Mailbox, uint Serial, uint Minimum, uint Ttl)
    : DnsRecord(Name, DnsType.Soa, Ttl);
