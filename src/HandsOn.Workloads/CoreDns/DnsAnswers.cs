using System.Net;
using HandsOn.Kubernetes.Json;
using HandsOn.Kubernetes.Objects;
using HandsOn.Workloads.Network.Dns;

namespace HandsOn.Workloads.CoreDns;

/// <summary>
/// Answers questions by the specification of Kubernetes' DNS (https://github.com/kubernetes/dns, docs/specification.md). Names
/// outside the cluster's domain do not exist: there is no world outside.
/// </summary>
internal sealed class DnsAnswers(Corefile settings, ClusterRecords records)
{
    private const ushort Weight = 100;

    private readonly string suffix = "." + settings.Domain;

    public DnsMessage Answer(DnsMessage query)
    {
        var name = query.Question.Name;
        if (DnsNames.Forward(name) is { } address) return Reverse(query, address);
        if (name == settings.Domain) return Empty(query);
        if (!name.EndsWith(suffix, StringComparison.Ordinal)) return query.Reply(DnsCode.NameError);
        var labels = name[..^suffix.Length].Split('.');
        if (labels is ["dns-version"]) return Records(query, [new TextRecord(name, "1.1.0", settings.Ttl)]);
        return labels switch
        {
            ["svc"] or ["pod"] => Empty(query),
            [var ns, "svc" or "pod"] => records.HasNamespace(ns) ? Empty(query) : Missing(query),
            [var host, var ns, "pod"] when settings.AnswersPods && records.HasNamespace(ns) && IPAddress.TryParse(host.Replace('-', '.'), out var ip) =>
                Records(query, [new AddressRecord(name, ip, settings.Ttl)]),
            [var service, var ns, "svc"] when records.Service(ns, service) is { } found => Service(query, found),
            [var port, var protocol, var service, var ns, "svc"] when port.StartsWith('_') && records.Service(ns, service) is { } found =>
                Found(query, Ports(found, name, port[1..], protocol.TrimStart('_'))),
            [var host, var service, var ns, "svc"] when records.Service(ns, service) is { } found => Found(query, Endpoint(found, host, name)),
            _ => Missing(query),
        };
    }

    private DnsMessage Service(DnsMessage query, KubeObject service)
    {
        var name = query.Question.Name;
        if (service.Spec.String("type") == "ExternalName") return Alias(query, service.Spec.String("externalName") ?? "");
        if (query.Question.Type == DnsType.Srv) return Found(query, Ports(service, name, "", ""));
        if (!ClusterRecords.IsHeadless(service))
            return IPAddress.TryParse(service.Spec.String("clusterIP"), out var ip) ? Records(query, [new AddressRecord(name, ip, settings.Ttl)]) : Missing(query);
        return Found(query, [.. records.Endpoints(service).Select(endpoint => endpoint.Address).Distinct()
            .Select(address => new AddressRecord(name, IPAddress.Parse(address), settings.Ttl))]);
    }

    private DnsMessage Alias(DnsMessage query, string target)
    {
        target = target.TrimEnd('.').ToLowerInvariant();
        DnsRecord alias = new NameRecord(query.Question.Name, DnsType.Cname, target, settings.Ttl);
        if (!target.EndsWith(suffix, StringComparison.Ordinal) || target == query.Question.Name) return query.Reply(DnsCode.NoError, alias);
        var further = Answer(query with { Question = query.Question with { Name = target } });
        return query.Reply(DnsCode.NoError, [alias, .. further.Answers]);
    }

    private List<DnsRecord> Endpoint(KubeObject service, string host, string name) =>
        [.. records.Endpoints(service).Where(endpoint => endpoint.Host == host).Select(endpoint => endpoint.Address).Distinct()
            .Select(address => new AddressRecord(name, IPAddress.Parse(address), settings.Ttl))];

    private List<DnsRecord> Ports(KubeObject service, string name, string portName, string protocol)
    {
        bool Wanted(JsonMap port) =>
            (portName.Length == 0 || port.String("name") == portName)
            && (protocol.Length == 0 || (port.String("protocol") ?? "TCP").Equals(protocol, StringComparison.OrdinalIgnoreCase));
        var own = $"{service.Name}.{service.Namespace}.svc{suffix}";
        if (!ClusterRecords.IsHeadless(service))
            return [.. service.Spec.List("ports").Maps().Where(Wanted).Select(port => new ServiceRecord(name, 0, Weight, (ushort)(port.Long("port") ?? 0), own, settings.Ttl))];
        return [.. records.Endpoints(service).SelectMany(endpoint => endpoint.Ports.Maps().Where(Wanted)
            .Select(port => new ServiceRecord(name, 0, Weight, (ushort)(port.Long("port") ?? 0), $"{endpoint.Host}.{own}", settings.Ttl)))];
    }

    private DnsMessage Reverse(DnsMessage query, IPAddress address)
    {
        var text = address.ToString();
        var target = records.ServiceAt(text) is { } service ? $"{service.Name}.{service.Namespace}.svc{suffix}"
            : records.EndpointAt(text) is var (headless, host) ? $"{host}.{headless.Name}.{headless.Namespace}.svc{suffix}" : null;
        return target is null ? query.Reply(DnsCode.NameError) : Records(query, [new NameRecord(query.Question.Name, DnsType.Ptr, target, settings.Ttl)]);
    }

    private DnsMessage Found(DnsMessage query, List<DnsRecord> found) => found.Count == 0 ? Missing(query) : Records(query, found);

    /// <summary>The records of the type that was asked for; the name exists in any case.</summary>
    private DnsMessage Records(DnsMessage query, IReadOnlyList<DnsRecord> found)
    {
        DnsRecord[] wanted = [.. found.Where(record => query.Question.Type == DnsType.Any || record.Type == query.Question.Type)];
        return wanted.Length > 0 ? query.Reply(DnsCode.NoError, wanted) : Empty(query);
    }

    private DnsMessage Empty(DnsMessage query) => query.Reply(DnsCode.NoError) with { Authorities = [Authority()] };

    private DnsMessage Missing(DnsMessage query) => query.Reply(DnsCode.NameError) with { Authorities = [Authority()] };

    private AuthorityRecord Authority() => new(settings.Domain, "ns.dns" + suffix, "hostmaster" + suffix, 1, settings.Ttl, settings.Ttl);
}
