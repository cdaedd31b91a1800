using System.Net;
using HandsOn.Kubernetes.Naming;
using HandsOn.Workloads.Network;
using HandsOn.Workloads.Network.Dns;

namespace HandsOn.Workloads.Shell.Tools;

/// <summary>nslookup, as BIND's tools and as busybox print it, and getent.</summary>
internal static class LookupTools
{
    public static readonly Dictionary<string, Tool> All = new(StringComparer.Ordinal)
    {
        ["nslookup"] = NslookupAsync,
        ["getent"] = GetentAsync,
    };

    private static async ValueTask<int> NslookupAsync(ToolCall call, CancellationToken cancellation)
    {
        string[] operands = [.. call.Arguments.Where(argument => !argument.StartsWith('-'))];
        var type = call.Arguments.Select(argument => argument.Split('=')).FirstOrDefault(parts => parts is ["-type" or "-query" or "-q", _])?[1].ToUpperInvariant();
        if (operands.Length == 0) return await call.FailAsync("nslookup: a host name is missing").ConfigureAwait(false);
        var network = call.Container.Network;
        var settings = network.Dns;
        if (operands.Length > 1) settings = settings with { Nameservers = await network.ResolveAsync(operands[1], cancellation).ConfigureAwait(false) };
        var resolver = new DnsResolver(settings, new Dictionary<string, IPAddress>(), call.Container.Time, new SeededRandomSource(operands[0].Length),
            (server, query, token) => network.ExchangeDatagramAsync(new IPEndPoint(server, DnsResolver.Port), query, token));
        var wanted = type is "SRV" ? DnsType.Srv : type is "PTR" ? DnsType.Ptr : type is "CNAME" ? DnsType.Cname : DnsType.A;
        IEnumerable<string> candidates = resolver.Candidates(operands[0]);
        if (IPAddress.TryParse(operands[0], out var address)) (wanted, candidates) = (DnsType.Ptr, [DnsNames.Reverse(address)]);
        DnsMessage? answer = null;
        try
        {
            foreach (var candidate in candidates)
            {
                answer = await resolver.AskAsync(new DnsQuestion(candidate, wanted), cancellation).ConfigureAwait(false);
                if (answer.Answers.Count > 0) break;
            }
        }
        catch (NetworkException)
        {
            await call.PrintAsync(";; connection timed out; no servers could be reached\n").ConfigureAwait(false);
            return 1;
        }
        await call.PrintAsync($"Server:\t\t{settings.Nameservers[0]}\nAddress:\t{settings.Nameservers[0]}#53\n").ConfigureAwait(false);
        if (answer is not { Answers.Count: > 0 })
        {
            await call.PrintAsync($"** server can't find {operands[0]}: {(answer?.Code == DnsCode.ServerFailure ? "SERVFAIL" : "NXDOMAIN")}\n").ConfigureAwait(false);
            return 1;
        }
        foreach (var record in answer.Answers) await call.PrintAsync(Line(record)).ConfigureAwait(false);
        await call.PrintAsync("").ConfigureAwait(false);
        return 0;
    }

    private static string Line(DnsRecord record) => record switch
    {
        AddressRecord found => $"Name:\t{found.Name}\nAddress: {found.Address}",
        NameRecord { Type: DnsType.Ptr } pointer => $"{pointer.Name}\tname = {pointer.Target}.",
        NameRecord alias => $"{alias.Name}\tcanonical name = {alias.Target}.",
        ServiceRecord service => $"{service.Name}\tservice = {service.Priority} {service.Weight} {service.Port} {service.Target}.",
        _ => record.Name,
    };

    private static async ValueTask<int> GetentAsync(ToolCall call, CancellationToken cancellation)
    {
        if (call.Arguments is not [_, var name, ..]) return 1;
        try
        {
            foreach (var address in await call.Container.Network.ResolveAsync(name, cancellation).ConfigureAwait(false))
                await call.PrintAsync($"{address}\t{name}").ConfigureAwait(false);
            return 0;
        }
        catch (NetworkException)
        {
            return 2;
        }
    }
}
