using System.Security.Cryptography.X509Certificates;
using System.Text.RegularExpressions;
using HandsOn.Kubernetes.Objects;

namespace HandsOn.Workloads.IngressNginx.Routing;

/// <summary>All hosts and paths at one moment; made anew at every change, so that requests need no lock.</summary>
internal sealed class IngressTable
{
    public const string Annotation = "nginx.ingress.kubernetes.io/";
    public const string AnyHost = "_";

    private static readonly TimeSpan MatchTimeout = TimeSpan.FromSeconds(1);

    private readonly Dictionary<string, List<IngressLocation>> hosts = new(StringComparer.Ordinal);

    /// <summary>The hosts' certificates, from the Secrets that the Ingresses name.</summary>
    public Dictionary<string, X509Certificate2> Certificates { get; } = new(StringComparer.Ordinal);

    /// <summary>The location for a request: the host's, a wildcard's, or that of all hosts; the longest path that matches.</summary>
    public IngressLocation? Find(string host, string path)
    {
        foreach (var candidate in Candidates(host))
            if (hosts.TryGetValue(candidate, out var locations)) return locations.Find(location => location.Matches(path));
        return null;
    }

    public X509Certificate2? Certificate(string host) => Candidates(host).Select(name => Certificates.GetValueOrDefault(name)).FirstOrDefault(found => found is not null);

    /// <summary>Builds the table; of two Ingresses with the same host and path the older counts.</summary>
    public static IngressTable Build(IEnumerable<KubeObject> ingresses, Func<string, string, X509Certificate2?> certificate)
    {
        var table = new IngressTable();
        foreach (var ingress in ingresses.OrderBy(ingress => ingress.CreationTimestamp).ThenBy(ingress => ingress.Key)) table.Add(ingress, certificate);
        // Exact paths go first, then longer before shorter, as nginx is told them.
        foreach (var locations in table.hosts.Values)
        {
            var sorted = locations.OrderBy(location => location.PathType != "Exact").ThenByDescending(location => location.Path.Length).ToList();
            locations.Clear();
            locations.AddRange(sorted);
        }
        return table;
    }

    /// <summary>The hosts and paths of an Ingress.</summary>
    public static IEnumerable<(string Host, string Path, string PathType, IngressBackend Backend)> Paths(KubeObject ingress)
    {
        var fallback = IngressBackend.From(ingress.Namespace, ingress.Spec.Map("defaultBackend"));
        var rules = ingress.Spec.List("rules").Maps().ToList();
        foreach (var rule in rules)
        {
            var host = rule.String("host") is { Length: > 0 } named ? named : AnyHost;
            foreach (var path in rule.List("http", "paths").Maps())
                if (IngressBackend.From(ingress.Namespace, path.Map("backend")) is { } backend)
                    yield return (host, path.String("path") is { Length: > 0 } text ? text : "/", path.String("pathType") ?? "ImplementationSpecific", backend);
            if (fallback is not null && rule.List("http", "paths").Maps().All(path => path.String("path") is not (null or "" or "/"))) yield return (host, "/", "Prefix", fallback);
        }
        if (rules.Count == 0 && fallback is not null) yield return (AnyHost, "/", "Prefix", fallback);
    }

    private void Add(KubeObject ingress, Func<string, string, X509Certificate2?> certificate)
    {
        var rewrite = ingress.Annotations.String(Annotation + "rewrite-target");
        var isExpression = rewrite is { Length: > 0 } || ingress.Annotations.String(Annotation + "use-regex") == "true";
        var secured = ingress.Spec.List("tls").Maps().SelectMany(tls => tls.List("hosts").Strings()).ToHashSet(StringComparer.Ordinal);
        foreach (var tls in ingress.Spec.List("tls").Maps())
            if (tls.String("secretName") is { } secret && certificate(ingress.Namespace, secret) is { } found)
                foreach (var host in tls.List("hosts").Strings().DefaultIfEmpty(AnyHost)) Certificates.TryAdd(host, found);
        var forced = ingress.Annotations.String(Annotation + "force-ssl-redirect") == "true";
        var redirects = ingress.Annotations.String(Annotation + "ssl-redirect") != "false";
        foreach (var (host, path, pathType, backend) in Paths(ingress))
        {
            if (!hosts.TryGetValue(host, out var locations)) hosts[host] = locations = [];
            if (locations.Exists(other => other.Path == path && (other.PathType == "Exact") == (pathType == "Exact"))) continue;
            locations.Add(new IngressLocation(path, pathType, backend, ingress.Key.ToString())
            {
                RewriteTarget = rewrite is { Length: > 0 } ? rewrite : null,
                Expression = isExpression && pathType != "Exact" ? Expression(path) : null,
                RedirectsToTls = forced || (redirects && secured.Contains(host)),
            });
        }
    }

    private static Regex? Expression(string path)
    {
        try
        {
            return new Regex("^" + path, RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, MatchTimeout);
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    private static IEnumerable<string> Candidates(string host)
    {
        yield return host;
        if (host.IndexOf('.') is var dot and > 0) yield return "*" + host[dot..];
        yield return AnyHost;
    }
}
